"""The one write path: group commit, repeats, failures, and a server that is killed."""

import asyncio
import contextlib
import json
import random
import sqlite3
import threading

import httpx
import pytest

from opennight import writer
from opennight.night.board import Announce
from opennight.night.fold import decide
from opennight.night.nights import MovePhase, StartNight
from opennight.night.people import Join, Rename
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.night.votes import TakeBackVote, Vote
from opennight.night.words import Command, Event, Recorded, Refused
from opennight.store.log import Unavailable
from opennight.writer import Answer
from opennight.writers import NoSuchNight
from tests.cast import attendee, guest, host, neighbour, setup
from tests.live.inside import CODE, Inside
from tests.server import Server
from tests.web.cast import Device, Evening


async def send_all(inside: Inside, *commands: Command) -> list[Answer | BaseException]:
    sending = (inside.writers.send(CODE, command) for command in commands)
    return await asyncio.gather(*sending, return_exceptions=True)


async def vote_on_bees(inside: Inside) -> None:
    """Ada is in, with the only pitch, and the vote is open."""
    await inside.start("Ada")
    for command in (
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        host(MovePhase, to="vote"),
    ):
        await inside.writers.send(CODE, command)


async def test_what_waits_is_written_in_one_commit() -> None:
    async with Inside() as inside:
        await inside.start()
        inside.log.appends.clear()
        answers = await send_all(inside, *(guest(Join, name=f"Person {n}") for n in range(50)))
        assert sum(inside.log.appends) == 50
        assert len(inside.log.appends) <= 2
        assert [answer.version for answer in answers if isinstance(answer, Answer)] == list(range(2, 52))


async def test_a_refusal_hurts_nobody_else() -> None:
    async with Inside() as inside:
        await inside.start("Ada", "Ben")
        answers = await send_all(
            inside,
            host(Announce, text="Fine"),
            attendee(Rename, name=""),
            neighbour(Rename, name="Benjamin"),
        )
        assert [type(answer) for answer in answers] == [Answer, Refused, Answer]
        night = await inside.writers.night(CODE)
        assert (night.announcement, night.people[2].name) == ("Fine", "Benjamin")


async def test_nor_does_a_bug_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def with_a_bug(night: Night, command: Command) -> list[Event]:
        return decide(night, command) if not isinstance(command, Rename) else [][0]

    monkeypatch.setattr(writer, "decide", with_a_bug)
    async with Inside() as inside:
        await inside.start("Ada")
        fine, broken = await send_all(inside, host(Announce, text="Fine"), attendee(Rename, name="Eve"))
        assert isinstance(fine, Answer)
        assert isinstance(broken, RuntimeError)
        assert (await inside.writers.night(CODE)).announcement == "Fine"


async def test_a_repeat_gets_the_first_answer_also_after_a_restart() -> None:
    command = host(Announce, text="Once")
    async with Inside() as inside:
        await inside.start()
        first, *others = await send_all(inside, command, command, command)
        await inside.writers.send(CODE, host(Announce, text="Later"))
        assert isinstance(first, Answer)
        assert others == [Answer(first.version, repeated=True)] * 2
    async with Inside(inside.log) as restarted:
        assert await restarted.writers.send(CODE, command) == Answer(first.version, repeated=True)
        assert (await restarted.writers.night(CODE)).announcement == "Later"
        assert (await restarted.writers.night(CODE)).version == 3


async def test_nor_does_a_repeat_of_what_changed_nothing() -> None:
    """Ada's other phone had given the dot; she takes it back, and then the first phone's repeat comes in."""
    async with Inside() as inside:
        await vote_on_bees(inside)
        await inside.writers.send(CODE, attendee(Vote, pitch=1))
        again = attendee(Vote, pitch=1)
        first = await inside.writers.send(CODE, again)
        await inside.writers.send(CODE, attendee(TakeBackVote, pitch=1))
        assert await inside.writers.send(CODE, again) == Answer(first.version, repeated=True)
        assert not (await inside.writers.night(CODE)).voters[1]


async def test_what_changed_nothing_only_since_it_followed_what_was_lost() -> None:
    async with Inside() as inside:
        await vote_on_bees(inside)
        one, other = attendee(Vote, pitch=1), attendee(Vote, pitch=1)
        inside.log.fails = Unavailable("disk full")
        assert [type(answer) for answer in await send_all(inside, one, other)] == [Refused, Refused]
        assert not (await inside.writers.send(CODE, other)).repeated
        assert 1 in (await inside.writers.night(CODE)).voters[1], "its repeat does it"


async def test_nobody_sees_what_is_not_yet_on_the_disk() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        phone = await inside.listen("phone", 1)
        phone.take()
        inside.log.gate.clear()
        sending = asyncio.create_task(inside.writers.send(CODE, host(Announce, text="Perhaps")))
        await asyncio.sleep(0.01)
        reading = asyncio.create_task(inside.writers.night(CODE))
        loading = asyncio.create_task(inside.load("phone", 1))
        await asyncio.sleep(0.01)
        assert not any(task.done() for task in (sending, reading, loading))
        assert phone.frames == []
        inside.log.fails = Unavailable("disk full")
        inside.log.gate.set()
        with pytest.raises(Refused, match="could not write this down"):
            await sending
        assert (await reading).announcement == ""
        assert "Perhaps" not in (await loading).look("top")
        assert not any("Perhaps" in frame for frame in phone.take())


async def test_a_write_that_fails_is_refused_and_the_next_one_works() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        inside.log.fails = Unavailable("disk full")
        answers = await send_all(inside, host(Announce, text="Lost"), attendee(Rename, name="Eve"))
        assert [answer.kind for answer in answers if isinstance(answer, Refused)] == ["busy", "busy"]
        night = await inside.writers.night(CODE)
        assert (night.announcement, night.people[1].name, night.version) == ("", "Ada", 2)
        again = await inside.writers.send(CODE, host(Announce, text="Kept"))
        assert again == Answer(3)


async def test_an_error_that_we_did_not_foresee_is_no_refusal() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        inside.log.fails = ZeroDivisionError()
        (answer,) = await send_all(inside, host(Announce, text="Lost"))
        assert isinstance(answer, RuntimeError)
        assert await inside.writers.send(CODE, host(Announce, text="Kept")) == Answer(3)


async def test_the_page_of_a_refused_form_shows_nothing_that_was_lost() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        await inside.writers.send(CODE, host(MovePhase, to="pitch"))
        cookie = f"person_{CODE}={inside.app.state.keys.sign(f'person {CODE} 1')}"
        inside.log.fails = Unavailable("disk full")
        answer = await inside.client.post(
            f"/n/{CODE}/pitches", data={"title": "Bees", "hosted": "1"}, headers={"Cookie": cookie}
        )
        assert answer.status_code == 503
        assert "could not write this down" in answer.text
        assert 'id="pitch-1"' not in answer.text, "it is not on the wall"
        assert 'value="Bees"' in answer.text, "but still in the form"


async def test_another_process_wrote_first() -> None:
    async with Inside() as one, Inside(one.log) as other:
        await one.start("Ada")
        phone = await other.listen("phone", 1)
        await other.writers.night(CODE)
        await one.writers.send(CODE, host(Announce, text="First"))
        phone.take()
        assert await other.writers.send(CODE, host(Announce, text="Second")) == Answer(4)
        first, second = (frame for frame in phone.take() if "v" in json.loads(frame))
        assert "First" in first, "its screens learn what happened"
        assert "Second" in second
        assert [row.version for row in one.log.nights[CODE]] == [1, 2, 3, 4]


async def test_a_night_that_cannot_be_read_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Inside() as inside:
        await inside.start()
        read = inside.log.read

        async def broken(code: str, after: int = 0, most: int = -1) -> list[Recorded]:
            if code == "TORN22":
                raise Unavailable("malformed")
            return await read(code, after, most)

        monkeypatch.setattr(inside.log, "read", broken)
        torn, fine = await asyncio.gather(
            inside.writers.send("TORN22", host(Announce, text="A")),
            inside.writers.send(CODE, host(Announce, text="B")),
            return_exceptions=True,
        )
        assert isinstance(torn, Refused)
        assert fine == Answer(2)


async def test_no_such_night() -> None:
    async with Inside() as inside:
        with pytest.raises(NoSuchNight):
            await inside.writers.night("NOSUCH")
        assert inside.writers.open == {}


async def test_two_start_the_same_night_at_once() -> None:
    async with Inside() as inside:
        starts = [host(StartNight, setup=setup(title=title)) for title in ("One", "Two")]
        answers = await send_all(inside, *starts)
        assert [type(answer) for answer in answers] == [Answer, Refused]
        assert (await inside.writers.night(CODE)).setup.title == "One"


async def test_who_hangs_up_does_not_stop_the_rest() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        inside.log.gate.clear()
        gone = asyncio.create_task(inside.writers.send(CODE, attendee(Rename, name="Gone")))
        stays = asyncio.create_task(inside.writers.send(CODE, host(Announce, text="Here")))
        await asyncio.sleep(0.01)
        gone.cancel()
        inside.log.gate.set()
        assert (await stays).version == 4
        assert (await inside.writers.night(CODE)).people[1].name == "Gone", "it had been written all the same"


async def test_what_waits_at_the_end_is_still_written() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        inside.log.gate.clear()
        under_way = asyncio.create_task(inside.writers.send(CODE, host(Announce, text="Under way")))
        await asyncio.sleep(0.01)
        waits = asyncio.create_task(inside.writers.send(CODE, attendee(MakePitch, title="Late")))
        late = asyncio.create_task(inside.writers.send(CODE, attendee(Rename, name="Adele")))
        await asyncio.sleep(0)
        inside.log.gate.set()
        await inside.writers.end()
        assert (await under_way).version == 3
        with pytest.raises(Refused, match="opens soon"):
            await waits
        assert (await late).version == 4
        assert len(inside.log.nights[CODE]) == 4


def test_kill_9_loses_no_vote_that_was_acknowledged(server: Server) -> None:
    night = Evening(server, dots="0")
    night.move("pitch")
    for title in ("Bees", "Books"):
        night.host.act("pitches", title=title, hosted="1")
    night.move("vote")
    crowd = [night.enter(f"Person {n}") for n in range(6)]
    acknowledged: dict[int, set[str]] = {}
    over = threading.Event()

    def vote(person: int, device: Device) -> None:
        """Give and take back dots until the evening is over; an act without an answer is sent again."""
        number, had = 0, acknowledged.setdefault(person, set())
        while not over.is_set():
            what, no = ("vote", "vote", "unvote", "unvote")[number % 4], number % 2 + 1
            number += 1
            command = f"person-{person}-{number}"
            while not over.is_set():
                with contextlib.suppress(httpx.TransportError):
                    answer = device.act(f"pitches/{no}/{what}", command=command)
                    if answer.status_code == 200:
                        had.add(command)
                        break
                over.wait(0.02)

    threads = [threading.Thread(target=vote, args=one) for one in enumerate(crowd, 1)]
    for thread in threads:
        thread.start()
    for _kill in range(3):
        over.wait(random.uniform(0.2, 0.5))
        server.kill()
        server.restart()
    over.wait(0.3)
    over.set()
    for thread in threads:
        thread.join()
    server.kill()
    log = night.log
    commands = [command for command, _kind, _fields in log]
    assert len(commands) == len(set(commands)), "nothing happened twice"
    assert sum(map(len, acknowledged.values())) > 20
    for person, had in acknowledged.items():
        assert had <= set(commands), person
    versions = sqlite3.connect(server.folder / "nights.db")
    found = [row[0] for row in versions.execute("SELECT version FROM events WHERE night = ?", (night.code,))]
    versions.close()
    assert sorted(found) == list(range(1, len(found) + 1))
