"""Cards for others out of sight: by the desk, or by whoever made them; and back."""

from opennight.night import sight, why
from opennight.night.kept.leaflets import Leaflet
from opennight.night.leaflets import find, require_theirs
from opennight.night.messages import Called, Command, Event, Label, Undo, _
from opennight.night.state import Night


class HideLeaflet(Command, frozen=True):
    """By its author, who takes it back; or by the desk, which may say why."""

    leaflet: int
    why: str = ""


class ShowLeaflet(Command, frozen=True):
    leaflet: int


class LeafletHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "leaflet-hidden"
    PERSONAL = ("why",)

    leaflet: int
    waiting: bool = False
    why: str = ""


class LeafletShown(Event, frozen=True):
    KIND = "leaflet-shown"

    leaflet: int


def waiting(night: Night) -> list[Leaflet]:
    """What the desk has yet to read, oldest first."""
    return [one for one in night.further.leaflets.values() if one.waiting]


def hide(night: Night, command: HideLeaflet) -> list[Event]:
    leaflet = require_theirs(night, command, command.leaflet)
    return sight.hide(leaflet, LeafletHidden(leaflet=leaflet.no, why=why.tidied(command.why)))


def show(night: Night, command: ShowLeaflet) -> list[Event]:
    leaflet = find(night, command.leaflet)
    return sight.show(leaflet, LeafletShown(leaflet=leaflet.no))


def hidden(night: Night, event: LeafletHidden) -> None:
    sight.put(night.further.leaflets[event.leaflet], hidden=True, waiting=event.waiting)


def shown(night: Night, event: LeafletShown) -> None:
    sight.put(night.further.leaflets[event.leaflet], hidden=False)


def called(waiting: str, otherwise: str) -> Called:
    """What a step is called, by whether the card waited to be read."""
    return lambda night, event: Label(waiting if night.further.leaflets[event.leaflet].waiting else otherwise)


def sight_back(night: Night, event: LeafletHidden | LeafletShown) -> list[Event]:
    """What it was: seen, hidden, or waiting."""
    no = event.leaflet
    return sight.back(
        night.further.leaflets[no],
        lambda waits: LeafletHidden(leaflet=no, waiting=waits),
        LeafletShown(leaflet=no),
    )


DECIDE = {HideLeaflet: hide, ShowLeaflet: show}
EVOLVE = {LeafletHidden: hidden, LeafletShown: shown}
UNDO: dict[type[Event], Undo] = {
    LeafletHidden: (called(_("turning away a card for others"), _("hiding a card for others")), sight_back),
    LeafletShown: (
        called(_("letting in a card for others"), _("bringing back a card for others")),
        sight_back,
    ),
}
