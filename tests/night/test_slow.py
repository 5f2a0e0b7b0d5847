"""Slow mode: each person writes one of each in so many seconds, and the desk as it likes."""

import pytest

from opennight.night.messages import Command
from opennight.night.notes import WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.sharing import MakeComment
from opennight.night.slow import MOST, SlowDown, SlowedDown
from tests.cast import SEVEN, Story, attendee, happened, helper, host, neighbour, take_back


@pytest.fixture
def slow(groups_share: Story) -> Story:
    """The groups share, and each writes one of each in 30 seconds."""
    return groups_share.given(host(SlowDown, seconds=30))


KINDS: list[tuple[type[Command], dict[str, object]]] = [
    (WriteNote, {"group": 1, "text": "Honey"}),
    (MakeComment, {"group": 1, "text": "Yes"}),
]


@pytest.mark.parametrize(("kind", "fields"), KINDS)
def test_the_next_one_waits(slow: Story, kind: type[Command], fields: dict[str, object]) -> None:
    slow.given(attendee(kind, at=SEVEN, **fields))
    slow.when(attendee(kind, at=SEVEN + 10_001, **fields)).then_refused("quota", "again in 20 s.")
    slow.given(neighbour(kind, at=SEVEN + 10_001, **fields))
    slow.when(attendee(kind, at=SEVEN + 29_999, **fields)).then_refused("quota", "again in 1 s.")
    slow.given(attendee(kind, at=SEVEN + 30_000, **fields))


def test_pitches_wait_and_changes_do_not(slow: Story) -> None:
    slow.given(host(MovePhase, to="pitch"), attendee(MakePitch, title="Moths", at=SEVEN))
    slow.when(attendee(MakePitch, title="Mice", at=SEVEN)).then_refused("quota", "again in 30 s.")
    slow.given(attendee(EditPitch, pitch=2, title="Moths at night", at=SEVEN + 1000))


def test_one_of_each_at_a_time(slow: Story) -> None:
    slow.given(*(attendee(kind, at=SEVEN, **fields) for kind, fields in KINDS))


def test_the_desk_and_helpers_are_not_slowed(slow: Story) -> None:
    for who in (host, helper):
        slow.given(*(who(WriteNote, group=1, person=1, text=text, at=SEVEN) for text in ("Honey", "Wax")))


def test_it_is_ticked_off_and_undone(slow: Story) -> None:
    slow.when(host(SlowDown, seconds=30)).then()
    slow.when(host(SlowDown, seconds=0)).then(happened(SlowedDown, seconds=0))
    slow.given(take_back)
    assert slow.night.slow == 30
    for seconds in (-1, MOST + 1):
        slow.when(host(SlowDown, seconds=seconds)).then_refused("bad", "between 0", field="seconds")
