"""Organisations for the roll call: the desk types them, or people say theirs, once, if they like.

What people say is seen by nobody else until the host reads it out (see rollcall.py): that lets it in.
"""

import unicodedata

from opennight.night import people, sight, why
from opennight.night.closed import refuse_closed
from opennight.night.kept.assembly import Organisation
from opennight.night.kept.people import Person
from opennight.night.messages import DESK, Command, Event, Label, Refused, Undo, _, clean
from opennight.night.state import Night

NAME = 80
MOST = 300
MOST_EVER = 3000
"""In a large room many say theirs, and most of those are said by several."""
MOST_SAID = 5
"""So many can somebody ever bring to the list, by taking theirs back."""


class OpenRoll(Command, frozen=True):
    """Ask people to say where they are from; or ask no more."""

    open: bool


class ListOrganisations(Command, frozen=True):
    """One to a line."""

    names: str


class SayOrganisation(Command, frozen=True):
    """The person says where they are from."""

    person: int
    name: str


class TakeBackOrganisation(Command, frozen=True):
    """The person is not from there after all."""

    person: int
    organisation: int


class HideOrganisation(Command, frozen=True):
    """Leave it out."""

    organisation: int
    why: str = ""


class ShowOrganisation(Command, frozen=True):
    organisation: int


class RollOpened(Event, frozen=True):
    KIND = "roll-opened"

    open: bool


class OrganisationSaid(Event, frozen=True):
    """`name` is empty if it is on the list already."""

    KIND = "organisation-said"
    PERSONAL = ("name",)

    no: int
    person: int
    name: str = ""


class OrganisationTakenBack(Event, frozen=True):
    KIND = "organisation-taken-back"

    person: int
    organisation: int


class OrganisationHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "organisation-hidden"
    PERSONAL = ("why",)

    organisation: int
    waiting: bool = False
    why: str = ""


class OrganisationShown(Event, frozen=True):
    KIND = "organisation-shown"

    organisation: int


def look(name: str) -> str:
    """By what two spellings of a name are the same."""
    return unicodedata.normalize("NFKC", name).casefold().replace(".", "")


def left_out(night: Night) -> list[Organisation]:
    return [one for one in night.roll.all.values() if sight.is_gone(one)]


def said_by(person: Person) -> int:
    """The one that the person said; 0 if none."""
    return next((no for no, said in person.organisations.items() if said), 0)


def find(night: Night, no: int) -> Organisation:
    its = night.roll.all.get(no)
    if its is None:
        raise Refused(_("There is no such organisation."), "missing", field="organisation")
    return its


def is_listed(its: Organisation) -> bool:
    """Whether it is there to be read out: not left out, and not taken back by all who said it."""
    return not sight.is_gone(its) and bool(its.risen or not its.waiting)


def by_look(night: Night) -> dict[str, Organisation]:
    return {look(one.text): one for one in night.roll.all.values()}


def refuse_more(night: Night, new: int) -> None:
    standing = sum(is_listed(one) for one in night.roll.all.values())
    if standing + new > MOST or len(night.roll.all) + new > MOST_EVER:
        raise Refused(_("The list is full: it can have %(most)s organisations."), "quota", most=MOST)


def open_roll(night: Night, command: OpenRoll) -> list[Event]:
    refuse_closed(night)
    return [] if command.open == night.roll.open else [RollOpened(open=command.open)]


def list_them(night: Night, command: ListOrganisations) -> list[Event]:
    refuse_closed(night)
    known = by_look(night)
    named = {look(name): name for name in lines(command.names)}
    new = [name for key, name in named.items() if key not in known]
    refuse_more(night, len(new))
    first = len(night.roll.all) + 1
    back = [known[key].no for key in named if key in known and sight.is_gone(known[key])]
    return [
        *(OrganisationSaid(no=no, person=DESK, name=name) for no, name in enumerate(new, first)),
        *(OrganisationShown(organisation=no) for no in back),
    ]


def lines(names: str) -> list[str]:
    """Each name, tidied. Raises `Refused`."""
    clean(names, MOST * (NAME + 1), "names", lines=True)
    return [clean(name, NAME, "names") for name in names.splitlines() if name.strip()]


def say(night: Night, command: SayOrganisation) -> list[Event]:
    person = people.require_self(night, command, command.person)
    refuse_closed(night)
    if not night.roll.open and not command.at_desk:
        raise Refused(_("The host is not asking for this now."), "late")
    name = clean(command.name, NAME, "name")
    its = by_look(night).get(look(name))
    if its and its.no in person.organisations:
        return []
    if said_by(person):
        raise Refused(_("You have said where you are from. Take it back first."), "quota", field="name")
    if its:
        return [OrganisationSaid(no=its.no, person=person.no)]
    refuse_more(night, 1)
    if sum(one.person == person.no for one in night.roll.all.values()) >= MOST_SAID:
        raise Refused(_("You have already said that %(most)s times. Tell the host."), "quota", most=MOST_SAID)
    return [OrganisationSaid(no=len(night.roll.all) + 1, person=person.no, name=name)]


def take_back(night: Night, command: TakeBackOrganisation) -> list[Event]:
    """At any time before the close: the record has only numbers."""
    person = people.require_self(night, command, command.person)
    refuse_closed(night)
    if command.organisation not in person.organisations:
        return []
    return [OrganisationTakenBack(person=person.no, organisation=command.organisation)]


def hide(night: Night, command: HideOrganisation) -> list[Event]:
    its = find(night, command.organisation)
    return sight.hide(its, OrganisationHidden(organisation=its.no, why=why.tidied(command.why)))


def show(night: Night, command: ShowOrganisation) -> list[Event]:
    its = find(night, command.organisation)
    return sight.show(its, OrganisationShown(organisation=its.no))


def opened(night: Night, event: RollOpened) -> None:
    night.roll.open = event.open


def said(night: Night, event: OrganisationSaid) -> None:
    if event.no not in night.roll.all:
        its = Organisation(event.no, event.name, event.person, night.at)
        its.hidden = its.waiting = event.person != DESK
        night.roll.all[event.no] = its
    if event.person != DESK:
        stand(night, event.person, event.no)
        night.people[event.person].organisations[event.no] = True


def stand(night: Night, person: int, organisation: int) -> None:
    night.people[person].organisations.setdefault(organisation, False)
    night.roll.all[organisation].risen[person] = None


def taken_back(night: Night, event: OrganisationTakenBack) -> None:
    person = night.people[event.person]
    person.organisations.pop(event.organisation, None)
    night.roll.all[event.organisation].risen.pop(event.person, None)


def was_hidden(night: Night, event: OrganisationHidden) -> None:
    sight.put(night.roll.all[event.organisation], hidden=True, waiting=event.waiting)


def was_shown(night: Night, event: OrganisationShown) -> None:
    sight.put(night.roll.all[event.organisation], hidden=False)


def take_off(night: Night, person: Person) -> None:
    """They do not stand for anything any more; it stays listed with the person."""
    for no in person.organisations:
        night.roll.all[no].risen.pop(person.no, None)


def put_back(night: Night, person: Person) -> None:
    for no in person.organisations:
        night.roll.all[no].risen[person.no] = None


def sight_back(night: Night, event: OrganisationHidden | OrganisationShown) -> list[Event]:
    """What it was: seen, left out, or waiting."""
    no = event.organisation
    return sight.back(
        night.roll.all[no],
        lambda waits: OrganisationHidden(organisation=no, waiting=waits),
        OrganisationShown(organisation=no),
    )


def said_back(night: Night, event: OrganisationSaid) -> list[Event]:
    if event.person != DESK:
        return [OrganisationTakenBack(person=event.person, organisation=event.no)]
    return [OrganisationHidden(organisation=event.no)]


DECIDE = {
    OpenRoll: open_roll,
    ListOrganisations: list_them,
    SayOrganisation: say,
    TakeBackOrganisation: take_back,
    HideOrganisation: hide,
    ShowOrganisation: show,
}
EVOLVE = {
    RollOpened: opened,
    OrganisationSaid: said,
    OrganisationTakenBack: taken_back,
    OrganisationHidden: was_hidden,
    OrganisationShown: was_shown,
}
UNDO: dict[type[Event], Undo] = {
    RollOpened: (
        lambda n, e: Label(
            _("asking people where they are from")
            if e.open
            else _("no longer asking people where they are from")
        ),
        lambda n, e: [RollOpened(open=not e.open)],
    ),
    OrganisationSaid: (lambda n, e: Label(_("listing organisations")), said_back),
    OrganisationHidden: (lambda n, e: Label(_("leaving out an organisation")), sight_back),
    OrganisationShown: (lambda n, e: Label(_("adding an organisation to the roll call")), sight_back),
}
