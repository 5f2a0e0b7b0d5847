"""Naming: names that the desk reads before others see them.

Until then their owners are guests with a number, and can do all the rest. The desk lets names in (see
reading.py), or asks for another one.
"""

import itertools
from collections.abc import Iterator

from opennight.night import names, people, why
from opennight.night.kept.people import Person
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, plain
from opennight.night.state import Night

GUEST = _("Guest %(no)s")
"""What others call somebody whose name they cannot see; templates translate it."""


class TurnNameAway(Command, frozen=True):
    """Ask the person for another name. `named` is the version that gave them this one: what the desk saw."""

    named: int
    why: str = ""


class NameRead(Event, frozen=True):
    """`number`: the one that it gets, to be told apart; 0 if none."""

    KIND = "name-read"

    person: int
    number: int = 0


class NameTurnedAway(Event, frozen=True):
    KIND = "name-turned-away"
    PERSONAL = ("why",)

    person: int
    why: str = ""


class NameWaits(Event, frozen=True):
    """Only an undo does it: the name waits again."""

    KIND = "name-waits"
    PERSONAL = ("name",)

    person: int
    name: str = ""


LISTED = 200
"""Names that the desk lists and lets in at a time: a big hall's list stays light enough to load."""


def waiting(night: Night) -> list[Person]:
    """Whose names the desk has yet to read, in the order in which they came."""
    return list(unread(night))


def listed(night: Night) -> list[Person]:
    """The first of them."""
    return list(itertools.islice(unread(night), LISTED))


def unread(night: Night) -> Iterator[Person]:
    those = (night.people[no] for no in night.unread_names.values())
    return (person for person in those if not person.removed)


def is_guest(person: Person) -> bool:
    """Whether others know the person by number: their name waits, or was turned away."""
    return bool(person.unread) or person.asked


def turn_away(night: Night, command: TurnNameAway) -> list[Event]:
    no = night.unread_names.get(command.named)
    if no is None:
        raise Refused(_("This name is no longer waiting."), "late")
    return [NameTurnedAway(person=no, why=why.tidied(command.why))]


def read(night: Night, event: NameRead) -> None:
    person = night.people[event.person]
    night.unread_names.pop(person.named, None)
    name, person.unread = names.with_number(person.unread, event.number), ""
    names.call(night, person, name, event.number)


def turned_away(night: Night, event: NameTurnedAway) -> None:
    """The log forgets the name, once an undo cannot bring it back."""
    person = night.people[event.person]
    people.forget_name(night, person)
    person.asked = True


def waits(night: Night, event: NameWaits) -> None:
    person = night.people[event.person]
    people.forget_name(night, person)
    people.give_name(night, person, event.name, 0, waiting=True)


def wait_again(night: Night, event: NameRead | NameTurnedAway) -> list[Event]:
    person = night.people[event.person]
    return [NameWaits(person=person.no, name=person.unread)]


DECIDE = {TurnNameAway: turn_away}
EVOLVE = {NameRead: read, NameTurnedAway: turned_away, NameWaits: waits}
UNDO: dict[type[Event], Undo] = {
    NameRead: (
        lambda n, e: Label(_("letting in the name of %(person)s"), about={"person": e.person}),
        wait_again,
    ),
    NameTurnedAway: (plain(_("asking somebody for another name")), wait_again),
}
