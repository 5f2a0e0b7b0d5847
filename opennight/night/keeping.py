"""What becomes of promises: an action is done, gets another date, or is let go, also months after the night.

Whoever is in on it says so; if nobody is, whoever was in its group. The desk says so for people without a
phone, and where nobody with one is in. Words about it are a sequel (see sequels.py): what came of it.
"""

from typing import NamedTuple

from opennight.night import days, groups, people, promises, sequels
from opennight.night.kept.promises import Promise, State
from opennight.night.messages import DESK, Command, Event, Label, Refused, Undo, _
from opennight.night.promises import PromiseLeft, Subject
from opennight.night.sequels import AddSequel
from opennight.night.state import Night

KEPT = ("note", "joint")
"""What can be kept: actions of a group, and those of two together."""
MOST_TURNS = 60
"""How often one promise can change; the desk can always."""


class KeepPromise(Command, frozen=True):
    """`person` says that it is done, and maybe in `text` what came of it. 0 is the desk, here and below."""

    person: int
    about: str
    text: str = ""


class MovePromise(Command, frozen=True):
    """Its day (YYYY-MM-DD) is another one now; it is open again, if it was not."""

    person: int
    about: str
    day: str


class LetPromiseGo(Command, frozen=True):
    """It will not be done, and maybe in `text` why. While others are in, only this person leaves it."""

    person: int
    about: str
    text: str = ""


class TakePromiseUp(Command, frozen=True):
    """It is open again: that it was done or let go was a slip, or somebody takes it up after all."""

    person: int
    about: str


class PromiseStands(Event, frozen=True):
    """How it stands from now on; `person` says so (0: the desk). `since` when (ms), if not from now on: an
    undo puts back what was."""

    KIND = "promise-stands"

    about: str
    person: int
    state: State
    day: str = ""
    since: int | None = None


class Standing(NamedTuple):
    """How a promise stands; `changed` is when somebody last said so (ms), 0 for never."""

    state: State = "open"
    day: str = ""
    changed: int = 0


def subject(night: Night, about: str) -> Subject | None:
    """What it is about, if that can be kept and the room can see it."""
    return promises.subject(night, about) if about.partition(":")[0] in KEPT else None


def stands(night: Night, about: str) -> Standing:
    """What somebody said who was removed counts for nothing, until they are let back in."""
    its = night.promises.get(about)
    if its is None or (its.by and night.people[its.by].removed):
        return Standing()
    return Standing(its.state, its.day, its.changed)


def may(night: Night, person: int, about: str) -> bool:
    """Whether it is this person's to say how it stands; 0: the desk's."""
    found, those = subject(night, about), promises.owners(night, about)
    if found is None:
        return False
    if person == DESK:
        return not any(night.people[no].phone for no in those)
    those_groups = (night.groups[no] for no in (found.group, found.also) if no)
    there = any(groups.was_there(night, person, group) for group in those_groups)
    return person in those if those else there


def require(night: Night, command: Command, person: int, about: str) -> Promise:
    """The promise, if the sender may say how it stands. Raises `Refused`."""
    if subject(night, about) is None:
        raise Refused(_("There is nothing like that to promise."), "missing")
    if not sequels.is_over(night):
        raise Refused(_("Wait until the groups have shared what they found."), "late")
    if person != DESK or not command.at_desk:
        people.only_self(command, person)
        if command.at_desk and people.known(night, person).phone:
            raise Refused(_("They have a phone, so they can say this themselves."), "forbidden")
        people.known(night, person)
    if not may(night, person, about):
        raise Refused(_("Only people who are in on it can say what became of it."), "forbidden")
    its = night.promises.get(about) or Promise(about)
    if its.turns >= MOST_TURNS and not command.at_desk:
        raise Refused(_("This has changed too many times. Ask the host to set it right."), "quota")
    return its


def stand(night: Night, command: Command, person: int, about: str, state: State, day: str) -> list[Event]:
    """How it stands from now on; nothing, if it does already."""
    now = stands(night, about)
    if (now.state, now.day) == (state, day):
        return []
    return [PromiseStands(about=about, person=person, state=state, day=day)]


def said(night: Night, command: KeepPromise | LetPromiseGo) -> list[Event]:
    """The words, if there are any: they are moderated, shown and taken back as others are that came after."""
    if not command.text.strip() or command.person == DESK:
        return []
    its = AddSequel(
        id=command.id,
        at=command.at,
        actor=command.actor,
        person=command.person,
        text=command.text,
        about=command.about,
    )
    return sequels.add(night, its)


def keep(night: Night, command: KeepPromise) -> list[Event]:
    require(night, command, command.person, command.about)
    day = stands(night, command.about).day
    done = stand(night, command, command.person, command.about, "done", day)
    return [*done, *said(night, command)]


def let_go(night: Night, command: LetPromiseGo) -> list[Event]:
    require(night, command, command.person, command.about)
    others = [no for no in promises.owners(night, command.about) if no != command.person]
    if others and command.person != DESK:
        return [*said(night, command), PromiseLeft(person=command.person, about=command.about)]
    day = stands(night, command.about).day
    gone = stand(night, command, command.person, command.about, "let go", day)
    return [*gone, *said(night, command)]


def take_up(night: Night, command: TakePromiseUp) -> list[Event]:
    require(night, command, command.person, command.about)
    day = stands(night, command.about).day
    return stand(night, command, command.person, command.about, "open", day)


def move(night: Night, command: MovePromise) -> list[Event]:
    require(night, command, command.person, command.about)
    day = days.picked(command.day, "day", days.earliest(command.at))
    return stand(night, command, command.person, command.about, "open", day)


def stood(night: Night, event: PromiseStands) -> None:
    its = night.promises.setdefault(event.about, Promise(event.about))
    its.state, its.day, its.by = event.state, event.day, event.person
    if event.since is None:
        its.changed, its.turns = night.at, its.turns + 1
        return
    its.changed, its.turns = event.since, its.turns - 1
    if its == Promise(event.about):
        del night.promises[event.about]


def called(night: Night, event: PromiseStands) -> Label:
    now = stands(night, event.about)
    if event.state == "done":
        return Label(_("ticking off a promise"))
    if event.state == "let go":
        return Label(_("letting a promise go"))
    return Label(_("moving a promise") if event.day != now.day else _("opening a promise again"))


def back(night: Night, event: PromiseStands) -> list[Event]:
    was = night.promises.get(event.about) or Promise(event.about)
    return [PromiseStands(about=was.about, person=was.by, state=was.state, day=was.day, since=was.changed)]


DECIDE = {KeepPromise: keep, MovePromise: move, LetPromiseGo: let_go, TakePromiseUp: take_up}
EVOLVE = {PromiseStands: stood}
UNDO: dict[type[Event], Undo] = {PromiseStands: (called, back)}
