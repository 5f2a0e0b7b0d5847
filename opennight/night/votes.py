"""Votes: a person's dots, one per pitch. A dot on a merged pitch counts for the pitch it became part of.

A night can ask for more than dots (strengths.py). Then whoever wants a pitch is one of its voters here, too.
"""

from opennight.night import people, pitches
from opennight.night.kept.pitches import Pitch
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.slips import require_slip
from opennight.night.state import Night


class Vote(Command, frozen=True):
    person: int
    pitch: int


class TakeBackVote(Command, frozen=True):
    person: int
    pitch: int


class Voted(Event, frozen=True):
    KIND = "vote-cast"

    person: int
    pitch: int


class VoteTakenBack(Event, frozen=True):
    """The dot is gone from this pitch and from every pitch that became part of it."""

    KIND = "vote-taken-back"

    person: int
    pitch: int


def voters(night: Night, no: int) -> dict[int, None]:
    """Who has a dot on this pitch or on a part of it; each person once."""
    if not night.pitches[no].parts:
        return night.voters[no]
    return dict.fromkeys(person for part in pitches.parts(night, no) for person in night.voters[part.no])


def has_dot(night: Night, no: int, person: int) -> bool:
    """Whether this person is one of the voters."""
    return person in night.voters[no] or any(has_dot(night, part, person) for part in night.pitches[no].parts)


def tally(night: Night, no: int) -> int:
    """How many people want this pitch."""
    return len(voters(night, no))


def total(night: Night) -> int:
    """All dots on the wall."""
    return sum(tally(night, pitch.no) for pitch in pitches.visible(night))


def held(night: Night) -> bool:
    """Whether a vote is a part of the night. It is of none whose people open tables and walk, unless they
    voted all the same."""
    return night.setup.seating != "open" or night.phase == "vote" or total(night) > 0


def turnout(night: Night) -> int:
    """How many of the people who are here have given a dot, or said how much they want a pitch."""
    return sum(1 for person in people.present(night) if person.dots or person.strengths)


def shown(night: Night) -> bool:
    """Whether the room may see the counts now."""
    return night.revealed or not night.setup.hidden or night.phase == "closed"


def ranked(night: Night) -> list[Pitch]:
    """What the room sees, most wanted first; ties go to the earlier pitch."""
    return sorted(pitches.visible(night), key=lambda pitch: (-tally(night, pitch.no), pitch.no))


def dotted(night: Night, person: int) -> set[int]:
    """The open pitches with a dot of this person; for a merged one, the pitch it became part of."""
    roots = {pitches.root(night, no) for no in night.people[person].dots}
    return {no for no in roots if pitches.is_open(night.pitches[no])}


def by_person(night: Night, person: int) -> list[int]:
    """The same pitches, in the order of their numbers."""
    return sorted(dotted(night, person))


def most(night: Night) -> int:
    """How many dots a person has in all; 0 if there is no limit, or no dots."""
    return night.setup.dots if night.setup.ballot == "dots" else 0


def left(night: Night, person: int) -> int | None:
    """How many dots a person has left; None if there is no limit."""
    return left_after(night, len(dotted(night, person)))


def left_after(night: Night, given: int) -> int | None:
    """How many are left to whoever has given so many."""
    return max(0, most(night) - given) if most(night) else None


def spent(night: Night, person: int) -> bool:
    """Whether a person has no dots left."""
    # Most people are settled by the plain count, which includes dots on pitches that are gone or were merged.
    return 0 < most(night) <= len(night.people[person].dots) and left(night, person) == 0


def require_voting(night: Night) -> None:
    """Raise `Refused` unless the vote is open."""
    if night.phase != "vote":
        raise Refused(
            _("Voting opens after the pitches.")
            if night.phase in ("welcome", "pitch")
            else _("The vote is over. This came too late to be counted."),
            "late",
        )


def require_dots(night: Night) -> None:
    """The same, and unless people vote with dots."""
    require_voting(night)
    if night.setup.ballot != "dots":
        raise Refused(_("There are no dots tonight. Say how much you want it: love, like or no."), "late")


def vote(night: Night, command: Vote) -> list[Event]:
    people.require_self(night, command, command.person)
    require_dots(night)
    require_slip(night, command.person)
    pitch = pitches.find_open(night, command.pitch)
    if has_dot(night, pitch.no, command.person):
        return []
    if spent(night, command.person):
        raise Refused(_("You have no dots left. Take one back first."), "full")
    return [Voted(person=command.person, pitch=pitch.no)]


def take_back(night: Night, command: TakeBackVote) -> list[Event]:
    people.require_self(night, command, command.person)
    require_dots(night)
    pitch = pitches.find(night, command.pitch)
    no = pitches.root(night, pitch.no)
    if not has_dot(night, no, command.person):
        return []
    return [VoteTakenBack(person=command.person, pitch=no)]


def voted(night: Night, event: Voted) -> None:
    night.voters[event.pitch][event.person] = None
    night.people[event.person].dots[event.pitch] = None


def taken_back(night: Night, event: VoteTakenBack) -> None:
    for part in pitches.parts(night, event.pitch):
        night.voters[part.no].pop(event.person, None)
        night.people[event.person].dots.pop(part.no, None)


DECIDE = {Vote: vote, TakeBackVote: take_back}
EVOLVE = {Voted: voted, VoteTakenBack: taken_back}
