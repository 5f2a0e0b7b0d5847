"""Ballots for researchers: who wanted what together, without who that was. Only if the host publishes them.

Numbers and order can tell of a person, so
- there are none of fewer than LEAST people;
- a pitch that fewer than RARE people gave a dot is in no ballot: such a dot points at somebody;
- ballots are in the order of what is in them, which says nothing of when anybody voted or came;
- they are taken once, when the night is closed, and not again: from two takes before and after somebody
  was removed, theirs would follow. Withdrawn, they are gone for good.

A ballot of several dots is often the only one of its kind: who knows most of somebody's dots can find the
rest of them. So a host is told that, and it is theirs to say yes.
"""

from collections import Counter

from opennight.night import pitches, votes
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.opened import Ballots
from opennight.night.state import Night

LEAST = 20
RARE = 5


class PublishBallots(Command, frozen=True):
    pass


class WithdrawBallots(Command, frozen=True):
    pass


class BallotsPublished(Event, frozen=True):
    KIND = "ballots-published"

    ballots: tuple[tuple[int, ...], ...]
    rare: int


class BallotsWithdrawn(Event, frozen=True):
    """The log still has them; nobody is shown them any more."""

    KIND = "ballots-withdrawn"


def taken(night: Night) -> tuple[list[tuple[int, ...]], int]:
    """The ballots that may be published now, and how many dots were left out of them. There is none of
    anybody who was removed, or took their name along."""
    those = [person for person in night.people.values() if not person.removed and person.named]
    given = [votes.by_person(night, person.no) for person in those]
    wanted = Counter(no for dots in given for no in dots)
    kept = [tuple(no for no in dots if wanted[no] >= RARE) for dots in given]
    rare = sum(count for count in wanted.values() if count < RARE)
    return sorted(dots for dots in kept if dots), rare


def published(night: Night) -> tuple[tuple[int, ...], ...]:
    """What everybody may read now, without pitches that are out of sight; empty if that is nothing."""
    its = night.ballots
    if its is None or its.withdrawn:
        return ()
    seen = {no for no, pitch in night.pitches.items() if pitches.is_open(pitch)}
    return tuple(sorted(tuple(no for no in dots if no in seen) for dots in its.ballots))


def publish(night: Night, command: PublishBallots) -> list[Event]:
    if night.ballots is not None:
        if not night.ballots.withdrawn:
            return []
        raise Refused(_("The ballots were withdrawn, and that is for good."), "late")
    if night.phase != "closed":
        raise Refused(_("Close the night first: until then, votes change."), "late")
    ballots, rare = taken(night)
    if len(ballots) < LEAST:
        raise Refused(
            _("Fewer than %(least)s people voted. With so few, ballots would tell whose they are."),
            "late",
            least=LEAST,
        )
    return [BallotsPublished(ballots=tuple(ballots), rare=rare)]


def withdraw(night: Night, command: WithdrawBallots) -> list[Event]:
    if night.ballots is None:
        raise Refused(_("No ballots are published."), "late")
    return [] if night.ballots.withdrawn else [BallotsWithdrawn()]


def were_published(night: Night, event: BallotsPublished) -> None:
    night.ballots = Ballots(ballots=event.ballots, rare=event.rare, at=night.at)


def were_withdrawn(night: Night, event: BallotsWithdrawn) -> None:
    night.ballots = Ballots(withdrawn=True)


DECIDE = {PublishBallots: publish, WithdrawBallots: withdraw}
EVOLVE = {BallotsPublished: were_published, BallotsWithdrawn: were_withdrawn}
