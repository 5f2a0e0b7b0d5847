"""The write path of one night: commands that wait are written together; repeats, refusals and failures."""

import asyncio
from collections.abc import Sequence

import pytest

from opennight import writer
from opennight.answers import Answer
from opennight.live.audiences import PHONE
from opennight.night.board import Announce, Announced
from opennight.night.fold import decide, evolve
from opennight.night.messages import Command, Event, Recorded, Refused
from opennight.night.nights import NoSuchNight, PhaseMoved, StartNight
from opennight.night.people import Join, PersonRenamed, Rename
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.night.votes import TakeBackVote, Vote
from opennight.store.log import Unavailable
from tests.cast import attendee, guest, host, neighbour, setup
from tests.live.inside import CODE, Inside


async def send_all(inside: Inside, *commands: Command) -> list[Answer | BaseException]:
    sending = (inside.writers.send(CODE, command) for command in commands)
    return await asyncio.gather(*sending, return_exceptions=True)


async def vote_on_bees(inside: Inside) -> None:
    """Ada has joined and made the only pitch, and the vote is open."""
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
        assert (night.announced, night.people[2].name) == ("Fine", "Benjamin")


async def test_nor_does_a_bug_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def with_a_bug(night: Night, command: Command) -> list[Event]:
        return decide(night, command) if not isinstance(command, Rename) else [][0]

    monkeypatch.setattr(writer, "decide", with_a_bug)
    async with Inside() as inside:
        await inside.start("Ada")
        fine, broken = await send_all(inside, host(Announce, text="Fine"), attendee(Rename, name="Eve"))
        assert isinstance(fine, Answer)
        assert isinstance(broken, RuntimeError)
        assert (await inside.writers.night(CODE)).announced == "Fine"


async def test_nor_does_a_bug_in_what_becomes_of_an_event(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given an event that the night cannot take in, then it is not there, and what came beside it is done."""

    def with_a_bug(night: Night, recorded: Recorded) -> None:
        evolve(night, recorded)
        if isinstance(recorded.event, PersonRenamed):
            raise RuntimeError("a bug")

    async with Inside() as inside:
        await inside.start("Ada", "Ben")
        monkeypatch.setattr(writer, "evolve", with_a_bug)
        answers = await send_all(
            inside,
            host(Announce, text="Fine"),
            attendee(Rename, name="Adele"),
            host(MovePhase, to="pitch"),
        )
        assert [type(answer) for answer in answers] == [Answer, RuntimeError, Answer]
        night = await inside.writers.night(CODE)
        assert (night.announced, night.phase, night.people[1].name) == ("Fine", "pitch", "Ada")
        assert [type(row.event) for row in inside.log.nights[CODE]][-2:] == [Announced, PhaseMoved]


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
        assert (await restarted.writers.night(CODE)).announced == "Later"
        assert (await restarted.writers.night(CODE)).version == 3


async def test_nor_does_a_repeat_of_what_changed_nothing() -> None:
    """Ada's other phone has already given the dot; she takes it back, then this phone's repeat comes in."""
    async with Inside() as inside:
        await vote_on_bees(inside)
        await inside.writers.send(CODE, attendee(Vote, pitch=1))
        again = attendee(Vote, pitch=1)
        first = await inside.writers.send(CODE, again)
        await inside.writers.send(CODE, attendee(TakeBackVote, pitch=1))
        inside.log.appends.clear()
        assert await inside.writers.send(CODE, again) == Answer(first.version, repeated=True)
        assert inside.log.appends == [], "it is known without asking"
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
        phone = await inside.listen(PHONE, 1)
        phone.take()
        inside.log.gate.clear()
        sending = asyncio.create_task(inside.writers.send(CODE, host(Announce, text="Perhaps")))
        await asyncio.sleep(0.01)
        reading = asyncio.create_task(inside.writers.night(CODE))
        loading = asyncio.create_task(inside.load(PHONE, 1))
        await asyncio.sleep(0.01)
        assert not any(task.done() for task in (sending, reading, loading))
        assert phone.frames == []
        inside.log.fails = Unavailable("disk full")
        inside.log.gate.set()
        with pytest.raises(Refused, match="could not save this"):
            await sending
        assert (await reading).announced == ""
        assert "Perhaps" not in (await loading).look("top")
        assert not any("Perhaps" in frame for frame in phone.take())


async def test_a_write_that_fails_is_refused_and_the_next_one_works() -> None:
    async with Inside() as inside:
        await inside.start("Ada")
        inside.log.fails = Unavailable("disk full")
        answers = await send_all(inside, host(Announce, text="Lost"), attendee(Rename, name="Eve"))
        assert [answer.kind for answer in answers if isinstance(answer, Refused)] == ["busy", "busy"]
        night = await inside.writers.night(CODE)
        assert (night.announced, night.people[1].name, night.version) == ("", "Ada", 2)
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
        cookie = await inside.cookie(1)
        inside.log.fails = Unavailable("disk full")
        answer = await inside.client.post(
            f"/n/{CODE}/pitches", data={"title": "Bees", "hosted": "1"}, headers={"Cookie": cookie}
        )
        assert answer.status_code == 503
        assert "could not save this" in answer.text
        assert 'id="pitch-1"' not in answer.text, "it is not on the wall"
        assert 'value="Bees"' in answer.text, "but still in the form"


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


async def test_a_name_that_nobody_needs_is_blanked_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a log that is away just then, it goes with the next act; after a restart, too."""
    async with Inside() as inside:
        await inside.start("Ada")
        forget, failing = inside.log.forget, [Unavailable("away")]

        async def away_once(code: str, versions: Sequence[int]) -> None:
            if failing:
                raise failing.pop()
            await forget(code, versions)

        monkeypatch.setattr(inside.log, "forget", away_once)
        await inside.writers.send(CODE, attendee(Rename, name="Adele"))
        assert "'Ada'" in str(inside.log.nights[CODE])
        inside.writers.open.clear()
        await inside.writers.send(CODE, host(Announce, text="Soup"))
        await asyncio.sleep(0)  # the sender is told first
        assert "'Ada'" not in str(inside.log.nights[CODE])
        assert "'Adele'" in str(inside.log.nights[CODE])
        assert (await inside.writers.night(CODE)).people[1].name == "Adele"


async def test_whoever_joins_while_the_night_is_deleted_begins_none() -> None:
    """Another process has deleted it, and this one has not noticed yet."""
    async with Inside() as inside:
        await inside.start("Ada")
        inside.log.nights.clear()
        with pytest.raises(NoSuchNight):
            await inside.writers.send(CODE, guest(Join, name="Ben"))
        assert await inside.log.codes() == []
