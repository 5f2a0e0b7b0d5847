"""What else somebody's own evening tells them: whom they met, where they looked in, and what they offered.

Of others it says what the record says and no more: so whoever is “a participant” there is not counted across
groups, since that would say whether two of them are one.
"""

from collections import Counter

import msgspec

from opennight.night import groups, offers, pitches
from opennight.night.offered import Kind
from opennight.night.state import Night
from opennight.record.people import PARTICIPANT, name


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody, as they are in the record; `times`: in how many groups."""

    name: str
    times: int


class OwnOffer(msgspec.Struct, frozen=True, kw_only=True):
    """Something they offer or ask for (`wants`). `closed`: they took it off the wall."""

    wants: bool
    kind: Kind
    text: str
    closed: bool


def met(night: Night, no: int, those: list[int]) -> tuple[Met, ...]:
    """Whom they met in these groups: most often first."""
    mates = Counter(mate for group in those for mate in groups.members(night, group) if mate != no)
    named = [(name(night, mate), times) for mate, times in mates.items()]
    found = [(known, times) for known, times in named if known and known != PARTICIPANT]
    return tuple(Met(name=known, times=times) for known, times in sorted(found, key=order))


def order(one: tuple[str, int]) -> tuple[int, str]:
    known, times = one
    return -times, known.casefold()


def others_unnamed(night: Night, no: int, those: list[int]) -> bool:
    """Whether somebody was in one of these groups who is in the record without a name."""
    return any(
        name(night, mate) == PARTICIPANT
        for group in those
        for mate in groups.members(night, group)
        if mate != no
    )


def looked_in(night: Night, no: int) -> list[int]:
    """The groups that they were in and left: for another one, or because they went home."""
    sat = night.people[no].sat
    those = (group for group in sat if no not in night.groups[group].members and group in night.lineup)
    return [group for group in those if pitches.is_open(groups.pitch(night, group))]


def own_offers(night: Night, no: int) -> tuple[OwnOffer, ...]:
    """Theirs, the newest first."""
    return tuple(
        OwnOffer(wants=one.wants, kind=one.kind, text=one.text, closed=one.closed)
        for one in offers.of_person(night, no)
    )
