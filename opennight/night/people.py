"""People: join, rename, leave, come back; and the ones who have no phone."""

from collections.abc import Iterator

from opennight.night.nights import refuse_closed
from opennight.night.quotas import places
from opennight.night.state import Night, Person
from opennight.night.words import GUEST, Command, Event, Refused, _, clean

MOST_PEOPLE = 5000
NAME = 40


class Join(Command, frozen=True):
    """A new person. `phone` is False for somebody whom the desk or a helper enters."""

    name: str
    phone: bool = True

    @property
    def sender(self) -> str:
        return GUEST if self.phone else super().sender


class Rename(Command, frozen=True):
    person: int
    name: str


class Leave(Command, frozen=True):
    person: int


class ComeBack(Command, frozen=True):
    person: int


class RemovePerson(Command, frozen=True):
    """The host shows somebody the door; what they did stays in the record."""

    person: int


class LetBackIn(Command, frozen=True):
    person: int


class PersonJoined(Event, frozen=True):
    """`command` is the id of the join: a repeat of it finds its person."""

    no: int
    name: str
    phone: bool
    command: str

    @property
    def sender(self) -> str:
        return GUEST if self.phone else super().sender


class PersonRenamed(Event, frozen=True):
    person: int
    name: str


class PersonLeft(Event, frozen=True):
    person: int


class PersonCameBack(Event, frozen=True):
    person: int


class PersonRemoved(Event, frozen=True):
    person: int


class PersonLetBackIn(Event, frozen=True):
    person: int


def is_here(person: Person) -> bool:
    return person.here and not person.removed


def present(night: Night) -> Iterator[Person]:
    """Who is here now."""
    return filter(is_here, night.people.values())


def count(night: Night) -> int:
    return sum(1 for _person in present(night))


def name(night: Night, no: int) -> str:
    """The name of a person; the desk has none."""
    person = night.people.get(no)
    return person.name if person else ""


def find(night: Night, no: int) -> Person:
    person = night.people.get(no)
    if person is None:
        raise Refused(_("There is no such person in this night."), "missing")
    return person


def known(night: Night, no: int) -> Person:
    """The person who comes or goes, or a refusal if they may not."""
    person = night.people.get(no)
    if person is None:
        raise Refused(_("Join the night first, then try again."), "forbidden")
    if person.removed:
        raise Refused(_("The host has removed you from this night."), "forbidden")
    return person


def require(night: Night, no: int) -> Person:
    """The person who acts, or a refusal if they may not."""
    person = known(night, no)
    if not person.here:
        raise Refused(_("You have left this night. Come back in first."), "forbidden")
    return person


def only_self(command: Command, person: int) -> None:
    """Only the person themselves, or the desk for them."""
    if command.by > 0 and command.by != person:
        raise Refused(_("You can do this only for yourself."), "forbidden")


def require_self(night: Night, command: Command, person: int) -> Person:
    """Somebody acts for themselves, or the desk for them."""
    only_self(command, person)
    return require(night, person)


def join(night: Night, command: Join) -> list[Event]:
    refuse_closed(night)
    if night.joining_locked and command.phone:
        raise Refused(_("The host has closed the door for now. Ask the host to let you in."), "late")
    # Who left keeps their place, and may come back. A join from a phone is by nobody yet: `by` does not tell.
    if night.inside >= places(MOST_PEOPLE, desk=not command.phone):
        raise Refused(_("This night is full."), "quota")
    return [
        PersonJoined(
            at=command.at,
            by=command.by,
            no=len(night.people) + 1,
            name=clean(command.name, NAME, "name"),
            phone=command.phone,
            command=command.id,
        )
    ]


def rename(night: Night, command: Rename) -> list[Event]:
    person = require_self(night, command, command.person)
    new = clean(command.name, NAME, "name")
    return (
        []
        if new == person.name
        else [PersonRenamed(at=command.at, by=command.by, person=person.no, name=new)]
    )


def leave(night: Night, command: Leave) -> list[Event]:
    only_self(command, command.person)
    person = known(night, command.person)
    return [PersonLeft(at=command.at, by=command.by, person=person.no)] if person.here else []


def come_back(night: Night, command: ComeBack) -> list[Event]:
    only_self(command, command.person)
    person = known(night, command.person)
    return [] if person.here else [PersonCameBack(at=command.at, by=command.by, person=person.no)]


def remove(night: Night, command: RemovePerson) -> list[Event]:
    person = find(night, command.person)
    return [] if person.removed else [PersonRemoved(at=command.at, by=command.by, person=person.no)]


def let_back_in(night: Night, command: LetBackIn) -> list[Event]:
    person = find(night, command.person)
    return [PersonLetBackIn(at=command.at, by=command.by, person=person.no)] if person.removed else []


def leave_groups(night: Night, person: int) -> None:
    for members in night.members.values():
        members.pop(person, None)


def put(night: Night, no: int, *, outside: bool) -> None:
    person = night.people[no]
    night.inside += person.removed - outside
    person.removed = outside


def joined(night: Night, event: PersonJoined) -> None:
    night.people[event.no] = Person(event.no, event.name, event.at, event.phone)
    night.inside += 1
    if event.phone:
        night.joined[event.command] = event.no


def renamed(night: Night, event: PersonRenamed) -> None:
    night.people[event.person].name = event.name


def left(night: Night, event: PersonLeft) -> None:
    night.people[event.person].here = False
    leave_groups(night, event.person)


def came_back(night: Night, event: PersonCameBack) -> None:
    night.people[event.person].here = True


def removed(night: Night, event: PersonRemoved) -> None:
    put(night, event.person, outside=True)
    leave_groups(night, event.person)


def was_let_back_in(night: Night, event: PersonLetBackIn) -> None:
    put(night, event.person, outside=False)


DECIDE = {
    Join: join,
    Rename: rename,
    Leave: leave,
    ComeBack: come_back,
    RemovePerson: remove,
    LetBackIn: let_back_in,
}
EVOLVE = {
    PersonJoined: joined,
    PersonRenamed: renamed,
    PersonLeft: left,
    PersonCameBack: came_back,
    PersonRemoved: removed,
    PersonLetBackIn: was_let_back_in,
}
