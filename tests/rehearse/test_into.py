"""A crowd in somebody's own night: it follows the desk there, unless it is asked to drive it."""

import asyncio
import pathlib
import re
from collections.abc import Callable

import httpx
import pytest

from opennight.rehearse import told
from opennight.rehearse.rehearsal import Plan, rehearse
from tests.server import Server
from tests.web.cast import Evening

LINK = re.compile(r"^(Board|Phone|Record|Desk) +(\S+)", re.MULTILINE)
SMALL = (
    '{"kind": "source", "text": "Bees of London, July 2022, CC BY 4.0"}\n'
    '{"at_ms": 0, "kind": "pitch", "pitch": 7, "person": 3, "text": "Bees on the town hall"}\n'
    '{"at_ms": 5, "kind": "vote", "pitch": 7, "person": 4, "vote": 1}\n'
)


def desk_link(night: Evening) -> str:
    return f"{night.server.url}/n/{night.code}/desk?key={night.desk_key()}"


async def until(what: Callable[[], object]) -> None:
    """Wait until this is so."""
    for _look in range(900):  # a busy machine takes its time
        if await asyncio.to_thread(what):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not happen")


@pytest.fixture
def small(tmp_path: pathlib.Path) -> pathlib.Path:
    file = tmp_path / "small.jsonl"
    file.write_text(SMALL)
    return file


@pytest.mark.long
async def test_a_crowd_follows_the_host_and_moves_nothing(shared_server: Server) -> None:
    """Given a crowd in the host's own night, when the host takes the night from part to part, then the crowd
    does in each what people do there; and nothing at the desk is done but by the host.
    """
    night = Evening(shared_server)
    plan = Plan(shared_server.url, into=desk_link(night), people=8, seconds=4, seed=3)
    said: list[str] = []
    coming = asyncio.create_task(rehearse(plan, said.append, said.append))
    host = night.host
    await until(lambda: len(night.events("PersonJoined")) >= 7)
    await asyncio.sleep(1)
    assert night.events("PhaseMoved") == [], "the crowd waits for the host"
    await asyncio.to_thread(night.move, "pitch")
    await until(lambda: len(night.events("PitchMade")) >= 2)
    await asyncio.to_thread(night.move, "vote")
    await until(lambda: night.events("Voted"))
    await asyncio.to_thread(host.act, "lineup/make")
    await asyncio.to_thread(night.move, "groups")
    await asyncio.to_thread(night.move, "talk")
    await until(lambda: night.events("NoteWritten"))
    await asyncio.to_thread(night.move, "share")
    await until(lambda: night.events("Commented"))
    await asyncio.to_thread(night.move, "closed")
    assert await coming == 0, said
    assert [moved["to"] for moved in night.events("PhaseMoved")] == [
        *("pitch", "vote", "groups", "talk", "share", "closed")
    ]
    for kind in ("SpeakerCalled", "BellRung", "Announced", "GroupShown", "VotesRevealed"):
        assert night.events(kind) == [], kind
    assert len(night.events("TimerSet")) == 2, "the talk's own, which begins and ends with it"


@pytest.mark.long
async def test_on_an_open_night_they_open_tables(shared_server: Server) -> None:
    """Given a crowd in a night without a line-up, when the host opens the groups, then those who pitched
    stand at tables, and others join them; and again when the host calls the next round.
    """
    two = {"slot_id": ["", ""], "slot_start": ["19:30", "20:15"], "slot_end": ["20:10", "20:55"]}
    night = Evening(shared_server, seating="open", room_seats=["6", "6"], **two)
    plan = Plan(shared_server.url, into=desk_link(night), people=8, seconds=4, seed=3)
    said: list[str] = []
    coming = asyncio.create_task(rehearse(plan, said.append, said.append))
    await until(lambda: len(night.events("PersonJoined")) >= 7)
    await asyncio.to_thread(night.move, "pitch")
    await until(lambda: len({pitch["person"] for pitch in night.events("PitchMade") if pitch["hosted"]}) >= 2)
    await asyncio.to_thread(night.move, "groups")
    await until(lambda: len(night.events("TableOpened")) == 2)
    await until(lambda: len(night.events("GroupJoined")) >= 4)
    await asyncio.to_thread(night.move, "talk")
    await until(lambda: night.events("NoteWritten"))
    await asyncio.to_thread(night.host.act, "rounds/call", slot="2")
    await until(lambda: {2} <= {table["slot"] for table in night.events("TableOpened")})
    second = {table["group"] for table in night.events("TableOpened") if table["slot"] == 2}
    await until(lambda: second & {joined["group"] for joined in night.events("GroupJoined")})
    await asyncio.to_thread(night.move, "talk")
    await until(lambda: second & {pen["group"] for pen in night.events("PenTaken")})
    await asyncio.to_thread(night.move, "closed")
    assert await coming == 0, said


@pytest.mark.long
async def test_asked_to_drive_it_takes_the_night_to_its_end(shared_server: Server) -> None:
    """Also where one slip is one vote: then its desk prints some for the crowd, and uses no others."""
    night = Evening(shared_server)
    await asyncio.to_thread(night.host.act, "slips/print", count="9")
    plan = Plan(shared_server.url, into=desk_link(night), people=6, seconds=5, seed=3, drive=True)
    said: list[str] = []
    assert await rehearse(plan, said.append, said.append) == 0, said
    assert night.events("PhaseMoved")[-1] == {"to": "closed"}
    assert sorted(used["slip"] for used in night.events("SlipUsed")) == list(range(10, 16))
    assert night.events("Voted")


async def test_the_links_it_prints_open(shared_server: Server, small: pathlib.Path) -> None:
    """The board, a phone's way in and the record open for anybody; the desk for whoever has the link."""
    night = Evening(shared_server)
    plan = Plan(shared_server.url, into=desk_link(night), replay=small, speed=float("inf"), drive=True)
    said: list[str] = []
    assert await rehearse(plan, said.append, said.append) == 0, said
    links = dict(LINK.findall("\n".join(said)))
    assert list(links) == ["Board", "Phone", "Record", "Desk"]
    for name, link in links.items():
        assert link.startswith(shared_server.url), "the address at which the crowd itself has reached it"
        answer = await asyncio.to_thread(httpx.get, link)
        assert answer.status_code == (303 if name == "Desk" else 200), link


@pytest.mark.long
async def test_a_replayed_night_says_so(shared_server: Server, small: pathlib.Path) -> None:
    """Every form of the record says that these were not the people in the room, and whose words they are."""
    night = Evening(shared_server)
    plan = Plan(shared_server.url, into=desk_link(night), replay=small, speed=float("inf"))
    said: list[str] = []
    replaying = asyncio.create_task(rehearse(plan, said.append, said.append))
    await until(lambda: night.events("SourceNamed"))
    assert night.events("PitchMade") == [], "it waits for the host to open the vote"
    await asyncio.to_thread(night.move, "vote")
    await until(lambda: night.events("Voted"))
    await asyncio.to_thread(night.move, "closed")
    assert await replaying == 0, said
    for ending in ("record", "record.md", "record.html", "record.json", "record.csv"):
        text = (await asyncio.to_thread(night.device().get, ending)).text
        assert "Bees of London, July 2022, CC BY 4.0" in text.replace("\\", ""), ending
    record = told.read((await asyncio.to_thread(night.device().get, "record.json")).json())
    assert record.pitches == {1: "Bees on the town hall"}
