"""Floods: scripts that join in numbers. They are removed in one step, with all that they did."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from opennight.night import door, removal
from opennight.night.door import MINUTE, TRICKLE, NewcomersGone
from opennight.night.entrance import EntranceRenewed
from opennight.night.kept.people import Person
from opennight.night.messages import Command, Event
from opennight.night.state import Night

MOST_MOMENTS = 20
FAST = 12
"""People in a minute, at least, that look like a flood."""


class UndoFlood(Command, frozen=True):
    """Remove everybody who joined from the person `since` on, up to the person `upto`, except those in
    `keep`. `wrote`: and what they wrote. `entrance`: the new code for the door; empty to leave it as it is.
    """

    since: int
    upto: int
    keep: tuple[int, ...] = ()
    wrote: bool = True
    entrance: str = ""


def came(night: Night, since: int, upto: int = 0) -> list[Person]:
    """Who joined with a phone from this person on, and has not been removed."""
    those = range(since, (upto or len(night.people)) + 1)
    people = (night.people[no] for no in those if no in night.people)
    return [person for person in people if person.phone and not person.removed]


def by_minute(night: Night) -> dict[int, list[Person]]:
    """Who is not removed, by the minute in which they joined."""
    found: dict[int, list[Person]] = {}
    for person in came(night, 1):
        found.setdefault(person.joined // MINUTE, []).append(person)
    return found


class Moments(NamedTuple):
    """`firsts`: who joined first in each of the latest minutes, the latest first, and in that of a flood;
    `began`: with whom the last flood began, None if there was none."""

    firsts: list[Person]
    began: Person | None


def moments(night: Night) -> Moments:
    minutes = by_minute(night)
    began = first_of_flood(night, minutes)
    firsts = [minutes[minute][0] for minute in sorted(minutes, reverse=True)]
    found = firsts[:MOST_MOMENTS]
    if began and began.no not in {person.no for person in found}:
        found.append(began)
    return Moments(found, began)


def loose(night: Night) -> list[Person]:
    """Who came without a ticket, and is in."""
    if not night.loose:  # as nearly always
        return []
    return [person for person in came(night, 1) if not person.ticket]


def suspected(night: Night) -> bool:
    """Whether so many came without a ticket that the host should look."""
    return len(night.loose) >= TRICKLE and len(loose(night)) >= TRICKLE


def first_of_flood(night: Night, minutes: dict[int, list[Person]]) -> Person | None:
    """The first person of the minute in which the last flood began: of people without a ticket if there are
    some, else of more in a minute than this night is used to. None if there was no flood."""
    if suspected(night):
        return minutes[loose(night)[0].joined // MINUTE][0]
    fast = set(fast_minutes({minute: len(people) for minute, people in minutes.items()}))
    if not fast:
        return None
    first = max(fast)
    while {first - 1, first - 2} & fast:
        first = min({first - 1, first - 2} & fast)
    return minutes[first][0]


def fast_minutes(many: dict[int, int]) -> Iterator[int]:
    """The minutes in which three times as many came as in the middle one, and not just a few."""
    usual = sorted(many.values())[len(many) // 2] if len(many) > 2 else 0
    return (minute for minute, number in many.items() if number >= max(FAST, 3 * usual))


def kept(persons: list[Person]) -> set[int]:
    """Whom a host keeps, unless they say otherwise: who came by the door's page, if others did not."""
    by_the_door = {person.no for person in persons if person.ticket}
    return by_the_door if len(by_the_door) < len(persons) else set()


def done(persons: list[Person]) -> Counter[str]:
    """What these people did: how many dots they gave, and how much they wrote."""
    return Counter(
        dots=sum(len(person.dots) for person in persons),
        pitches=sum(len(person.pitches) for person in persons),
        words=sum(len(person.notes) + len(person.comments) for person in persons),
    )


def undo_flood(night: Night, command: UndoFlood) -> list[Event]:
    """Whoever waits without a ticket is part of it."""
    keep = set(command.keep)
    those = [person for person in came(night, command.since, command.upto) if person.no not in keep]
    wait = tuple(one.no for one in door.waiting(night, ticket=False))
    return [
        *removal.removing(night, those, wrote=command.wrote),
        *([NewcomersGone(newcomers=wait)] if wait else []),
        *([EntranceRenewed(entrance=command.entrance)] if command.entrance else []),
    ]


DECIDE = {UndoFlood: undo_flood}
EVOLVE: dict[type[Event], Callable[[Night, Any], None]] = {}
