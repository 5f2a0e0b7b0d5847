"""From a night to talks and back; the process that compares them; and when it is asked."""

import asyncio

import pytest

from opennight import joining
from opennight.joining import Joining, pairs, question
from opennight.joinup.neighbours import Pair as Found
from opennight.joinup.reasons import Reason
from opennight.meaning import Meaning
from opennight.night import connections, suggestions
from opennight.night.connections import FindConnections, LeaveGroupAlone, LeaveMeAlone
from opennight.night.kept.connections import Because, Pair
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Recorded, Refused
from opennight.night.notes import HideNote
from opennight.night.phases import MovePhase
from opennight.night.watch import plainly
from tests.cast import Story, attendee, host, latecomer, neighbour
from tests.joined import ALLOTMENTS, BANKS, BUSES, LAND, PLOTS, at_tables

WORDS_ALONE = Meaning("")


@pytest.fixture
def talking() -> Story:
    return at_tables()


def test_only_what_everybody_may_read_is_compared(talking: Story) -> None:
    asked = question(talking.night)
    assert asked.groups == [BANKS, ALLOTMENTS, BUSES]
    assert asked.talks[0].text == f"An hour for an hour\n{LAND}"
    assert asked.talks[0].people == {attendee.no, latecomer.no}, "also who was there before"
    talking.given(
        host(HideNote, note=1), latecomer(LeaveMeAlone), neighbour(LeaveGroupAlone, group=ALLOTMENTS)
    )
    asked = question(talking.night)
    assert asked.groups == [BANKS, BUSES]
    assert [talk.people for talk in asked.talks] == [{attendee.no}, set()]
    assert LAND not in asked.talks[0].text


def test_pairs_come_back_in_the_nights_own_numbers(talking: Story) -> None:
    """A group that stands later in the line-up may have a smaller number."""
    talking.given(host(PlacePitch, pitch=BANKS), host(PlacePitch, pitch=BANKS, slot=1, room=3))
    asked = question(talking.night)
    asked.groups.sort(reverse=True)
    have = Found(1, 2, 0.8, (Reason("have", (LAND, PLOTS)), Reason("words", ("time banks",))))
    (told,) = pairs(talking.night, asked, [have])
    assert told == Pair(
        BANKS, ALLOTMENTS, 0.8, (Because("need", (LAND, PLOTS)), Because("words", ("time banks",)))
    )


def test_each_group_keeps_its_best_and_one_topic_is_no_pair(talking: Story) -> None:
    asked = question(talking.night)
    found = [Found(0, 1, 0.9 - no / 10, (Reason("words", ("x",)),)) for no in range(5)]
    assert len(pairs(talking.night, asked, found)) == joining.EACH
    same = Found(0, 1, 0.9, (Reason("need", (LAND, LAND)),))
    assert pairs(talking.night, asked, [same]) == (), "both need it"
    talking.night.groups[ALLOTMENTS].pitch = BANKS
    assert pairs(talking.night, asked, found) == ()


async def test_what_is_said_of_a_pair_is_true_and_the_same_for_the_same_night(talking: Story) -> None:
    """Each reason is recomputed from what the two groups have said."""
    first, again = [await Joining(WORDS_ALONE).find(talking.night) for _time in range(2)]
    assert first.pairs == again.pairs
    talking.given(first)
    told = suggestions.to_say(talking.night)
    assert (told[0].one, told[0].other) == (BANKS, ALLOTMENTS)
    assert {reason.kind for pair in told for reason in pair.why} == {"need", "words", "people"}
    for pair in told:
        both = [suggestions.lines(talking.night, no) for no in (pair.one, pair.other)]
        for reason in pair.why:
            if reason.kind == "need":
                assert all(
                    any(words in line for line in lines)
                    for words, lines in zip(reason.words, both, strict=True)
                )
            elif reason.kind == "people":
                assert reason.people == (latecomer.no,), "who has been in both"
            else:
                assert all(
                    plainly(word) in plainly(" ".join(lines)) for word in reason.words for lines in both
                )


class Desk:
    """Takes commands as the writers do, and keeps them."""

    def __init__(self) -> None:
        self.sent: list[FindConnections] = []

    async def send(self, code: str, command: FindConnections) -> None:
        self.sent.append(command)


async def done(joins: Joining) -> None:
    await asyncio.gather(*joins.tasks.values())


def moved(story: Story, at: int) -> Recorded:
    row = story.log[-1]
    return Recorded(row.version, row.command, at, row.actor, row.event)


async def test_it_looks_when_the_night_moves_on_and_not_for_each_act(
    talking: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "now", lambda: 1_000_000)
    joins, desk = Joining(WORDS_ALONE), Desk()
    joins.writers = desk  # type: ignore[assignment]
    joins.told(talking.night, [moved(talking, at=1_000_000)])  # a note
    assert not joins.tasks
    talking.given(host(MovePhase, to="share"))
    joins.told(talking.night, [moved(talking, at=1)])
    assert not joins.tasks, "what was read again is history"
    joins.told(talking.night, [moved(talking, at=1_000_000)])
    await done(joins)
    (command,) = desk.sent
    assert command.moment == connections.moment(talking.night)
    talking.given(command)
    joins.told(talking.night, [])
    assert not joins.tasks, "it has been found"
    talking.given(host(MovePhase, to="talk"))
    joins.told(talking.night, [])
    await done(joins)
    assert len(desk.sent) == 2, "whoever reads the night next does what was left"
    await joins.end()


async def test_what_takes_too_long_is_refused_with_a_sentence(
    talking: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "SMALL", 0)
    monkeypatch.setattr(joining, "LIMIT", 0.0)
    with pytest.raises(Refused, match="could not be worked out"):
        await Joining(WORDS_ALONE).find(talking.night)


async def test_a_process_finds_what_a_thread_finds(talking: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_thread = await Joining(WORDS_ALONE).find(talking.night)
    monkeypatch.setattr(joining, "SMALL", 0)
    in_a_process = await Joining(WORDS_ALONE).find(talking.night)
    assert in_a_process.pairs == in_a_thread.pairs != ()
