"""Cards for others: what a night has to give, and how to run it oneself. In the code they are leaflets.

Five kinds: information, a conversation, an exchange, a product, a service; free, or with a price in words, as
nothing is paid here. Whoever said something makes a card from it, the host from anything, and anybody of the
night makes one afresh; also months later. What one can be made from is in leaflet_sources.py; how they are
hidden and shown in leaflet_sight.py.
"""

from typing import TypedDict

from opennight.night import leaflet_sources, people, sequels, sight, slow
from opennight.night.kept.leaflets import LEAFLET_KINDS, Leaflet, LeafletKind
from opennight.night.kept.taking import TakenCard
from opennight.night.messages import DESK, Command, Event, Label, Refused, Undo, _, clean, fields_of, plain
from opennight.night.quotas import places
from opennight.night.state import Night

TITLE = 80
TEXT = 1000
SHORT = 80
SIDE = 200
RULES = 600
STEPS = 3000
MOST_A_PERSON = 10
"""That stand at a time."""
MOST_EVER = 40
MOST = 200
WORDS = ("title", "text", "price", "yours", "ours", "rules", "steps")


class MakeLeaflet(Command, frozen=True):
    """`person` makes it, or DESK; from what stands at the anchor `about`, or afresh."""

    person: int
    kind: str
    title: str
    text: str
    price: str = ""
    yours: str = ""
    ours: str = ""
    rules: str = ""
    steps: str = ""
    about: str = ""


class EditLeaflet(Command, frozen=True):
    leaflet: int
    kind: str
    title: str
    text: str
    price: str = ""
    yours: str = ""
    ours: str = ""
    rules: str = ""
    steps: str = ""


class CloseLeaflet(Command, frozen=True):
    """It can be had no more; or again."""

    leaflet: int
    closed: bool = True


class LeafletMade(Event, frozen=True):
    KIND = "leaflet-made"
    PERSONAL = WORDS

    no: int
    person: int
    kind: LeafletKind
    title: str = ""
    text: str = ""
    price: str = ""
    yours: str = ""
    ours: str = ""
    rules: str = ""
    steps: str = ""
    about: str = ""
    origin: int = 0
    waiting: bool = False


class LeafletEdited(Event, frozen=True):
    """`waiting`: nobody else sees it until the desk has read what it says now."""

    KIND = "leaflet-edited"
    PERSONAL = WORDS

    leaflet: int
    kind: LeafletKind
    title: str = ""
    text: str = ""
    price: str = ""
    yours: str = ""
    ours: str = ""
    rules: str = ""
    steps: str = ""
    waiting: bool = False


class LeafletClosed(Event, frozen=True):
    KIND = "leaflet-closed"

    leaflet: int
    closed: bool


def seen(night: Night, leaflet: Leaflet) -> bool:
    """Whether everybody sees it. What somebody wrote who was removed left with them."""
    author = night.people.get(leaflet.person)
    return not (leaflet.hidden or leaflet.closed or (author and author.removed))


def all_seen(night: Night) -> list[Leaflet]:
    """The cards that everybody sees, the newest first."""
    return [one for one in reversed(night.further.leaflets.values()) if seen(night, one)]


def of_person(night: Night, no: int) -> list[Leaflet]:
    """All that this person ever made and nobody took away, the newest first; DESK: the host's."""
    return [
        one
        for one in reversed(night.further.leaflets.values())
        if one.person == no and not sight.is_gone(one)
    ]


def words(leaflet: Leaflet) -> str:
    """All that it says."""
    return "\n".join(filter(None, (getattr(leaflet, name) for name in WORDS)))


def find(night: Night, no: int) -> Leaflet:
    leaflet = night.further.leaflets.get(no)
    if leaflet is None:
        raise Refused(_("This night has no such card."), "missing")
    return leaflet


def find_seen(night: Night, no: int) -> Leaflet:
    """The card, if everybody sees it. Raises `Refused`."""
    leaflet = find(night, no)
    if not seen(night, leaflet):
        raise Refused(_("This night has no such card."), "missing")
    return leaflet


def require_theirs(night: Night, command: Command, no: int) -> Leaflet:
    """The card, if the sender made it or is the desk. Raises `Refused`."""
    leaflet = find(night, no)
    if not command.at_desk and people.known(night, command.by).no != leaflet.person:
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return leaflet


class Said(TypedDict):
    """What a card says, tidied."""

    kind: LeafletKind
    title: str
    text: str
    price: str
    yours: str
    ours: str
    rules: str
    steps: str


def kind_of(text: str) -> LeafletKind:
    for kind in LEAFLET_KINDS:
        if kind == text:
            return kind
    raise Refused(_("Pick one of these."), field="kind")


def tidied(command: MakeLeaflet | EditLeaflet) -> Said:
    """What it says. Raises `Refused`."""
    return {
        "kind": kind_of(command.kind),
        "title": clean(command.title, TITLE, "title"),
        "text": clean(command.text, TEXT, "text", lines=True),
        "price": clean(command.price, SHORT, "price", least=0),
        "yours": clean(command.yours, SIDE, "yours", least=0),
        "ours": clean(command.ours, SIDE, "ours", least=0),
        "rules": clean(command.rules, RULES, "rules", least=0, lines=True),
        "steps": clean(command.steps, STEPS, "steps", least=0, lines=True),
    }


def require_source(night: Night, command: MakeLeaflet) -> str:
    """The anchor that it is made from. Raises `Refused`."""
    about = command.about.strip()
    found = leaflet_sources.source(night, about) if about else None
    if about and found is None:
        raise Refused(_("These words are not in this record."), "missing", field="about")
    if found and not command.at_desk and command.person not in found.authors:
        raise Refused(_("Only the person who said this, or the host, can make a card from it."), "forbidden")
    return about


def refuse_crowding(night: Night, command: MakeLeaflet) -> None:
    """Raise `Refused` if there is no room for one more."""
    standing = [one for one in night.further.leaflets.values() if not (one.closed or sight.is_gone(one))]
    if len(standing) >= places(MOST, desk=command.at_desk):
        raise Refused(_("The page can hold no more."), "quota")
    if command.person == DESK:
        return
    own = [one for one in night.further.leaflets.values() if one.person == command.person]
    if len(own) >= MOST_EVER or sum(one in standing for one in own) >= MOST_A_PERSON:
        raise Refused(_("You have made as many cards as one person can. Close one first."), "quota")
    slow.refuse_haste(night, command, max((one.at for one in own), default=None))


def make(night: Night, command: MakeLeaflet) -> list[Event]:
    if command.person != DESK or not command.at_desk:
        people.require_self(night, command, command.person)
    if not sequels.is_over(night):
        raise Refused(_("You can make cards once the groups have shared what they found."), "late")
    about, said = require_source(night, command), tidied(command)
    refuse_crowding(night, command)
    waits = night.setup.approve_notes and not command.at_desk
    no = len(night.further.leaflets) + 1
    return [LeafletMade(no=no, person=command.person, about=about, waiting=waits, **said)]


def edit(night: Night, command: EditLeaflet) -> list[Event]:
    leaflet = require_theirs(night, command, command.leaflet)
    said = tidied(command)
    before = said_by(leaflet)
    if said == before:
        return []
    changed = said != {**before, "kind": said["kind"]}
    waits = changed and night.setup.approve_notes and not command.at_desk and not leaflet.hidden
    return [LeafletEdited(leaflet=leaflet.no, waiting=waits, **said)]


def close(night: Night, command: CloseLeaflet) -> list[Event]:
    leaflet = require_theirs(night, command, command.leaflet)
    if leaflet.closed == command.closed:
        return []
    if not command.closed and not command.at_desk:
        open_ = [one for one in of_person(night, leaflet.person) if not one.closed]
        if len(open_) >= MOST_A_PERSON:
            raise Refused(_("You have made as many cards as one person can. Close one first."), "quota")
    return [LeafletClosed(leaflet=leaflet.no, closed=command.closed)]


def made(night: Night, event: LeafletMade) -> None:
    night.further.leaflets[event.no] = Leaflet(
        no=event.no,
        person=event.person,
        at=night.at,
        about=event.about,
        origin=event.origin,
        hidden=event.waiting,
        waiting=event.waiting,
        **said_by(event),
    )


def said_by(one: Leaflet | LeafletMade | LeafletEdited | TakenCard) -> Said:
    return fields_of(one, Said)


def edited(night: Night, event: LeafletEdited) -> None:
    leaflet = night.further.leaflets[event.leaflet]
    for name, value in said_by(event).items():
        setattr(leaflet, name, value)
    if event.waiting:
        leaflet.hidden = leaflet.waiting = True


def was_closed(night: Night, event: LeafletClosed) -> None:
    night.further.leaflets[event.leaflet].closed = event.closed


def edit_back(night: Night, event: LeafletEdited) -> list[Event]:
    old = night.further.leaflets[event.leaflet]
    return [LeafletEdited(leaflet=old.no, waiting=old.waiting, **said_by(old))]


def close_called(night: Night, event: LeafletClosed) -> Label:
    return Label(_("closing a card") if event.closed else _("opening a card again"))


def close_back(night: Night, event: LeafletClosed) -> list[Event]:
    return [LeafletClosed(leaflet=event.leaflet, closed=night.further.leaflets[event.leaflet].closed)]


DECIDE = {MakeLeaflet: make, EditLeaflet: edit, CloseLeaflet: close}
EVOLVE = {LeafletMade: made, LeafletEdited: edited, LeafletClosed: was_closed}
UNDO: dict[type[Event], Undo] = {
    LeafletEdited: (plain(_("changing a card")), edit_back),
    LeafletClosed: (close_called, close_back),
}
