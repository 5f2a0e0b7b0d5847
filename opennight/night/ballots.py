"""Ballots for researchers: who wanted what together, without who that was. Only if the host publishes them.

Numbers and order can tell of a person, so
- there are none of fewer than LEAST people;
- a pitch that fewer than RARE people gave a dot is in no ballot: such a dot points at somebody;
- nobody's is there who has said so; nor are so many others that what is missing, which everybody can work out
  from how many wanted each pitch, is never that of fewer than RARE people;
- ballots are in the order of what is in them, which says nothing of when anybody voted or came;
- they are taken once, when the night is closed, and not again: from two takes before and after somebody
  was removed, theirs would follow. Withdrawn, they are gone for good.

A ballot of several dots is often the only one of its kind: who knows most of somebody's dots can find the
rest of them. So a host is told that, and it is theirs to say yes.
"""

from collections import Counter

from opennight.night import bylines, pitches, votes
from opennight.night.kept.ballots import Ballots
from opennight.night.kept.people import Person
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.state import Night

LEAST = 20
RARE = 5


class PublishBallots(Command, frozen=True):
    pass


class WithdrawBallots(Command, frozen=True):
    pass


class KeepBallot(Command, frozen=True):
    """`person` keeps their own `out` of the ballots; or lets it in again."""

    person: int
    out: bool = True


class BallotsPublished(Event, frozen=True):
    KIND = "ballots-published"

    ballots: tuple[tuple[int, ...], ...]
    rare: int


class BallotsWithdrawn(Event, frozen=True):
    """The log still has them; nobody is shown them any more."""

    KIND = "ballots-withdrawn"


class BallotKeptOut(Event, frozen=True):
    KIND = "ballot-kept-out"

    person: int
    out: bool


def kept_out(person: Person) -> bool:
    """Whether nobody is to read this person's."""
    return person.unballoted or not person.named


def given(night: Night) -> list[tuple[Person, list[int]]]:
    """Whoever gave dots, and to which pitches, except those who were removed: theirs are not counted."""
    there = (person for person in night.people.values() if not person.removed)
    return [(person, dots) for person in there if (dots := votes.by_person(night, person.no))]


def left_out(night: Night, those: list[tuple[Person, list[int]]]) -> set[int]:
    """Whose are not published: of those who keep theirs out, and if they are few, of some others. Which ones
    nobody can tell: that follows from ids that only their own phones know."""
    out = {person.no for person, _dots in those if kept_out(person)}
    others = [person for person, _dots in those if person.no not in out]
    if 0 < len(out) < RARE:
        others.sort(key=lambda person: night.trail[person.version - 1])
        out |= {person.no for person in others[: RARE - len(out)]}
    return out


def taken(night: Night) -> tuple[list[tuple[int, ...]], int]:
    """The ballots that may be published now, and how many dots were left out of them. There is none of
    anybody who was removed, took their name along, or keeps theirs out."""
    those = given(night)
    out = left_out(night, those)
    told = [dots for person, dots in those if person.no not in out]
    wanted = Counter(no for dots in told for no in dots)
    kept = [tuple(no for no in dots if wanted[no] >= RARE) for dots in told]
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
        raise Refused(_("The ballots were withdrawn for good."), "late")
    if night.phase != "closed":
        raise Refused(_("Close the night first: until then, votes can change."), "late")
    ballots, rare = taken(night)
    if len(ballots) < LEAST:
        raise Refused(
            _("There are fewer than %(least)s ballots. With so few, people could tell whose they are."),
            "late",
            least=LEAST,
        )
    return [BallotsPublished(ballots=tuple(ballots), rare=rare)]


def withdraw(night: Night, command: WithdrawBallots) -> list[Event]:
    if night.ballots is None:
        raise Refused(_("No ballots are published."), "late")
    return [] if night.ballots.withdrawn else [BallotsWithdrawn()]


def keep(night: Night, command: KeepBallot) -> list[Event]:
    """At any time until they are published: from ballots with and without theirs, it would follow."""
    person = bylines.chooser(night, command, command.person)
    if person.unballoted == command.out:
        return []
    if night.ballots is not None:
        raise Refused(_("The ballots have already been published. That can be done only once."), "late")
    return [BallotKeptOut(person=person.no, out=command.out)]


def were_published(night: Night, event: BallotsPublished) -> None:
    night.ballots = Ballots(ballots=event.ballots, rare=event.rare, at=night.at)


def were_withdrawn(night: Night, event: BallotsWithdrawn) -> None:
    night.ballots = Ballots(withdrawn=True)


def was_kept_out(night: Night, event: BallotKeptOut) -> None:
    night.people[event.person].unballoted = event.out


DECIDE = {PublishBallots: publish, WithdrawBallots: withdraw, KeepBallot: keep}
EVOLVE = {
    BallotsPublished: were_published,
    BallotsWithdrawn: were_withdrawn,
    BallotKeptOut: was_kept_out,
}
