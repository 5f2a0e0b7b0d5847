"""A replayed night comes out as its file says, even if the server is killed half way."""

import asyncio
import pathlib
import re

import httpx
import pytest

from opennight.rehearse import replay, told
from opennight.rehearse.cli import replay_file
from opennight.rehearse.ledger import Told
from opennight.rehearse.rehearsal import Plan, rehearse
from tests.server import Server

SAMPLE = replay_file("sample") or pathlib.Path()


class Watched:
    """A replay of the sample night as fast as it goes; `half_way` is set once 400 votes are in."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.said: list[str] = []
        self.code = ""
        self.half_way = asyncio.Event()

    async def run(self) -> int:
        plan = Plan(self.server.url, start_key=self.server.start_key, replay=SAMPLE, speed=float("inf"))
        return await rehearse(plan, self.say, self.started)

    def say(self, text: str) -> None:
        self.said.append(text)
        if "400 votes" in text:
            self.half_way.set()

    def started(self, code: str) -> None:
        self.code = code

    @property
    def told(self) -> Told:
        """The record, as anyone can read it after the night."""
        return told.read(httpx.get(f"{self.server.url}/n/{self.code}/record.json").raise_for_status().json())


def is_the_sample_night(record: Told) -> bool:
    """Whether these are its people, its pitches in order, and the votes that stood at its end."""
    lines = replay.read(SAMPLE).lines
    titles = [replay.title_of(line.text)[0] for line in lines if isinstance(line, replay.Pitched)]
    votes = {no + 1: count for no, count in replay.expected(lines).by_pitch.items()}
    standing = {no: count for no, count in record.dots.items() if count}
    return (record.people, record.pitches, standing) == (27, dict(enumerate(titles, 1)), votes)


def test_the_sample_is_the_night_we_know() -> None:
    want = replay.expected(replay.read(SAMPLE).lines)
    assert (want.people, want.pitches, want.votes) == (27, 39, 392)


@pytest.mark.long
async def test_the_sample_night_comes_out_as_its_file_says(server: Server) -> None:
    watched = Watched(server)
    assert await watched.run() == 0, watched.said
    assert is_the_sample_night(watched.told)


@pytest.mark.long
async def test_a_server_killed_half_way_ends_with_the_same_record(server: Server) -> None:
    watched = Watched(server)
    replaying = asyncio.create_task(watched.run())
    await watched.half_way.wait()
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.restart)
    assert await replaying == 0, watched.said
    again = re.search(r"sent again +(\d+)", "\n".join(watched.said))
    assert again
    assert int(again[1]) > 0, "the kill came too late to interrupt anything"
    assert is_the_sample_night(watched.told)


async def test_a_replay_into_a_night_that_is_there(shared_server: Server, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "small.jsonl"
    file.write_text(
        '{"at_ms": 0, "kind": "pitch", "pitch": 7, "person": 3, "text": "Bees on the town hall"}\n'
        '{"at_ms": 5, "kind": "vote", "pitch": 7, "person": 4, "vote": 1}\n'
        '{"at_ms": 6, "kind": "vote", "pitch": 7, "person": 3, "vote": 1}\n'
        '{"at_ms": 9, "kind": "vote", "pitch": 7, "person": 4, "vote": 0}\n'
    )
    async with httpx.AsyncClient(base_url=shared_server.url) as host:
        await host.get(shared_server.start_link)
        setup = {
            "title": "Bees",
            "date": "2026-11-22",
            "slot_id": "",
            "slot_start": "19:30",
            "slot_end": "20:00",
        }
        started = await host.post("/nights", data=setup, headers={"Accept": "application/json"})
        page = (await host.get(started.json()["go"])).text
        link = re.search(r"/n/\w+/desk\?key=\w+", page)
        assert link
        said: list[str] = []
        into = shared_server.url + link[0]
        plan = Plan(shared_server.url, into=into, replay=file, speed=float("inf"), drive=True)
        assert await rehearse(plan, said.append, said.append) == 0, said
        code = link[0].split("/")[2]
        record = told.read((await host.get(f"/n/{code}/record.json")).json())
    assert (record.people, list(record.pitches.values()), record.dots) == (
        2,
        ["Bees on the town hall"],
        {1: 1},
    )


def test_a_long_text_becomes_a_title_and_more() -> None:
    text = "We should have " + "very " * 20 + "good buses"
    title, more = replay.title_of(text)
    assert title.endswith("very…")
    assert len(title) <= 80
    assert more == text
    assert replay.title_of("  Short \n words ") == ("Short words", "")
    assert len(replay.title_of("x" * 700)[0]) == 80
    assert len(replay.title_of("x" * 700)[1]) == 600


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '{"at_ms": 0, "kind": "vote", "pitch": 1, "person": 1, "vote": 1}',
            "line 1: a vote on pitch 1 before",
        ),
        ('{"at_ms": 0, "kind": "pitch", "pitch": 1}', "line 1: .*person"),
        ("not json", "line 1"),
    ],
)
def test_a_file_that_is_no_night_is_refused(tmp_path: pathlib.Path, text: str, words: str) -> None:
    (tmp_path / "night.jsonl").write_text(text)
    with pytest.raises(replay.BadFile, match=words):
        replay.read(tmp_path / "night.jsonl")
    with pytest.raises(replay.BadFile, match="No such file"):
        replay.read(tmp_path / "other.jsonl")
