"""A pitch that runs twice, on every page: two groups that nobody can mix up."""

import re
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from opennight.live import hub
from opennight.live.audiences import PHONE, Audience
from opennight.night.fold import DECIDE
from opennight.night.groups import JoinGroup, TakePen
from opennight.night.headlines import WriteHeadline
from opennight.night.kept.parts import PHASES
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Command
from opennight.night.notes import WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.sharing import Appreciate, MakeComment, ShowGroup
from opennight.night.votes import Vote
from tests.cast import CORNER, EARLY, HALL, LATE, attendee, host, neighbour
from tests.live.inside import CODE, Inside, Screen, regions
from tests.twice import KNOWN, RunTwice

BEES, BOOKS = 1, 2
ON_BOOKS, EARLY_ONE, LATE_ONE = 1, 2, 3
"""The groups."""
STORY: list[Command] = [
    host(MovePhase, to="pitch"),
    attendee(MakePitch, title="Bees"),
    neighbour(MakePitch, title="Books"),
    host(MovePhase, to="vote"),
    neighbour(Vote, pitch=BEES),
    host(PlacePitch, pitch=BOOKS, slot=EARLY.id, room=CORNER.id),
    host(PlacePitch, pitch=BEES, slot=EARLY.id, room=HALL.id),
    host(RunTwice, pitch=BEES, slot=LATE.id, room=CORNER.id),
    host(MovePhase, to="groups"),
    attendee(JoinGroup, group=EARLY_ONE),
    attendee(JoinGroup, group=LATE_ONE),
    neighbour(JoinGroup, group=EARLY_ONE),
    attendee(TakePen, group=LATE_ONE),
    neighbour(WriteHeadline, group=EARLY_ONE, text="Early headline"),
    attendee(WriteHeadline, group=LATE_ONE, text="Late headline"),
    neighbour(WriteNote, group=EARLY_ONE, text="Early note"),
    attendee(WriteNote, group=LATE_ONE, kind="action", text="Late action"),
    host(MovePhase, to="share"),
    neighbour(Appreciate, group=LATE_ONE),
    neighbour(MakeComment, group=LATE_ONE, text="Late comment"),
    host(ShowGroup, group=LATE_ONE),
]


@pytest.fixture
async def inside(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Inside]:
    monkeypatch.setattr(hub, "TICK", 0.0)
    for kind, decides in KNOWN.items():
        monkeypatch.setitem(DECIDE, kind, decides)
    async with Inside() as inside:
        await inside.start("Ada", "Ben", "Cleo")
        for command in STORY:
            await inside.writers.send(CODE, command)
        yield inside


async def html(inside: Inside, path: str) -> str:
    """A page as seen by Ada, who has the desk, too."""
    sign = inside.app.state.keys.sign
    key = (await inside.writers.night(CODE)).desk_key
    cookie = f"desk_{CODE}={sign(f'host {CODE} {key}')}; {await inside.cookie(1)}"
    answer = await inside.client.get(f"/n/{CODE}{path}", headers={"Cookie": cookie})
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return answer.text


@pytest.mark.parametrize("phase", PHASES)
async def test_every_page_can_be_drawn_and_no_id_is_there_twice(inside: Inside, phase: str) -> None:
    await inside.writers.send(CODE, host(MovePhase, to=phase))
    pages = ("", "/me", "/why", "/groups/2", "/groups/3", "/board", "/desk", "/helper?for=1", "/record")
    for page in pages:
        ids = Counter(re.findall(r'\bid="([^"]+)"', await html(inside, page)))
        assert [id for id, count in ids.items() if count > 1] == [], f"{page} in {phase}"


async def test_each_group_has_a_page_of_its_own(inside: Inside) -> None:
    early, late = await html(inside, "/groups/2"), await html(inside, "/groups/3")
    for mine, its, others in ((early, "Early", "Late"), (late, "Late", "Early")):
        assert f"{its} headline" in mine
        assert f"{others} headline" not in mine
    assert "19:30" in early
    assert "20:30" in late
    assert "Early note" in early
    assert "Late action" in late


async def test_the_phone_shows_both_as_mine(inside: Inside) -> None:
    await inside.writers.send(CODE, host(MovePhase, to="talk"))
    page = await inside.load(PHONE, 1)
    assert {"group:2", "group:3", "slot:1", "slot:2", "pen:3"} <= set(page.mine["marks"])
    assert "group:1" not in page.mine["marks"]
    tickets = re.findall(r'class="ticket" href="[^"]*/groups/(\d+)"', await html(inside, ""))
    assert tickets == ["2", "1", "3"]


async def test_the_group_that_is_shown_is_before_the_room(inside: Inside) -> None:
    board, phone = await html(inside, "/board"), await html(inside, "")
    for page in (board, phone):
        assert "Late headline" in page
        assert "Late action" in page
        assert "Late comment" in page
    assert "Early headline" not in board
    assert "3 of 3" in board
    assert 'id="hearts-3"' in board


async def test_the_desk_has_a_card_for_each(inside: Inside) -> None:
    desk = await html(inside, "/desk?part=lineup")
    assert re.findall(r"lineup/(\d)/drop", desk) == ["2", "1", "3"]
    assert re.findall(r'id="gathering-(\d)"', desk) == ["2", "1", "3"]
    assert re.findall(r'id="placed-([\d-]+)"', desk) == ["1", "2", "1-3"]


async def test_the_record_tells_of_both(inside: Inside) -> None:
    await inside.writers.send(CODE, host(MovePhase, to="closed"))
    page = await html(inside, "/record")
    groups = re.findall(r'<h3 hx-ignore><a href="[^"]+/record/g/(\d)">(\w+)<', page)
    assert groups == [("2", "Bees"), ("3", "Bees")], "nobody came to the books"


async def test_every_page_says_where_it_runs_again(inside: Inside) -> None:
    await inside.writers.send(CODE, host(MovePhase, to="groups"))
    phone, board, desk = [await html(inside, page) for page in ("", "/board", "/desk?part=lineup")]
    for page in (await html(inside, "/groups/2"), phone, board, desk):
        assert page.count("Again in round 2.") == 1
    for page in (await html(inside, "/groups/3"), phone, desk):
        assert page.count("Also in round 1.") == 1
    await inside.writers.send(CODE, host(MovePhase, to="closed"))
    record = await html(inside, "/record")
    assert "19:30–20:15 · Hall" in record
    assert "20:30–21:15 · Corner" in record


async def test_what_happens_in_one_is_not_told_to_the_other(inside: Inside) -> None:
    early, late = await inside.listen(Audience("group", 2), 2), await inside.listen(Audience("group", 3), 1)
    phone = await inside.listen(PHONE, 3)

    async def told(command: Command) -> dict[str, list[str]]:
        await inside.writers.send(CODE, command)
        screens: dict[str, Screen] = {"early": early, "late": late, "phone": phone}
        return {name: regions(screen.take()) for name, screen in screens.items()}

    after = await told(attendee(WriteNote, group=LATE_ONE, text="More"))
    assert (after["early"], after["late"]) == ([], ["note-3", "note-order"])
    after = await told(neighbour(WriteHeadline, group=EARLY_ONE, text="Better"))
    assert (after["early"], after["late"]) == (["headline"], [])
    after = await told(host(EditPitch, pitch=BEES, title="Wild bees"))
    assert (after["early"], after["late"]) == (["now", "heads"], ["now", "heads"])
    after = await told(neighbour(Appreciate, group=EARLY_ONE))
    assert after["phone"] == ["hearts-2"]
