"""A night that comes from an archive: where it was before, and that nobody's old desk link opens it."""

import msgspec

from opennight.night.messages import DESK, Command, Event
from opennight.night.state import Night


class TakeIn(Command, frozen=True):
    """This log was read from an archive of the night `of`, whose last row had this `hash`."""

    of: str
    hash: str


class NightTakenIn(Event, frozen=True):
    """`bound`: the desk key follows from this event, too, since the same archive may come in again once the
    night that it made was deleted."""

    KIND = "night-taken-in"

    of: str
    hash: str
    bound: bool = False


def take_in(night: Night, command: TakeIn) -> list[Event]:
    """A night may travel several times; the same archive comes in once."""
    if night.taken_in == command.hash:
        return []
    return [NightTakenIn(of=command.of, hash=command.hash, bound=True)]


def taken_in(night: Night, event: NightTakenIn) -> None:
    night.taken_in = event.hash
    night.desk_key += 1  # links to the desk, for helpers and for reporters were made where it was before
    night.desk_made = night.version if event.bound else night.desk_made
    night.helper_links.pop(0, None)
    forget_the_other_server(night)


def forget_the_other_server(night: Night) -> None:
    """Codes name nights of the server on which it was. What people wrote about its cards and to its groups
    stays there, as do those who would read more of it: nobody takes messages here until they or the host say
    so."""
    its = night.further
    for no, origin in its.origins.items():
        its.origins[no] = msgspec.structs.replace(origin, code="")
    for no, use in its.uses.items():
        its.uses[no] = msgspec.structs.replace(use, public=use.public and not use.code)
    for knock in its.knocks.values():
        knock.ended = knock.ended or "owner"
        knock.agreed.clear()
    for leaflet in its.leaflets.values():
        leaflet.quiet = leaflet.quiet or leaflet.person != DESK
    its.takers.clear()
    its.passed_on = False


DECIDE = {TakeIn: take_in}
EVOLVE = {NightTakenIn: taken_in}
