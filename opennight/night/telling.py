"""Telling what came of the propositions: how many agreed, passed and disagreed, and what they share.

A count that grew by one while somebody tapped would tell what they said. So nothing is counted while the
round is open, nothing under FEW answers is ever told, and a count that was told changes only once the answers
of FEW people have. What is shared was worked out before (see tellers.py), from `counted`.
"""

from opennight.night.closed import refuse_closed
from opennight.night.kept.propositions import Found, Sentence, View
from opennight.night.messages import Command, Event, Undo, _, plain
from opennight.night.propositions import RoundSet, seen
from opennight.night.state import Night
from opennight.night.views import voices

FEW = 5


class EndRound(Command, frozen=True):
    """Take no more answers, and tell what was found, in the order in which it is shown. `fresh`: the
    sentences whose answers were counted anew for that. What was answered meanwhile is not in it."""

    found: tuple[Found, ...] = ()
    fresh: tuple[int, ...] = ()


class RoundTold(Event, frozen=True):
    """`people` have answered. `fresh`: the sentences whose answers were counted anew."""

    KIND = "propositions-told"

    people: int
    found: tuple[Found, ...]
    fresh: tuple[int, ...] = ()


def standing(night: Night, sentence: Sentence) -> dict[int, View]:
    """What people say of it now who were not removed."""
    return {no: view for no, view in sentence.views.items() if not night.people[no].removed}


def is_fresh(night: Night, sentence: Sentence) -> bool:
    """Whether so many have answered, or answered differently, since it was told that nobody stands out."""
    now = standing(night, sentence)
    changed = sum(now.get(no) != sentence.told.get(no) for no in {*now, *sentence.told})
    return len(now) >= FEW and changed >= FEW


def counted(night: Night, sentence: Sentence) -> dict[int, View]:
    """The answers that may be counted: none if they are too few."""
    return standing(night, sentence) if is_fresh(night, sentence) else sentence.told


def is_new(night: Night) -> bool:
    """Whether telling it again would tell anything else."""
    return any(is_fresh(night, one) for one in seen(night))


def found(night: Night) -> list[Found]:
    """What was told last, as far as the room still sees the sentences."""
    there = {one.no for one in seen(night)}
    return [one for one in night.propositions.found if one.sentence in there]


def shared(night: Night) -> list[Found]:
    """What most agree with, or most do not: first what is shared also by people who otherwise differ."""
    return [one for one in found(night) if one.finding == "shared"]


def differing(night: Night) -> list[Found]:
    return [one for one in found(night) if one.finding == "differ"]


def others(night: Night) -> list[Found]:
    """What is neither the one nor the other."""
    return [one for one in found(night) if not one.finding]


def text(night: Night, one: Found) -> str:
    return night.propositions.sentences[one.sentence].text


def end(night: Night, command: EndRound) -> list[Event]:
    refuse_closed(night)
    now, there = night.propositions, {one.no for one in seen(night)}
    told = tuple(one for one in command.found if one.sentence in there and one.saw >= FEW)
    ended: list[Event] = [RoundSet(open=False, offers=now.offers)] if now.open else []
    if (told, voices(night)) == (now.found, now.people):
        return ended
    fresh = tuple(no for no in command.fresh if no in there)
    return [*ended, RoundTold(people=voices(night), found=told, fresh=fresh)]


def was_told(night: Night, event: RoundTold) -> None:
    now = night.propositions
    now.people, now.found = event.people, event.found
    for no in event.fresh:
        sentence = now.sentences[no]
        sentence.told = standing(night, sentence)


def told_back(night: Night, event: RoundTold) -> list[Event]:
    """What was counted stays counted: it was on the screens."""
    return [RoundTold(people=night.propositions.people, found=night.propositions.found)]


DECIDE = {EndRound: end}
EVOLVE = {RoundTold: was_told}
UNDO: dict[type[Event], Undo] = {RoundTold: (plain(_("telling what we share")), told_back)}
