"""The house rules: in the host's words, before one pitches first, on the board, and in the record."""

import re

import pytest

from tests.server import Server
from tests.web.cast import SETUP, Device, Evening, refused

RULES = "Everybody gets a turn.\nSpeak <b>for</b> yourself."
FOLD = re.compile(r'<details class="fold" open data-mine="!pitched"( hidden)?>.*?</details>', re.S)


@pytest.fixture
def night(shared_server: Server) -> Evening:
    return Evening(shared_server, rules=RULES)


def shown(device: Device) -> bool:
    """Whether the phone shows them to this person; they are in its page once at most."""
    (hidden,) = FOLD.findall(device.get().text)
    return not hidden


def test_a_new_night_is_offered_some(host: Device, night: Evening) -> None:
    host.carry("start", f"start {night.server.start_key}")
    form = host.get("/start").text
    offered = re.search(r'<textarea id="rules".*?>\n(.*?)</textarea>', form, re.S)
    assert offered is not None
    assert len(offered[1].splitlines()) == 4
    assert "Disagree with ideas, not with people." in offered[1]
    shelf = host.client.post("/start", data={"shelf": "1-evening"}).text
    assert "Everybody gets a turn.\nSpeak for yourself." in shelf, (
        "the setups that come with opennight have them"
    )


def test_the_host_changes_them(host: Device, night: Evening) -> None:
    assert "Speak &lt;b&gt;for&lt;/b&gt; yourself." in host.get("setup").text
    assert refused(host.act("setup", **(SETUP | {"rules": "x" * 401})), 422, "Too long by 1", field="rules")
    page = host.submit("setup", "setup", **(SETUP | {"rules": "x" * 401}))
    assert page.text.count("Too long by 1") == 2, "at the field and at the button"
    host.act("setup", **(SETUP | {"rules": "Listen."}))
    assert "Listen." in host.get("setup.json").text
    assert night.events("SetupChanged")[0]["setup"]["rules"] == "Listen."


def test_nobody_else_does(
    night: Evening, helper: Device, attendee: Device, outsider: Device, stranger: Device
) -> None:
    for device in (helper, attendee, outsider, stranger):
        assert refused(device.act("setup", **(SETUP | {"rules": "Mine."})), 403)
    assert night.events("SetupChanged") == []


def test_one_reads_them_until_one_has_pitched(night: Evening, attendee: Device, neighbour: Device) -> None:
    night.move("pitch")
    page = attendee.get().text
    assert "Speak &lt;b&gt;for&lt;/b&gt; yourself." in page
    assert page.index("House rules") < page.index("Pitch it")
    assert shown(attendee)
    assert "pitched" in attendee.act("pitches", title="Moths", hosted="1").json()["mine"]["marks"]
    assert not shown(attendee)
    assert shown(neighbour), "who has not pitched still reads them"
    night.move("vote")
    assert shown(neighbour)
    assert "House rules" not in attendee.get("pitches/1/edit").text


def test_the_board_welcomes_with_them(night: Evening, host: Device) -> None:
    assert "Speak &lt;b&gt;for&lt;/b&gt; yourself." in host.get("board").text
    night.move("pitch")
    assert "House rules" not in host.get("board").text


def test_the_record_has_them(night: Evening, outsider: Device) -> None:
    night.move("closed")
    for ending in ("", ".html", ".md", ".csv", ".json"):
        assert "Everybody gets a turn." in outsider.get(f"record{ending}").text, ending
    assert "Speak &lt;b&gt;for&lt;/b&gt; yourself." in outsider.get("record").text


def test_a_night_without_shows_none(shared_server: Server) -> None:
    night = Evening(shared_server)
    ada = night.enter("Ada")
    pages = [night.host.get("board").text]
    for phase in ("pitch", "vote", "closed"):
        night.move(phase)
        pages.append(ada.get().text)
    pages += [ada.get(f"record{ending}").text for ending in ("", ".html", ".md", ".csv")]
    for page in pages:
        assert "House rules" not in page
        assert "rules" not in page.partition("</head>")[2]
    assert ada.get("record.json").json()["rules"] == ""
