"""A public record becomes a night again, as far as it goes; and says what it does not hold."""

import json
from typing import Any

import msgspec
import pytest

from opennight.incoming.record import Unread, made, read
from opennight.night.phases import MovePhase
from opennight.record import data, outcome
from opennight.record.outcome import Outcome
from opennight.web.core.keys import Keys
from tests.archive.nights import with_everything
from tests.cast import SEVEN, Story, host


@pytest.fixture(scope="module")
def public() -> Outcome:
    """The record of a night with everything in it."""
    return outcome.of(with_everything().night)


def again(found: Outcome) -> tuple[Outcome, list[str]]:
    copy = made(read(data.write(found).encode()), "COPY22", SEVEN, "seed")
    assert copy.night.published is False
    story = Story(copy.night).given(host(MovePhase, to="closed"))
    return outcome.of(story.night), copy.left_out


def test_each_copy_has_a_desk_link_of_its_own(public: Outcome) -> None:
    """Whoever had the desk of a copy that was deleted does not have that of the next one."""
    keys = Keys("a secret")
    first, second = (made(public, "COPY22", SEVEN, seed).night for seed in ("one", "two"))
    assert keys.desk(first) != keys.desk(second)
    assert keys.hosting(first) != keys.hosting(second)


WORDS = ("kind", "text", "who", "due", "url")


def words(found: Outcome) -> list[Any]:
    """What groups wrote, group by group."""
    return [
        (
            group.title,
            group.headline,
            [[getattr(note, name) for name in WORDS] for note in (*group.notes, *group.actions)],
            [[answer.text for answer in note.answers] for note in group.notes],
            [(one.day, one.time, one.place, one.text) for one in group.meetings if not one.cancelled],
        )
        for group in found.groups
        if group.room
    ]


def test_what_was_said_is_there_again(public: Outcome) -> None:
    copy, _left_out = again(public)
    for name in ("title", "place", "date", "zone", "intro", "rules"):
        assert getattr(copy, name) == getattr(public, name)
    assert words(copy) == words(public)
    assert words(public)[0][2], "there is something to compare"
    assert {pitch.title: pitch.more for pitch in copy.pitches} == {
        pitch.title: pitch.more for pitch in public.pitches
    }
    assert [len(slot.pitches) for slot in copy.lineup] == [len(slot.pitches) for slot in public.lineup]
    assert copy.sources[-1] == f"The public record of {public.code}"


def test_nobody_is_in_it(public: Outcome) -> None:
    """Given people with names, initials and neither, then the copy has none of them."""
    copy, left_out = again(public)
    assert public.people
    assert copy.people == ()
    assert left_out[-1].endswith(".")
    text = "\n".join(left_out)
    for words in ("Who was there", "Votes, hearts and stars", "What people promised", "Thanks.", "Clips:"):
        assert words in text


def changed(found: Outcome, **fields: Any) -> bytes:
    return json.dumps(json.loads(data.write(found)) | fields).encode()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "damaged"),
        (b"{", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[1]", "damaged"),
        (b'{"schema": "\xed\xa0\x80"}', "damaged"),
        (b'{"schema": "x"}', "neither an archive nor a record"),
        (b'{"schema": "opennight-record/2"}', "made by another opennight (opennight-record/2)"),
        (b'{"schema": "opennight-record/1"}', "is damaged: Object missing"),
    ],
)
def test_what_is_no_record(content: bytes, why: str) -> None:
    with pytest.raises(Unread) as unread:
        read(content)
    assert why in str(unread.value)


def test_a_record_that_makes_no_night(public: Outcome) -> None:
    for fields in ({"zone": "Mars/Olympus"}, {"title": ""}, {"date": "yesterday"}):
        with pytest.raises(Unread, match="makes no night"):
            made(read(changed(public, **fields)), "COPY22", SEVEN, "seed")


def test_a_round_that_was_over_in_the_minute_in_which_it_began(public: Outcome) -> None:
    """Given a host who went on at once to the next round, then the record still makes a night."""
    there = msgspec.to_builtins(public.lineup)
    lineup = [there[0] | {"end": there[0]["start"]}, *there[1:]]
    copy = made(read(changed(public, lineup=lineup)), "COPY22", SEVEN, "seed")
    assert len(copy.night.setup.slots) == len(there)
    assert copy.night.lineup
    late = read(changed(public, lineup=[there[0] | {"start": "late", "end": "late"}]))
    with pytest.raises(Unread, match="makes no night"):
        made(late, "COPY22", SEVEN, "seed")


def test_what_cannot_be_is_left_out(public: Outcome) -> None:
    """A hostile record: a line-up of what is not there, texts without end; the rest comes."""
    odd = msgspec.to_builtins(public.pitches[0]) | {"no": 99, "title": "x" * 500}
    lineup = [{"start": "19:30", "end": "20:15", "pitches": [["Nowhere", 98]], "groups": [7]}]
    copy = made(read(changed(public, pitches=[odd], lineup=lineup)), "COPY22", SEVEN, "seed")
    assert copy.night.pitches == {}
    assert any("Too long" in one for one in copy.left_out)
