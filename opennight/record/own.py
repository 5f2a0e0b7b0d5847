"""What else somebody's own evening tells them: whom they met, where they looked in, and what they offered.

Of others it says what the record says and no more: so whoever is “a participant” there is not counted across
groups, since that would say whether two of them are one.
"""

from collections import Counter

import msgspec

from opennight.night import groups, offers, pitches, rounds
from opennight.night.kept.offers import Kind
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


def were_in(night: Night, no: int) -> dict[int, int]:
    """By slot, the groups of the rounds that they were at: the one that they are in, or were in when they
    went home."""
    found = groups.of_person(night, no)
    for group in reversed(night.people[no].sat):
        if sat_in(night, no, group):
            found.setdefault(night.lineup[group].slot, group)
    return found


def looked_in(night: Night, no: int) -> list[int]:
    """The groups that they left for another one while these talked."""
    stayed = were_in(night, no).values()
    return [group for group in night.people[no].sat if sat_in(night, no, group) and group not in stayed]


def sat_in(night: Night, no: int, group: int) -> bool:
    """Whether they were in this group once its round had begun, as far as the record has it."""
    if group not in night.lineup or not pitches.is_open(groups.pitch(night, group)):
        return False
    round = rounds.of_slot(night, night.lineup[group].slot)
    return bool(round and round.started and night.people[no].sat[group] > round.started)


def own_offers(night: Night, no: int) -> tuple[OwnOffer, ...]:
    """Theirs, the newest first."""
    return tuple(
        OwnOffer(wants=one.wants, kind=one.kind, text=one.text, closed=one.closed)
        for one in offers.of_person(night, no)
    )
