"""People: join, rename, leave, come back; and the ones who have no phone."""

from collections.abc import Iterator

from opennight.night import names
from opennight.night.closed import refuse_closed
from opennight.night.kept.people import Person
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.quotas import places
from opennight.night.state import Night

MOST_PEOPLE = 5000


class Join(Command, frozen=True):
    """A new person. `phone` is False for somebody entered by the desk or a helper, `ticket` for whoever does
    not come from the door's own page. Some have to wait: see door.py. `entrance`: the code they came by;
    `slip`: the number of their printed one, 0 if none; `spare`: how many of those inside take nobody's place
    but those of each other, as they came from elsewhere in numbers.
    """

    name: str
    phone: bool = True
    ticket: bool = True
    entrance: str = ""
    slip: int = 0
    spare: int = 0


class Rename(Command, frozen=True):
    person: int
    name: str


class Leave(Command, frozen=True):
    person: int


class ComeBack(Command, frozen=True):
    person: int


class PersonJoined(Event, frozen=True):
    """`number`: the one at the end of the name, which tells it from another's (see names.py); 0 if none.
    `newcomer`: who they were at the door, if they waited there. `waiting`: nobody else sees the name until
    the desk has read it; it gets its number then."""

    KIND = "person-joined"
    PERSONAL = ("name",)

    no: int
    phone: bool
    name: str = ""
    number: int = 0
    ticket: bool = True
    newcomer: int = 0
    waiting: bool = False


class PersonRenamed(Event, frozen=True):
    """`waiting`: as for PersonJoined. The former name is gone at once."""

    KIND = "person-renamed"
    PERSONAL = ("name",)

    person: int
    name: str = ""
    number: int = 0
    waiting: bool = False


class PersonLeft(Event, frozen=True):
    """The person is out of these groups, too."""

    KIND = "person-left"
    FORM = 2

    person: int
    groups: tuple[int, ...]


class PersonCameBack(Event, frozen=True):
    KIND = "person-came-back"

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


def who_joined(night: Night, version: int) -> Person | None:
    """The person who joined by the command that led to this version, if it made one; the last one is found at
    once. A slip that they used makes a version of its own.
    """
    last = next((person for person in reversed(night.people.values()) if person.version <= version), None)
    return last if last and night.trail[last.version - 1] == night.trail[version - 1] else None


def find(night: Night, no: int) -> Person:
    person = night.people.get(no)
    if person is None:
        raise Refused(_("This night has no such person."), "missing")
    return person


def known(night: Night, no: int) -> Person:
    """The person, here or not. Raises `Refused` if they never joined or were removed."""
    person = night.people.get(no)
    if person is None:
        raise Refused(_("Join the night first, then try again."), "forbidden")
    if person.removed:
        raise Refused(
            _("The host has removed you from this night. If they let you back in, reload this page."),
            "forbidden",
        )
    return person


def require(night: Night, no: int) -> Person:
    """The person, if they are here and may act. Raises `Refused` otherwise."""
    person = known(night, no)
    if not person.here:
        raise Refused(_("You have left this night. Come back in first."), "forbidden")
    return person


def only_self(command: Command, person: int) -> None:
    """Raise `Refused` unless the person acts for themselves, or the desk for them."""
    if not command.at_desk and command.by != person:
        raise Refused(_("You can only do this for yourself."), "forbidden")


def require_self(night: Night, command: Command, person: int) -> Person:
    """The person, if they act for themselves, or the desk for them. Raises `Refused` otherwise."""
    only_self(command, person)
    return require(night, person)


def name_waits(night: Night, command: Command) -> bool:
    """Whether the desk has to read a name before others see it."""
    return night.setup.approve_names and not command.at_desk


def join(night: Night, command: Join) -> list[PersonJoined]:
    """The person as they come in; door.py decides whether they do."""
    refuse_closed(night)
    if night.joining_locked and command.phone:
        raise Refused(_("The host has closed the door for now. Ask the host to let you in."), "late")
    # People who left keep their place, since they may come back.
    if night.inside >= places(MOST_PEOPLE, desk=command.at_desk):
        raise Refused(_("This night is full."), "quota")
    waits = name_waits(night, command)
    name, number = names.choose(night, command.name, waits=waits)
    no, phone, ticket = len(night.people) + 1, command.phone, command.ticket
    return [PersonJoined(no=no, name=name, number=number, phone=phone, ticket=ticket, waiting=waits)]


def rename(night: Night, command: Rename) -> list[Event]:
    person = require_self(night, command, command.person)
    waits = name_waits(night, command)
    new, number = names.choose(night, command.name, person.no, waits=waits)
    same = new == names.own(person) and (waits or not person.unread)
    return [] if same else [PersonRenamed(person=person.no, name=new, number=number, waiting=waits)]


def leave(night: Night, command: Leave) -> list[Event]:
    only_self(command, command.person)
    person = known(night, command.person)
    its = tuple(group.no for group in night.groups.values() if person.no in group.members)
    return [PersonLeft(person=person.no, groups=its)] if person.here else []


def come_back(night: Night, command: ComeBack) -> list[Event]:
    only_self(command, command.person)
    person = known(night, command.person)
    return [] if person.here else [PersonCameBack(person=person.no)]


def leave_groups(night: Night, person: int) -> None:
    for group in night.groups.values():
        group.members.pop(person, None)


def put(night: Night, no: int, *, outside: bool) -> None:
    """Remove this person, or let them in again, in the counts and among the names that are taken."""
    person = night.people[no]
    night.inside += person.removed - outside
    person.removed = outside
    if outside:
        names.forget(night, person)
    else:
        names.remember(night, person)


def forget_name(night: Night, person: Person) -> None:
    """Their present name is needed no more, neither here nor in the log."""
    if person.named:
        night.forgettable.append(person.named)
    names.forget(night, person)
    night.unread_names.pop(person.named, None)
    person.name, person.number, person.named = "", 0, 0
    person.unread, person.asked = "", False


def give_name(night: Night, person: Person, name: str, number: int, *, waiting: bool) -> None:
    """Their name from this version on; if it waits, nobody else sees it yet."""
    person.named = night.version
    if waiting:
        person.unread = name
        night.unread_names[night.version] = person.no
    else:
        names.call(night, person, name, number)


def joined(night: Night, event: PersonJoined) -> None:
    person = Person(event.no, "", night.at, night.version, event.phone, ticket=event.ticket)
    person.told = night.setup.byline
    night.people[event.no] = person
    give_name(night, person, event.name, event.number, waiting=event.waiting)
    night.inside += 1
    if event.newcomer:
        night.entered[event.newcomer] = event.no
    elif not event.ticket:
        night.loose.append(night.at)


def renamed(night: Night, event: PersonRenamed) -> None:
    person = night.people[event.person]
    forget_name(night, person)
    give_name(night, person, event.name, event.number, waiting=event.waiting)


def left(night: Night, event: PersonLeft) -> None:
    person = night.people[event.person]
    person.here = False
    person.sat |= dict.fromkeys(event.groups, night.at)
    leave_groups(night, event.person)


def came_back(night: Night, event: PersonCameBack) -> None:
    night.people[event.person].here = True


DECIDE = {
    Rename: rename,
    Leave: leave,
    ComeBack: come_back,
}
EVOLVE = {
    PersonJoined: joined,
    PersonRenamed: renamed,
    PersonLeft: left,
    PersonCameBack: came_back,
}
