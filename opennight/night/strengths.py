"""Strengths: instead of dots, a night can ask how much people want each pitch: love, like or no.

Whoever loves or likes a pitch wants it, and is among its voters as if with a dot, so all that counts voters
counts them. Beyond that, the line-up gives more weight to what people love, and seats nobody in what they
said no to, as far as it can. A pitch to which people say no loses nothing by that. What people said of a
merged pitch and its parts counts once, at its strongest.
"""

from collections.abc import Iterator
from typing import get_args

from opennight.night import people, pitches, votes
from opennight.night.kept.people import Strength
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.slips import require_slip
from opennight.night.state import Night

STRENGTHS: tuple[Strength, ...] = get_args(Strength)
"""The strongest first."""
WORTH = {"love": 3, "like": 1, "no": 0}
"""What it counts in the line-up if somebody gets it; a dot counts 1."""


class SayStrength(Command, frozen=True):
    """Say how much the person wants the pitch; empty: say nothing about it any more."""

    person: int
    pitch: int
    strength: str


class StrengthSaid(Event, frozen=True):
    """What they say now of the pitch and of every pitch that became part of it; empty: nothing."""

    KIND = "strength-said"

    person: int
    pitch: int
    strength: str


def asked(night: Night) -> bool:
    """Whether this night asks for it, instead of dots."""
    return night.setup.ballot == "strengths"


def said(night: Night, no: int, person: int) -> Strength | None:
    """The strongest that they said of this pitch and its parts. A dot from before is a like."""
    theirs = night.people[person]
    parts = [part.no for part in pitches.parts(night, no)]
    found = {theirs.strengths.get(part, "like" if part in theirs.dots else "") for part in parts}
    return next((strength for strength in STRENGTHS if strength in found), None)


def by_person(night: Night, person: int) -> dict[int, Strength]:
    """What they say of the open pitches, by number."""
    theirs = night.people[person]
    roots = sorted({pitches.root(night, no) for no in (*theirs.dots, *theirs.strengths)})
    found = ((no, said(night, no, person)) for no in roots if pitches.is_open(night.pitches[no]))
    return {no: strength for no, strength in found if strength}


def worth(night: Night, no: int, person: int) -> int:
    """What it counts for this voter to get this pitch, from 1."""
    return WORTH[said(night, no, person) or "like"] if asked(night) else 1


def wanted(night: Night, person: int) -> list[int]:
    """The open pitches that they want: what they love first, then by number."""
    return sorted(votes.dotted(night, person), key=lambda no: (-worth(night, no, person), no))


def loves(night: Night, no: int) -> int:
    """How many of those who want this pitch love it; 0 where only dots are given."""
    if not asked(night):
        return 0
    return sum(said(night, no, person) == "love" for person in votes.voters(night, no))


def refusals(night: Night) -> Iterator[tuple[int, int]]:
    """(person, pitch) for each no of those who are here."""
    if asked(night):
        for person in people.present(night):
            for no, strength in by_person(night, person.no).items():
                if strength == "no":
                    yield person.no, no


def say(night: Night, command: SayStrength) -> list[Event]:
    people.require_self(night, command, command.person)
    votes.require_voting(night)
    if not asked(night):
        raise Refused(_("This night votes with dots. Give a dot instead."), "late")
    require_slip(night, command.person)
    pitch = pitches.find_open(night, command.pitch)
    if command.strength not in ("", *STRENGTHS):
        raise Refused(_("Pick one of these."), field="strength")
    if command.strength == (said(night, pitch.no, command.person) or ""):
        return []
    return [StrengthSaid(person=command.person, pitch=pitch.no, strength=command.strength)]


def strength_said(night: Night, event: StrengthSaid) -> None:
    person = night.people[event.person]
    for part in pitches.parts(night, event.pitch):
        night.voters[part.no].pop(event.person, None)
        person.dots.pop(part.no, None)
        person.strengths.pop(part.no, None)
    for strength in STRENGTHS:
        if event.strength == strength:
            person.strengths[event.pitch] = strength
    if event.strength in ("love", "like"):
        night.voters[event.pitch][event.person] = None
        person.dots[event.pitch] = None


DECIDE = {SayStrength: say}
EVOLVE = {StrengthSaid: strength_said}
