"""The manifesto: the room chooses a few asks, so that as much of it as possible is spoken for.

The rule is one of the line-up's (see lineup/select.py); its line comes in by a command, as line-ups do. Why
an ask is in follows from the dots: it is never stored.
"""

from typing import NamedTuple

import msgspec

from opennight.night import asks, people
from opennight.night.board import on_board
from opennight.night.choosing import MOST, require_number, require_sharing
from opennight.night.closed import refuse_closed
from opennight.night.kept.assembly import Ask
from opennight.night.kept.people import Person
from opennight.night.messages import Command, Event, Label, Refused, Undo, _
from opennight.night.slips import require_slip
from opennight.night.state import Night

PLACES = 6
DOTS = 6


class OpenManifesto(Command, frozen=True):
    """Let everybody choose what is asked, with the asks on the board; also once more, with other numbers. The
    dots given stay."""

    places: int = PLACES
    dots: int = DOTS


class CloseManifesto(Command, frozen=True):
    pass


class SettleManifesto(Command, frozen=True):
    """What the room chose: the first of this `line`, in which the rule takes the asks."""

    line: tuple[int, ...]


class PutAll(Command, frozen=True):
    """Put all asks as they stand, without a choice."""


class MoveAsk(Command, frozen=True):
    """One place up or down among those that are put."""

    ask: int
    up: bool


class BackAsk(Command, frozen=True):
    """Give the ask one of the person's dots."""

    person: int
    ask: int


class UnbackAsk(Command, frozen=True):
    person: int
    ask: int


class ManifestoSet(Event, frozen=True):
    KIND = "manifesto-set"

    open: bool
    places: int
    dots: int
    chosen: tuple[int, ...]
    order: tuple[int, ...]


class AskBacked(Event, frozen=True):
    KIND = "ask-backed"

    person: int
    ask: int


class AskUnbacked(Event, frozen=True):
    KIND = "ask-unbacked"

    person: int
    ask: int


class Chosen(NamedTuple):
    """An ask that the room chose: how many `back` it, and how many of them have `nothing` before it."""

    ask: Ask
    back: int
    nothing: int


def put(night: Night) -> list[Ask]:
    """The asks that are put to somebody, in the order in which they are."""
    those = (night.manifesto.asks[no] for no in night.manifesto.order)
    return [ask for ask in those if asks.is_seen(night, ask)]


def is_on(night: Night) -> bool:
    """Whether dots can be given now."""
    return night.manifesto.open and night.phase == "share"


def backers(night: Night, ask: int) -> dict[int, None]:
    return night.manifesto.given.get(ask, {})


def by_person(night: Night, no: int) -> list[int]:
    """The asks with a dot of this person; the dots of those that are gone are free."""
    found = night.manifesto.asks
    return [ask for ask in night.people[no].backs if asks.is_seen(night, found[ask])]


def left(night: Night, no: int) -> int | None:
    """None: as many as they like."""
    most = night.manifesto.dots
    return max(0, most - len(by_person(night, no))) if most else None


def voters(night: Night, among: tuple[int, ...] | None = None) -> set[int]:
    """Who backs any of these asks; of all that can be seen, if none are named."""
    those = [ask.no for ask in asks.standing(night)] if among is None else among
    return {person for ask in those for person in backers(night, ask)}


def chosen(night: Night) -> list[Chosen]:
    """What the room chose, in the order of the rule, and why. Nothing as long as it chooses."""
    if night.manifesto.open:
        return []
    before: set[int] = set()
    found = []
    for no in night.manifesto.chosen:
        mine = backers(night, no)
        if asks.is_seen(night, night.manifesto.asks[no]):
            found.append(Chosen(night.manifesto.asks[no], len(mine), len(mine.keys() - before)))
            before |= mine.keys()
    return found


def reach(night: Night) -> tuple[int, int]:
    """How many people gave dots, and how many of them have at least one of their choices among the chosen."""
    return len(voters(night)), len(voters(night, night.manifesto.chosen))


def by_dots(night: Night) -> tuple[int, ...]:
    """What would be in by the number of dots alone."""
    ranked = sorted((ask.no for ask in asks.standing(night)), key=lambda no: (-len(backers(night, no)), no))
    return tuple(no for no in ranked if backers(night, no))[: len(night.manifesto.chosen)]


def as_it_is(night: Night) -> ManifestoSet:
    its = night.manifesto
    return ManifestoSet(open=its.open, places=its.places, dots=its.dots, chosen=its.chosen, order=its.order)


def changed(night: Night, **changes: object) -> list[Event]:
    before = as_it_is(night)
    now = msgspec.structs.replace(before, **changes)
    return [] if now == before else [now]


def open_choice(night: Night, command: OpenManifesto) -> list[Event]:
    require_sharing(night)
    places = require_number(command.places, "places")
    if not 0 <= command.dots <= MOST:
        raise Refused(_("Pick a number between 0 and %(most)s."), field="dots", most=MOST)
    if not asks.standing(night):
        raise Refused(_("There is nothing to choose from yet. Take something up first."), "late")
    opened = changed(night, open=True, places=places, dots=command.dots, chosen=(), order=())
    return [*opened, *(on_board(night, "assembly") if opened else ())]


def close(night: Night, command: CloseManifesto) -> list[Event]:
    refuse_closed(night)
    return changed(night, open=False)


def require_dots(night: Night) -> None:
    if not voters(night):
        raise Refused(_("Nobody has chosen anything yet."), "late")


def settle(night: Night, command: SettleManifesto) -> list[Event]:
    """The line may name what was dropped meanwhile, or nobody wants: that is passed over."""
    refuse_closed(night)
    if night.manifesto.open or not night.manifesto.places:
        raise Refused(_("Let the room choose first, then close the choice."), "late")
    seen = {ask.no for ask in asks.standing(night)}
    wanted = [no for no in dict.fromkeys(command.line) if no in seen and backers(night, no)]
    require_dots(night)
    those = tuple(wanted[: night.manifesto.places])
    return changed(night, chosen=those, order=those)


def put_all(night: Night, command: PutAll) -> list[Event]:
    refuse_closed(night)
    those = tuple(ask.no for ask in asks.standing(night))
    if not those:
        raise Refused(_("There is nothing to put forward yet. Take something up first."), "late")
    if len(those) > MOST:
        raise Refused(_("More than %(most)s asks: let the room choose."), "full", most=MOST)
    return changed(night, open=False, chosen=(), order=those)


def move(night: Night, command: MoveAsk) -> list[Event]:
    refuse_closed(night)
    line = [ask.no for ask in put(night)]
    if command.ask not in line:
        raise Refused(_("There is no such ask."), "missing")
    at = line.index(command.ask)
    to = at - 1 if command.up else at + 1
    if not 0 <= to < len(line):
        return []
    line[at], line[to] = line[to], line[at]
    return changed(night, order=tuple(line))


def require_open(night: Night) -> None:
    require_sharing(night)
    if not night.manifesto.open:
        raise Refused(_("The host has not opened the choice."), "late")


def back(night: Night, command: BackAsk) -> list[Event]:
    person = people.require_self(night, command, command.person)
    require_open(night)
    require_slip(night, person.no)
    ask = asks.find(night, command.ask)
    if ask.no in person.backs:
        return []
    if left(night, person.no) == 0:
        raise Refused(_("You have no dots left. Take one back first."), "full")
    return [AskBacked(person=person.no, ask=ask.no)]


def unback(night: Night, command: UnbackAsk) -> list[Event]:
    person = people.require_self(night, command, command.person)
    require_open(night)
    return [AskUnbacked(person=person.no, ask=command.ask)] if command.ask in person.backs else []


def was_set(night: Night, event: ManifestoSet) -> None:
    its = night.manifesto
    its.open, its.places, its.dots = event.open, event.places, event.dots
    its.chosen, its.order = event.chosen, event.order


def was_backed(night: Night, event: AskBacked) -> None:
    night.people[event.person].backs[event.ask] = None
    night.manifesto.given.setdefault(event.ask, {})[event.person] = None


def was_unbacked(night: Night, event: AskUnbacked) -> None:
    night.people[event.person].backs.pop(event.ask, None)
    night.manifesto.given[event.ask].pop(event.person, None)


def take_off(night: Night, person: Person) -> None:
    """The person's dots leave the counts; they stay listed with the person."""
    for ask in person.backs:
        night.manifesto.given[ask].pop(person.no, None)


def put_back(night: Night, person: Person) -> None:
    for ask in person.backs:
        night.manifesto.given.setdefault(ask, {})[person.no] = None


def called(night: Night, event: ManifestoSet) -> Label:
    if event.open != night.manifesto.open:
        return Label(_("opening the choice of asks") if event.open else _("closing the choice of asks"))
    if event.chosen != night.manifesto.chosen or not night.manifesto.order:
        return Label(_("settling which asks are put forward"))
    return Label(_("changing the asks put forward"))


DECIDE = {
    OpenManifesto: open_choice,
    CloseManifesto: close,
    SettleManifesto: settle,
    PutAll: put_all,
    MoveAsk: move,
    BackAsk: back,
    UnbackAsk: unback,
}
EVOLVE = {
    ManifestoSet: was_set,
    AskBacked: was_backed,
    AskUnbacked: was_unbacked,
}
UNDO: dict[type[Event], Undo] = {
    ManifestoSet: (called, lambda n, e: [as_it_is(n)]),
}
