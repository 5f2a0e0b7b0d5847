"""Bylines: as whom each person is in what becomes public. In the room they have the name that they gave."""

from opennight.night import groups, names, people
from opennight.night.kept.bylines import BYLINES, Byline
from opennight.night.kept.people import Person
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.state import Night

FIRST: Byline = "initials"
"""Of a new night, unless its host picks another one: nobody's name goes out to the world by their doing
nothing, and those who were there still know whom to ask."""


class ChooseByline(Command, frozen=True):
    person: int
    byline: Byline


class BylineChosen(Event, frozen=True):
    KIND = "byline-chosen"

    person: int
    byline: Byline


class TakeName(Command, frozen=True):
    """Somebody who has left takes their name along."""

    person: int


class NameTaken(Event, frozen=True):
    """From now on they are “a participant”, also in the room; the log is to forget their name."""

    KIND = "name-taken"

    person: int


def meant(night: Night, person: Person) -> Byline:
    """What the person has chosen. Until they choose it is the night's default, but never one that is more
    public than what they were told when they came in."""
    if person.byline:
        return person.byline
    default: Byline = max(person.told, night.setup.byline, key=BYLINES.index)
    return default


def of(night: Night, person: Person) -> Byline:
    """As what they are there now.

    Whose name has no initials, or is nothing but initials, is “a participant” rather than those; so is
    somebody who has taken their name along, or whose name the desk has yet to read.
    """
    byline = meant(night, person)
    there = short(person) if byline == "initials" else person.name
    return byline if there else "participant"


def shown(night: Night, person: Person) -> str:
    """The person as everybody may read of them; empty for “a participant”."""
    byline = meant(night, person)
    if byline == "initials":
        return short(person)
    return person.name if byline == "name" else ""


def read_by(night: Night, no: int) -> list[int]:
    """This person and who sat in a group with them: the evening of each says who the others are in public."""
    sat = groups.of_person(night, no).values()
    return sorted({no, *(member for group in sat for member in groups.members(night, group))})


def seen_as(night: Night, no: int) -> str:
    """As whom these are public, for this person's page to notice that somebody has chosen anew."""
    return "/".join(shown(night, night.people[one]) for one in read_by(night, no))


def letters(name: str) -> str:
    """The first letters of the first two words that begin with one: “Nora O'Hara (no phone)” → “NO”."""
    return "".join(word[0] for word in name.split() if word[0].isalpha())[:2]


def initials(name: str) -> str:
    """The same, unless they would tell the whole name: “Bo” → “B”, but “X” and “李 明” have none."""
    short = letters(name)
    return "" if short.casefold() == "".join(filter(str.isalnum, name)).casefold() else short.upper()


def short(person: Person) -> str:
    """The person's initials, without the number that tells them from somebody else."""
    return initials(names.without_number(person))


def chooser(night: Night, command: Command, no: int) -> Person:
    """The person with this number, if they act for themselves, or the desk for somebody without a phone.
    Raises `Refused`."""
    people.only_self(command, no)
    person = people.known(night, no)
    if command.at_desk and person.phone:
        raise Refused(_("They choose this themselves, on their own page."), "forbidden")
    return person


def choose(night: Night, command: ChooseByline) -> list[Event]:
    """At any time: also after the close, and for somebody who has left."""
    person = chooser(night, command, command.person)
    if command.byline not in BYLINES:
        raise Refused(_("Pick one of these."), field="byline")
    return [] if command.byline == person.byline else [BylineChosen(person=person.no, byline=command.byline)]


def take_name(night: Night, command: TakeName) -> list[Event]:
    person = chooser(night, command, command.person)
    if person.here:
        raise Refused(_("The room needs your name while you are here. Leave first."), "late")
    return [NameTaken(person=person.no)] if person.named else []


def chosen(night: Night, event: BylineChosen) -> None:
    night.people[event.person].byline = event.byline


def name_taken(night: Night, event: NameTaken) -> None:
    people.forget_name(night, night.people[event.person])


DECIDE = {ChooseByline: choose, TakeName: take_name}
EVOLVE = {BylineChosen: chosen, NameTaken: name_taken}
