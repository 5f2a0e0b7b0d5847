"""What was moderated over HTTP: the desk's list, what authors see, and what nobody else does."""

from typing import get_args

import pytest

from opennight.night.kept.moderated import Thing
from opennight.routes import ROUTES
from opennight.web.core.templates import templates
from tests.server import Server
from tests.web.cast import Device, refused
from tests.web.deeds import HIDING
from tests.web.stage import Stage
from tests.web.test_reading import told


@pytest.fixture
def stage(shared_server: Server) -> Stage:
    """Ada has pitched Bees, and the host hid it with a reason."""
    stage = Stage(shared_server, "pitch")
    assert stage.cast["host"].act("pitches/1/hide", why="reasonforit").status_code == 200
    return stage


@pytest.fixture
def attendee(stage: Stage) -> Device:
    return stage.cast["attendee"]


@pytest.fixture
def host(stage: Stage) -> Device:
    return stage.cast["host"]


def test_its_author_sees_what_happened_and_why_and_answers_once(attendee: Device, host: Device) -> None:
    page = attendee.get("me").text
    assert "The host hid it." in page
    assert "reasonforit" in page
    answer = attendee.submit(f"moderated/{HIDING}/answer", "me", text="answertoit")
    assert answer.status_code == 303
    assert "You answered:" in attendee.get("me").text
    assert "Answer the host, once" not in attendee.get("me").text
    assert refused(attendee.act(f"moderated/{HIDING}/answer", text="Again"), 409, "once already")
    assert "1 answer to you" in host.get("desk").text
    page = host.get("moderated").text
    assert all(
        words in page for words in ("Bees", "reasonforit", "answertoit", "written by Ada", "by the host")
    )
    assert host.submit(f"moderated/{HIDING}/heard", "moderated").status_code == 303
    assert "answer to you" not in host.get("desk").text


async def test_nobody_else_sees_any_of_it(stage: Stage, attendee: Device, host: Device) -> None:
    attendee.act(f"moderated/{HIDING}/answer", text="answertoit")
    for who in ("helper", "attendee", "neighbour", "outsider"):
        assert stage.cast[who].get("moderated").status_code == 403
    stage.do(("host", "lineup/make", {}))
    for phase in ("groups", "share", "closed"):
        stage.night.move(phase)
        seen = await told(stage)
        for secret in ("reasonforit", "answertoit"):
            assert [what for what, text in seen if secret in text] == []
    assert "Bees" not in stage.cast["neighbour"].get("record").text.replace("Bees and books", "")


def test_the_record_says_how_many_and_never_whose(stage: Stage, host: Device) -> None:
    stage.night.move("closed")
    neighbour = stage.cast["neighbour"]
    assert "Taken out by the host" not in neighbour.get("record").text
    assert neighbour.get("record.json").json()["moderated"] is None
    host.act("moderated/tell", told="1")
    for page in ("record", "record.md", "record.html"):
        assert "Taken out by the host: 1" in neighbour.get(page).text
    assert neighbour.get("record.json").json()["moderated"] == 1
    assert "moderated" in neighbour.get("record.csv").text


def test_the_host_says_why_where_they_pressed(stage: Stage, attendee: Device, host: Device) -> None:
    """The answer to a press offers it, and the desk stays where it is."""
    saying = 'placeholder="Why, if you like" aria-label="Why: '
    assert attendee.act("pitches", title="Wasps").status_code == 200
    assert host.act("pitches/3/hide").status_code == 200
    act = stage.night.version
    assert f"{saying}hiding Wasps" in host.get("desk").text
    assert saying not in host.get("remote").text, "there it would be in the way of a thumb"
    answer = host.submit(f"moderated/{act}/why", "desk", why="Said already")
    assert answer.headers["location"].endswith("/desk")
    assert "go" not in host.act(f"moderated/{act}/why", why="Said before").json()
    assert f"{saying}hiding Wasps" not in host.get("desk").text
    assert "Said before" in attendee.get("me").text


def test_a_flood_is_one_act_with_how_many(stage: Stage, host: Device) -> None:
    for name in ("Bot", "Bot"):
        stage.night.enter(name)
    assert host.act("flood", since="3", upto="4").status_code == 200
    page = host.get("moderated").text
    assert page.count("People: removed") == 1
    assert "2 people" in page


def test_what_does_not_fit(stage: Stage, attendee: Device, host: Device) -> None:
    before = stage.night.version
    assert refused(host.act("pitches/2/hide", why="x" * 121), 422, "Too long", "why")
    assert refused(host.act("people/1/remove", why="x" * 121), 422, "Too long", "why")
    assert refused(host.act(f"moderated/{HIDING}/why", why="x" * 121), 422, "Too long", "why")
    assert refused(attendee.act(f"moderated/{HIDING}/answer", text="x" * 301), 422, "Too long", "text")
    assert refused(host.act("moderated/99/why", why="x"), 404, "Nothing like that")
    answer = attendee.submit(f"moderated/{HIDING}/answer", "me", text="x" * 301)
    assert (answer.status_code, "x" * 301 in answer.text) == (422, True)
    assert stage.night.version == before


def test_its_author_finds_it_in_all_that_the_night_knows_of_them(stage: Stage, attendee: Device) -> None:
    attendee.act(f"moderated/{HIDING}/answer", text="answertoit")
    page, file = attendee.get("me/known").text, attendee.get("me/known.json").json()
    assert all(words in page for words in ("Pitch 1: hidden", "reasonforit", "answertoit"))
    (deed,) = file["moderated"]
    assert (deed["deed"], deed["why"], deed["answer"]) == ("hidden", "reasonforit", "answertoit")
    assert stage.cast["neighbour"].get("me/known.json").json()["moderated"] == []


def test_all_that_can_be_brought_back_has_an_address_for_that() -> None:
    paths = templates("en").get_template("moderated/_words.html").module.PATHS  # type: ignore[attr-defined]
    things = {name for some in get_args(Thing) for name in get_args(some)}
    assert paths.keys() == things - {"name", "people"}
    addresses = {route.path for route in ROUTES}
    shown = {f"/n/{{code}}/{path}/{{no:no}}/show" for what, path in paths.items() if what != "person"}
    assert shown <= addresses
