"""The door: who walks in, and who waits there until the host lets them in.

Everybody walks in up to the expected number. Beyond it, and in a flood, newcomers wait: they are no persons
yet, so they are in no list and no count, and can do nothing. The door's own page carries a ticket, which
makes the difference between a room full of phones, however fast it comes, and a script that only sends names.
"""

import itertools
from collections import Counter
from collections.abc import Iterator

from opennight.night import entrance, names, people, removal, slips
from opennight.night.closed import refuse_closed
from opennight.night.kept.door import Newcomer
from opennight.night.kept.setups import Setup
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, ngettext
from opennight.night.people import MOST_PEOPLE, Join, PersonJoined, PersonRenamed
from opennight.night.state import Night

FEWEST = 60
"""Expected in the smallest night …"""
MANY = 300
"""… and in one whose rooms are not known."""
MINUTE = 60_000
TRICKLE = 6
"""Without a ticket, so many walk in within a minute …"""
SHARE = 4
"""… and, of those expected, one in so many at all."""
MOST_WAITING = {True: 1000, False: 100}
"""With a ticket, and without."""


class LetIn(Command, frozen=True):
    newcomers: tuple[int, ...]


class TurnAway(Command, frozen=True):
    newcomers: tuple[int, ...]


class StopWaiting(Command, frozen=True):
    newcomer: int


class WaitAs(Command, frozen=True):
    """Wait under another name."""

    newcomer: int
    name: str


class NewcomerWaits(Event, frozen=True):
    """Also for who waits already, under another name. `person`: who they were inside; only an undo sends
    anybody back."""

    KIND = "newcomer-waits"
    PERSONAL = ("name",)

    no: int
    ticket: bool
    name: str = ""
    person: int = 0


class NewcomersLetIn(Event, frozen=True):
    """They join as persons in the events that follow."""

    KIND = "newcomers-let-in"

    newcomers: tuple[int, ...]


class NewcomersSentBack(Event, frozen=True):
    """Letting these people in is undone: their dots, hearts and seats go as if they were removed, and they
    wait at the door by the events that follow."""

    KIND = "newcomers-sent-back"

    people: tuple[int, ...]


class NewcomersGone(Event, frozen=True):
    KIND = "newcomers-gone"

    newcomers: tuple[int, ...]


def expected(setup: Setup) -> int:
    """How many may come in by themselves: half as many again as there are seats, if the host does not say."""
    if setup.expected:
        return setup.expected
    seats = sum(room.seats for room in setup.rooms)
    return min(MOST_PEOPLE, max(FEWEST, seats + seats // 2)) if seats else MANY


def waiting(night: Night, *, ticket: bool) -> list[Newcomer]:
    """Who waits, in the order in which they came."""
    return [one for one in night.newcomers.values() if one.ticket == ticket]


def must_wait(night: Night, command: Join) -> bool:
    if command.at_desk or (command.slip and slips.needed(night)):
        return False
    most = expected(night.setup)
    full = night.inside >= most + min(command.spare, most)
    return full or not (command.ticket or trickles(night, command.at, most))


def trickles(night: Night, at: int, most: int) -> bool:
    """Whether so few came without a ticket that one more is no flood."""
    lately = night.loose[-TRICKLE:]
    return len(night.loose) < most // SHARE and (len(lately) < TRICKLE or lately[0] <= at - MINUTE)


def join(night: Night, command: Join) -> list[Event]:
    if not command.at_desk and not slips.needed(night):  # a slip opens the door, whatever code hangs there
        entrance.require(night, command.entrance)
    joined = people.join(night, command)
    slip = [] if command.at_desk else slips.entering(night, command.slip, joined[0].no)
    if not must_wait(night, command):
        return [*joined, *slip]
    if len(waiting(night, ticket=command.ticket)) >= MOST_WAITING[command.ticket]:
        raise Refused(_("Too many people are waiting at the door. Ask the host."), "quota")
    return [NewcomerWaits(no=night.version + 1, ticket=command.ticket, name=plain(night, command.name))]


def plain(night: Night, typed: str) -> str:
    """The name as it was given: it gets a number, if it needs one, once its owner is let in."""
    return names.choose(night, typed, waits=True)[0]


def those(night: Night, command: LetIn | TurnAway) -> list[Newcomer]:
    """Those of them who still wait."""
    return [night.newcomers[no] for no in command.newcomers if no in night.newcomers]


def let_in(night: Night, command: LetIn) -> list[Event]:
    refuse_closed(night)
    come = those(night, command)
    if night.inside + len(come) > MOST_PEOPLE:
        raise Refused(_("This night is full."), "quota")
    return [NewcomersLetIn(newcomers=tuple(one.no for one in come)), *joining(night, come)] if come else []


def joining(night: Night, come: list[Newcomer]) -> Iterator[Event]:
    """They get their numbers as persons, and names that are told apart, also from each other's. Whoever is
    let in by name has had it read; whoever was in before is the same person again."""
    waits = night.setup.approve_names and len(come) > 1
    others = Counter[str]()
    fresh = itertools.count(len(night.people) + 1)
    for one in come:
        no = one.person or next(fresh)
        name, number = (one.name, 0) if waits else names.told_apart(night, one.name, no, others)
        if one.person:
            yield from coming_back(night, one, name, number, others, waits=waits)
        else:
            yield PersonJoined(
                no=no, phone=True, name=name, number=number, ticket=one.ticket, newcomer=one.no, waiting=waits
            )
        others.update(names.looks(name) | names.looks(one.name))


def coming_back(
    night: Night, one: Newcomer, name: str, number: int, others: Counter[str], *, waits: bool
) -> Iterator[Event]:
    """Somebody who was in before, perhaps under another name."""
    person = night.people[one.person]
    yield from removal.coming_back(night, person, others)
    if one.name not in (names.without_number(person), person.unread):
        yield PersonRenamed(person=person.no, name=name, number=number, waiting=waits)


def turn_away(night: Night, command: TurnAway) -> list[Event]:
    gone = those(night, command)
    return [NewcomersGone(newcomers=tuple(one.no for one in gone))] if gone else []


def find(night: Night, no: int) -> Newcomer:
    newcomer = night.newcomers.get(no)
    if newcomer is None:
        raise Refused(_("You are no longer waiting at the door. Reload the page."), "late")
    return newcomer


def stop_waiting(night: Night, command: StopWaiting) -> list[Event]:
    return [NewcomersGone(newcomers=(find(night, command.newcomer).no,))]


def wait_as(night: Night, command: WaitAs) -> list[Event]:
    newcomer, name = find(night, command.newcomer), plain(night, command.name)
    if name == newcomer.name:
        return []
    return [NewcomerWaits(no=newcomer.no, ticket=newcomer.ticket, name=name, person=newcomer.person)]


def waits(night: Night, event: NewcomerWaits) -> None:
    known = night.newcomers.get(event.no)
    if known:
        night.forgettable.append(known.named)
    at = known.at if known else night.at
    night.newcomers[event.no] = Newcomer(event.no, event.name, at, event.ticket, night.version, event.person)
    night.entered.pop(event.no, None)


def were_let_in(night: Night, event: NewcomersLetIn) -> None:
    """From now on they are persons, and only that has their names."""
    for one in taken_off(night, event.newcomers):
        if one.person:
            night.entered[one.no] = one.person


def were_sent_back(night: Night, event: NewcomersSentBack) -> None:
    removal.removed(night, removal.PeopleRemoved(people=event.people))


def gone(night: Night, event: NewcomersGone) -> None:
    taken_off(night, event.newcomers)


def taken_off(night: Night, nos: tuple[int, ...]) -> list[Newcomer]:
    """They wait no more, and nobody needs the names under which they did, unless an undo brings them back."""
    those = [night.newcomers.pop(no) for no in nos if no in night.newcomers]
    night.forgettable += (one.named for one in those)
    return those


def turned_away(night: Night, event: NewcomersGone) -> Label:
    texts = ngettext("turning %(num)s person away", "turning %(num)s people away")
    return Label(*texts, about={"num": len(event.newcomers)})


def wait_again(night: Night, event: NewcomersGone) -> list[Event]:
    back = (night.newcomers[no] for no in event.newcomers)
    return [NewcomerWaits(no=one.no, ticket=one.ticket, name=one.name, person=one.person) for one in back]


def let_in_called(night: Night, event: NewcomersLetIn) -> Label:
    texts = ngettext("letting %(num)s person in", "letting %(num)s people in")
    return Label(*texts, about={"num": len(event.newcomers)})


def send_back(night: Night, event: NewcomersLetIn) -> list[Event]:
    """They wait at the door again, and are who they were once they are let in again. What they wrote
    meanwhile stays, as when somebody is removed: it can be taken off with them."""
    fresh = itertools.count(len(night.people) + 1)
    those = [night.newcomers[no] for no in event.newcomers]
    persons = tuple(one.person or next(fresh) for one in those)
    return [
        NewcomersSentBack(people=persons),
        *(
            NewcomerWaits(no=one.no, ticket=one.ticket, name=one.name, person=person)
            for one, person in zip(those, persons, strict=True)
        ),
    ]


DECIDE = {Join: join, LetIn: let_in, TurnAway: turn_away, StopWaiting: stop_waiting, WaitAs: wait_as}
EVOLVE = {
    NewcomerWaits: waits,
    NewcomersLetIn: were_let_in,
    NewcomersSentBack: were_sent_back,
    NewcomersGone: gone,
}
UNDO: dict[type[Event], Undo] = {
    NewcomersLetIn: (let_in_called, send_back),
    NewcomersGone: (turned_away, wait_again),
}
