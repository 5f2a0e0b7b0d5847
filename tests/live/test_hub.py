"""The hub: which screens are told what, when, and in how few frames; and who is not told."""

import asyncio
import json
import pathlib
from collections import Counter
from dataclasses import replace
from typing import NoReturn

import msgspec
import pytest

from opennight.live.audiences import BOARD, CHOOSING, DESK, KINDS, PHONE, Audience
from opennight.live.channel import View
from opennight.live.fragments import FRAGMENTS
from opennight.live.hub import TICK
from opennight.live.protocol import Mine
from opennight.live.regions import REGIONS, named
from opennight.night.board import Announce, Announced
from opennight.night.choosing import ChooseAction, OpenChoice
from opennight.night.fold import EVENTS
from opennight.night.groups import JoinGroup, TakePen
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Command, Event
from opennight.night.moderation import HidePitch, RemovePerson
from opennight.night.nights import RenewDeskKey, RevealVotes
from opennight.night.notes import EditNote, WriteNote
from opennight.night.people import Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.promises import ImIn
from opennight.night.proposals import Propose
from opennight.night.queue import LeaveQueue, LineUpToSpeak
from opennight.night.state import Night
from opennight.night.votes import Vote
from opennight.places import TEMPLATES
from tests.cast import attendee, host, made, neighbour
from tests.live.inside import CODE, RELOAD, Inside, Screen, regions, wall


async def screens(inside: Inside) -> dict[str, Screen]:
    """Screens of each kind, all up to date, with nothing waiting."""
    made = {
        name: await inside.listen(audience, person)
        for name, audience, person in (
            ("ada", PHONE, 1),
            ("ben", PHONE, 2),
            ("board", BOARD, 0),
            ("desk", DESK, 0),
            ("group 1", Audience("group", 1), 1),
            ("group 2", Audience("group", 2), 2),
        )
    }
    for screen in made.values():
        screen.take()
    return made


async def told(inside: Inside, command: Command) -> dict[str, list[str]]:
    """The regions that each screen gets soon after the command; "mine" for own marks, "reload" to reload."""
    inside.tick()
    made = await screens(inside)
    await inside.writers.send(CODE, command)
    inside.tick()
    heard = {}
    for name, screen in made.items():
        frames = screen.take()
        marks = ["mine" for frame in frames if "mine" in json.loads(frame)]
        reloads = ["reload" for frame in frames if frame == RELOAD]
        if one := sorted(regions(frames) + marks + reloads):
            heard[name] = one
        inside.hub.leave(CODE, screen)
    return heard


def test_every_event_has_a_row_and_every_region_a_partial() -> None:
    assert set(FRAGMENTS) == set(EVENTS.values())
    for screen in KINDS:
        for region in REGIONS[screen].values():
            assert pathlib.Path(TEMPLATES / region.partial).is_file(), region.partial
    for kind, row in FRAGMENTS.items():
        numbers = {field.name: 7 for field in msgspec.structs.fields(kind)}
        for pattern in row.patterns:
            audience, touched = pattern.of(numbers)
            # Remotes follow whatever the desk does.
            there = REGIONS[audience.kind] | (REGIONS["remote"] if audience.kind == "desk" else {})
            assert named(touched)[0] in there, f"{kind.__name__}: {pattern}"


async def test_who_is_told_of_a_vote() -> None:
    async with Inside() as inside:
        await wall(inside)
        assert await told(inside, attendee(Vote, pitch=1)) == {
            "ada": ["mine", "tally-1"],
            "ben": ["tally-1"],
            "board": ["tally-1", "total"],
            "desk": ["desk-waiting", "tally-1"],
            "group 1": ["mine"],  # it is Ada's, too
        }


async def test_who_is_told_of_a_hidden_vote() -> None:
    async with Inside() as inside:
        await wall(inside, hidden=True)
        assert await told(inside, attendee(Vote, pitch=1)) == {
            "ada": ["mine"],
            "board": ["total"],
            "desk": ["desk-waiting", "tally-1"],
            "group 1": ["mine"],
        }


async def test_hidden_counts_stay_hidden_until_they_are_revealed() -> None:
    async with Inside() as inside:
        await wall(inside, hidden=True)
        for voter in (attendee, neighbour):
            await inside.writers.send(CODE, voter(Vote, pitch=2))
        for audience, person in ((PHONE, 1), (BOARD, 0)):
            page = await inside.load(audience, person)
            late = await inside.listen(audience, person)
            frame = (await inside.again(late, 0))[0]
            assert "data-count=2" not in page.look("main") + page.look("scene")
            assert 'data-count=\\"2\\" ' not in frame.replace(
                'class=\\"people-count\\" data-count=\\"2\\"', ""
            )
            order = [frame.index(title) for title in ("Bees", "Books")]
            assert order == sorted(order), "nor does the order tell"
        await inside.writers.send(CODE, host(RevealVotes, revealed=True))
        page = await inside.load(PHONE, 1)
        assert "<b class=tally data-count=2 id=tally-2>" in page.look("main")


async def test_who_is_told_of_what_a_group_writes() -> None:
    async with Inside() as inside:
        await wall(inside)
        for no, room in ((1, 1), (2, 2)):
            await inside.writers.send(CODE, host(PlacePitch, pitch=no, slot=1, room=room))
        await inside.writers.send(CODE, host(MovePhase, to="talk"))
        await inside.writers.send(CODE, attendee(JoinGroup, group=1))
        heard = await told(inside, attendee(WriteNote, group=1, text="Hedges"))
        assert heard["group 1"] == ["mine", "note-1", "note-order"]
        assert not heard.keys() & {"group 2", "ben"}
        heard = await told(inside, attendee(EditNote, note=1, text="Many hedges"))
        assert heard["group 1"] == ["mine", "note-1"], "their order looks the same"
        assert "group 2" not in heard, "or the note would be added to that page"


async def test_whoever_is_removed_is_no_longer_in_on_a_group_s_action() -> None:
    async with Inside() as inside:
        await wall(inside)
        for command in (
            host(PlacePitch, pitch=1, slot=1, room=1),
            host(MovePhase, to="talk"),
            attendee(JoinGroup, group=1),
            attendee(WriteNote, group=1, kind="action", text="Plant a hedge"),
            neighbour(ImIn, about="note:1"),
        ):
            await inside.writers.send(CODE, command)
        heard = await told(inside, host(RemovePerson, person=2))
        assert "promise-note-1" in heard["group 1"]
        assert "Ben" not in await inside.html(Audience("group", 1), 1)


async def test_a_dot_for_an_action_is_told_where_the_room_chooses() -> None:
    async with Inside() as inside:
        await wall(inside)
        for command in (
            host(PlacePitch, pitch=1, slot=1, room=1),
            host(MovePhase, to="talk"),
            attendee(JoinGroup, group=1),
            attendee(WriteNote, group=1, kind="action", text="Plant a hedge"),
            host(MovePhase, to="share"),
            host(OpenChoice, dots=2, carried=1),
        ):
            await inside.writers.send(CODE, command)
        chooser = await inside.listen(CHOOSING, 2)
        heard = await told(inside, attendee(ChooseAction, note=1))
        assert heard["ada"] == ["mine"]
        assert "ben" not in heard, "his phone shows no dots"
        assert regions(chooser.take()) == ["carried-1"]


async def test_the_desk_follows_a_vote_that_comes_after_the_line_up() -> None:
    async with Inside() as inside:
        await wall(inside)
        await inside.writers.send(CODE, host(PlacePitch, pitch=1, slot=1, room=1))
        heard = await told(inside, attendee(Vote, pitch=2))
        assert heard["desk"] == ["desk-waiting", "row-order", "tally-2"], "nothing else looks different"
        heard = await told(inside, neighbour(Vote, pitch=1))
        assert heard["desk"] == ["cell-1-1", "desk-totals", "desk-waiting", "row-order", "tally-1"]


async def test_the_desk_follows_who_leaves_while_there_is_only_a_proposal() -> None:
    async with Inside() as inside:
        await wall(inside)
        await inside.writers.send(CODE, host(PlacePitch, pitch=1, slot=1, room=2))
        proposal = made(await inside.writers.night(CODE))
        await inside.writers.send(CODE, host(Propose, proposal=proposal, setup=None))
        await inside.writers.send(CODE, host(HidePitch, pitch=1))
        assert (await inside.writers.night(CODE)).proposal
        heard = await told(inside, neighbour(Leave, person=2))
        assert "desk-proposal" in heard["desk"]


async def test_who_pitched_is_told_what_the_host_does_with_it() -> None:
    async with Inside() as inside:
        await wall(inside)
        await inside.writers.send(CODE, host(LeaveQueue, pitch=1))
        heard = await told(inside, host(LineUpToSpeak, pitch=1))
        assert "mine" in heard["ada"]
        heard = await told(inside, host(EditPitch, pitch=1, title="Wild bees"))
        assert "mine" in heard["ada"]
        assert "mine" not in heard["ben"]


async def test_who_loses_the_pen_is_told() -> None:
    async with Inside() as inside:
        await wall(inside)
        await inside.writers.send(CODE, host(PlacePitch, pitch=1, slot=1, room=1))
        await inside.writers.send(CODE, host(MovePhase, to="talk"))
        for person in (attendee, neighbour):
            await inside.writers.send(CODE, person(JoinGroup, group=1))
        await inside.writers.send(CODE, attendee(TakePen, group=1))
        ada = await inside.listen(Audience("group", 1), 1)
        assert "pen:1" in ada.take()[-1]
        await inside.writers.send(CODE, neighbour(TakePen, group=1))
        assert "pen:1" not in json.loads(ada.take()[-1])["mine"]["marks"]


async def test_a_group_that_is_not_any_more() -> None:
    async with Inside() as inside:
        await wall(inside)
        await inside.writers.send(CODE, host(PlacePitch, pitch=1, slot=1, room=1))
        heard = await told(inside, host(HidePitch, pitch=1))
        assert "reload" in heard["group 1"]


async def test_other_nights_hear_nothing() -> None:
    async with Inside() as inside:
        await wall(inside)
        elsewhere = Screen(PHONE, 1)
        inside.hub.channel("OTHER2").admit(elsewhere)
        await inside.writers.send(CODE, host(MovePhase, to="groups"))
        await asyncio.sleep(TICK)
        assert elsewhere.frames == []


async def test_a_hundred_votes_are_few_frames_and_a_phase_is_at_once() -> None:
    async with Inside() as inside:
        await inside.start(*(f"Person {n}" for n in range(50)))
        await inside.writers.send(CODE, host(MovePhase, to="pitch"))
        for title in ("Bees", "Books"):
            await inside.writers.send(CODE, attendee(MakePitch, title=title))
        await inside.writers.send(CODE, host(MovePhase, to="vote"))
        phone = await inside.listen(PHONE)
        inside.tick()
        phone.take()
        drawn: Counter[str] = Counter()
        render = inside.hub.renderer.render

        def counted(night: Night, partial: str, view: View, values: dict[str, object]) -> str:
            drawn[partial] += 1
            return render(night, partial, view, values)

        inside.hub.renderer.render = counted
        crowd = [await inside.listen(PHONE, n) for n in range(1, 51)]
        drawn.clear()
        for no in (1, 2):
            votes = (host(Vote, person=n, pitch=no) for n in range(1, 51))
            await asyncio.gather(*(inside.writers.send(CODE, vote) for vote in votes))
        await inside.writers.send(CODE, host(MovePhase, to="groups"))
        assert json.loads(phone.frames[-1])["phase"] == "groups", "this one waits for no tick"
        assert len(phone.frames) <= 3
        assert drawn["votes/_tally.html"] <= 4, "drawn once for everybody, not once for each"
        assert all(len([f for f in one.frames if "v" in json.loads(f)]) <= 4 for one in crowd)


async def test_a_vote_is_a_small_frame_however_many_came_at_once() -> None:
    async with Inside() as inside:
        await wall(inside)
        early = await inside.listen(PHONE, 1)
        inside.tick()
        crowd = [Screen(PHONE, 0) for _phone in range(20)]
        night = await inside.writers.night(CODE)
        version = night.version
        for screen in crowd:
            inside.hub.join(night, screen, version)
            screen.take()
        early.take()
        await inside.writers.send(CODE, attendee(Vote, pitch=1))
        await asyncio.sleep(TICK * 1.5)  # the tick passes by itself
        for screen in crowd:
            (frame,) = screen.take()
            assert len(frame.encode()) <= 400, frame
            assert json.loads(frame)["a"] == version


@pytest.mark.bugs
async def test_what_cannot_be_drawn_stops_nobody() -> None:
    async with Inside() as inside:
        await wall(inside)
        phone = await inside.listen(PHONE, 1)
        phone.take()
        render = inside.hub.renderer.render

        def broken(night: Night, partial: str, view: View, values: dict[str, object]) -> str:
            raise ZeroDivisionError

        inside.hub.renderer.render = broken
        await inside.writers.send(CODE, host(Announce, text="Welcome"))
        assert phone.take()[0] == RELOAD, "better a reload than silence"
        inside.hub.renderer.render = render
        await inside.writers.send(CODE, host(Announce, text="Hello"))
        assert regions(phone.take()) == ["top"]


async def test_a_removed_person_and_an_old_desk_hear_nothing_more() -> None:
    for command, shut_out in ((host(RemovePerson, person=1), "ada"), (host(RenewDeskKey), "desk")):
        async with Inside() as inside:
            await wall(inside)
            made = await screens(inside)
            made[shut_out].allowed = False
            await inside.writers.send(CODE, command)
            assert made[shut_out].take() == [RELOAD]
            await inside.writers.send(CODE, host(Announce, text="Between us"))
            assert made[shut_out].take() == []
            assert made["ben"].take()
            assert await inside.again(made[shut_out], 0) == [RELOAD]


@pytest.mark.bugs
async def test_where_nobody_knows_what_an_event_changed_all_is_drawn_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Given a bug in where an event shows, when it happens among others, then no screen stays old."""

    def broken(_night: Night, _event: Announced) -> NoReturn:
        raise RuntimeError("a bug")

    async with Inside() as inside:
        await wall(inside)
        kind: type[Event] = Announced
        monkeypatch.setitem(FRAGMENTS, kind, replace(FRAGMENTS[kind], also=broken, whose=broken))
        made = await screens(inside)
        await asyncio.gather(
            inside.writers.send(CODE, attendee(Vote, pitch=2)),
            inside.writers.send(CODE, host(Announce, text="Welcome")),
        )
        inside.tick()
        heard = {name: screen.take() for name, screen in made.items()}
        assert "main" in regions(heard["ada"])
        assert "scene" in regions(heard["board"])
        assert "mine" in json.loads(heard["ben"][-1])
        version = (await inside.writers.night(CODE)).version
        assert [json.loads(heard[name][0])["v"] for name in ("ada", "board", "desk")] == [version] * 3


@pytest.mark.bugs
async def test_a_bug_in_the_marks_of_one_keeps_nothing_from_the_others() -> None:
    async with Inside() as inside:
        await wall(inside)
        right = inside.hub.renderer.mine

        def broken(night: Night, person: int) -> Mine:
            if person == 2:
                raise RuntimeError("a bug")
            return right(night, person)

        inside.hub.renderer.mine = broken
        those = {"ada": Screen(PHONE, 1), "ben": Screen(PHONE, 2), "board": Screen(BOARD)}
        night = await inside.writers.night(CODE)
        for screen in those.values():
            inside.hub.join(night, screen, night.version)
            screen.take()
        for phase in ("groups", "vote"):
            await inside.writers.send(CODE, host(MovePhase, to=phase))
            heard = {name: screen.take() for name, screen in those.items()}
            said = [json.loads(frame) for frame in heard["ada"]]
            assert [one["mine"]["gone"] for one in said if "mine" in one] == [False]
            assert [json.loads(frame)["phase"] for frame in heard["board"]] == [phase]
            assert heard["ben"][-1] == RELOAD


async def test_memory_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opennight.writers.NIGHTS_KEPT", 2)
    async with Inside() as inside:
        await wall(inside)
        screen = await inside.listen(PHONE, 1)
        for n in range(4):
            inside.log.nights[f"NIGHT{n}"] = list(inside.log.nights[CODE])
            await inside.writers.night(f"NIGHT{n}")
        assert set(inside.writers.open) >= {CODE, "NIGHT3"}, "who has screens stays"
        assert len(inside.writers.open) <= 3
        inside.hub.leave(CODE, screen)
        await inside.writers.night("NIGHT0")
        assert CODE not in inside.writers.open
        assert CODE not in inside.hub.channels
        again = await inside.listen(PHONE, 1)
        assert "main" in regions(await inside.again(again, 0)), "and catches up as ever"
