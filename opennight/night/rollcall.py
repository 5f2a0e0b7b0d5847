"""The roll call: “Who is here from …?” The host reads organisations out, and those who are from there rise.

How many stand is what the desk counted, else how
many have said so on their phones.
"""

from opennight.night import people, sight
from opennight.night.board import on_board
from opennight.night.closed import refuse_closed
from opennight.night.kept.assembly import Organisation
from opennight.night.messages import Command, Event, Label, Refused, Undo, _
from opennight.night.organisations import OrganisationShown, find, is_listed, stand
from opennight.night.state import Night

MOST_DOTS = 40
"""For one organisation, on the board."""
MOST_COUNT = 5000
SHORT = 30
"""So many organisations stand on the page of the assembly once the roll was called; more have their own."""


class CallOrganisation(Command, frozen=True):
    """Read it out; 0: the roll call is over, and the board shows what came of it."""

    organisation: int


class Rise(Command, frozen=True):
    """The person is from there: they stand."""

    person: int
    organisation: int


class CountRisen(Command, frozen=True):
    """How many stand, as somebody counted; -1: as many as have said so."""

    organisation: int
    count: int


class OrganisationCalled(Event, frozen=True):
    KIND = "organisation-called"

    organisation: int


class OrganisationUncalled(Event, frozen=True):
    """It has not been read out after all."""

    KIND = "organisation-uncalled"

    organisation: int


class PersonRose(Event, frozen=True):
    KIND = "person-rose"

    person: int
    organisation: int


class RisenCounted(Event, frozen=True):
    KIND = "risen-counted"

    organisation: int
    count: int


def number(its: Organisation) -> int:
    """How many stand for it."""
    return its.count if its.count >= 0 else len(its.risen)


def called(night: Night) -> list[Organisation]:
    """Those that were read out, in the order in which they were."""
    those = [one for one in night.roll.all.values() if one.called and not one.hidden]
    return sorted(those, key=lambda one: (one.called, one.no))


def now(night: Night) -> Organisation | None:
    """The one that stands now."""
    its = night.roll.all.get(night.roll.now)
    return its if its and not its.hidden else None


def to_call(night: Night) -> list[Organisation]:
    """Those that are still to be read out, as many of whom are here first."""
    those = [one for one in night.roll.all.values() if not one.called and is_listed(one)]
    return sorted(those, key=lambda one: (-len(one.risen), one.no))


def goes_on(night: Night) -> bool:
    """Whether one stands now, or is still to be read out."""
    here = night.roll.all.get(night.roll.now)
    return bool((here and not here.hidden) or to_call(night))


def present(night: Night) -> list[Organisation]:
    """Those that were read out and for which somebody stood."""
    return [one for one in called(night) if number(one)]


def total(night: Night) -> int:
    """How many people stood, for all of them together. Somebody may stand for two."""
    return sum(map(number, called(night)))


def each_dot(night: Night) -> int:
    """How many people a dot on the board stands for, so that nobody's dots are more than `MOST_DOTS`."""
    most = max(map(number, called(night)), default=0)
    return max(1, -(-most // MOST_DOTS))


def call(night: Night, command: CallOrganisation) -> list[Event]:
    refuse_closed(night)
    scene = on_board(night, "rollcall")
    if not command.organisation:
        return [*([OrganisationCalled(organisation=0)] if night.roll.now else []), *scene]
    its = find(night, command.organisation)
    shown = sight.show(its, OrganisationShown(organisation=its.no))
    again = night.roll.now == its.no
    return [*shown, *([] if again else [OrganisationCalled(organisation=its.no)]), *scene]


def rise(night: Night, command: Rise) -> list[Event]:
    person = people.require_self(night, command, command.person)
    refuse_closed(night)
    its = find(night, command.organisation)
    if not its.called or its.hidden:
        raise Refused(_("This has not been read out yet."), "late")
    if its.no in person.organisations:
        return []
    return [PersonRose(person=person.no, organisation=its.no)]


def count(night: Night, command: CountRisen) -> list[Event]:
    refuse_closed(night)
    its = find(night, command.organisation)
    if not its.called or its.hidden:
        raise Refused(_("This has not been read out yet."), "late")
    if not -1 <= command.count <= MOST_COUNT:
        raise Refused(_("Pick a number between 0 and %(most)s."), field="count", most=MOST_COUNT)
    return [] if its.count == command.count else [RisenCounted(organisation=its.no, count=command.count)]


def was_called(night: Night, event: OrganisationCalled) -> None:
    night.roll.now = event.organisation
    if event.organisation:
        its = night.roll.all[event.organisation]
        its.called = its.called or night.at


def was_uncalled(night: Night, event: OrganisationUncalled) -> None:
    night.roll.all[event.organisation].called = 0


def rose(night: Night, event: PersonRose) -> None:
    stand(night, event.person, event.organisation)


def counted(night: Night, event: RisenCounted) -> None:
    night.roll.all[event.organisation].count = event.count


def call_back(night: Night, event: OrganisationCalled) -> list[Event]:
    its = night.roll.all.get(event.organisation)
    uncalled = [OrganisationUncalled(organisation=its.no)] if its and not its.called else []
    return [OrganisationCalled(organisation=night.roll.now), *uncalled]


def call_called(night: Night, event: OrganisationCalled) -> Label:
    return Label(_("reading out an organisation") if event.organisation else _("ending the roll call"))


DECIDE = {CallOrganisation: call, Rise: rise, CountRisen: count}
EVOLVE = {
    OrganisationCalled: was_called,
    OrganisationUncalled: was_uncalled,
    PersonRose: rose,
    RisenCounted: counted,
}
UNDO: dict[type[Event], Undo] = {
    OrganisationCalled: (call_called, call_back),
    RisenCounted: (
        lambda n, e: Label(_("counting who stands up")),
        lambda n, e: [RisenCounted(organisation=e.organisation, count=n.roll.all[e.organisation].count)],
    ),
}
