"""Choosing: at the end of the sharing, the room gives its dots to the actions that it will carry together."""

from typing import NamedTuple

from opennight.night import notes, people
from opennight.night.closed import refuse_closed
from opennight.night.kept.notes import Note
from opennight.night.kept.people import Person
from opennight.night.messages import Command, Event, Label, Refused, Undo, _
from opennight.night.slips import require_slip
from opennight.night.state import Night

MOST = 20
DOTS = 3
CARRIED = 5


class OpenChoice(Command, frozen=True):
    """Let everybody choose, with so many dots each, so many actions to carry; also once more, with other
    numbers. The dots that were given stay."""

    dots: int = DOTS
    carried: int = CARRIED


class CloseChoice(Command, frozen=True):
    pass


class ChooseAction(Command, frozen=True):
    """Give the action one of the person's dots."""

    person: int
    note: int


class UnchooseAction(Command, frozen=True):
    person: int
    note: int


class ChoiceSet(Event, frozen=True):
    KIND = "choice-set"

    open: bool
    dots: int
    carried: int


class ActionChosen(Event, frozen=True):
    KIND = "action-chosen"

    person: int
    note: int


class ActionUnchosen(Event, frozen=True):
    KIND = "action-unchosen"

    person: int
    note: int


class Standing(NamedTuple):
    """An action with its dots; `carried`: it is among those that the room carries."""

    note: Note
    dots: int
    carried: bool


def actions(night: Night) -> list[Note]:
    """What there is to choose from: the actions of all groups that the room can see."""
    return [note for note in night.notes.values() if note.kind == "action" and notes.is_seen(night, note)]


def dots(night: Night, note: int) -> int:
    return len(night.choice.given.get(note, ()))


def by_person(night: Night, no: int) -> list[int]:
    """The actions with a dot of this person, without those that were taken away: their dots are free."""
    those = (night.notes[note] for note in night.people[no].chose)
    return [note.no for note in those if note.waiting or not note.hidden]


def left(night: Night, no: int) -> int:
    return max(0, night.choice.dots - len(by_person(night, no)))


def is_on(night: Night) -> bool:
    """Whether dots can be given now."""
    return night.choice.open and night.phase == "share"


def standings(night: Night) -> list[Standing]:
    """All actions, those with most dots first, then the earlier ones. Those tied with the last one that is
    carried are carried, too: nobody but the room decides."""
    ranked = sorted(actions(night), key=lambda note: (-dots(night, note.no), note.no))
    line = [dots(night, note.no) for note in ranked]
    least = max(1, line[: night.choice.carried][-1]) if line and night.choice.carried else 1
    return [
        Standing(note, count, bool(night.choice.carried) and count >= least)
        for note, count in zip(ranked, line, strict=True)
    ]


def chosen(night: Night) -> list[Standing]:
    """What the room chose; nothing as long as it chooses."""
    return [] if is_on(night) else [one for one in standings(night) if one.carried]


def require_sharing(night: Night) -> None:
    refuse_closed(night)
    if night.phase != "share":
        raise Refused(_("This opens when the groups share."), "late")


def require_open(night: Night) -> None:
    require_sharing(night)
    if not night.choice.open:
        raise Refused(_("The host has not opened the choice."), "late")


def require_number(number: int, field: str) -> int:
    if not 1 <= number <= MOST:
        raise Refused(_("Pick a number from 1 to %(most)s."), field=field, most=MOST)
    return number


def open_choice(night: Night, command: OpenChoice) -> list[Event]:
    require_sharing(night)
    each, carried = require_number(command.dots, "dots"), require_number(command.carried, "carried")
    if not actions(night):
        raise Refused(_("No group has an action yet."), "late")
    choice = night.choice
    if (choice.open, choice.dots, choice.carried) == (True, each, carried):
        return []
    return [ChoiceSet(open=True, dots=each, carried=carried)]


def close(night: Night, command: CloseChoice) -> list[Event]:
    refuse_closed(night)
    choice = night.choice
    return [ChoiceSet(open=False, dots=choice.dots, carried=choice.carried)] if choice.open else []


def find(night: Night, no: int) -> Note:
    note = notes.find_seen(night, no)
    if note.kind != "action":
        raise Refused(_("Only actions can be chosen."), "missing")
    return note


def choose(night: Night, command: ChooseAction) -> list[Event]:
    person = people.require_self(night, command, command.person)
    require_open(night)
    require_slip(night, person.no)
    note = find(night, command.note)
    if note.no in person.chose:
        return []
    if not left(night, person.no):
        raise Refused(_("You have no dots left. Take one back first."), "full")
    return [ActionChosen(person=person.no, note=note.no)]


def unchoose(night: Night, command: UnchooseAction) -> list[Event]:
    person = people.require_self(night, command, command.person)
    require_open(night)
    note = notes.find(night, command.note)
    return [ActionUnchosen(person=person.no, note=note.no)] if note.no in person.chose else []


def was_set(night: Night, event: ChoiceSet) -> None:
    choice = night.choice
    choice.open, choice.dots, choice.carried = event.open, event.dots, event.carried


def was_chosen(night: Night, event: ActionChosen) -> None:
    night.people[event.person].chose[event.note] = None
    night.choice.given.setdefault(event.note, {})[event.person] = None


def was_unchosen(night: Night, event: ActionUnchosen) -> None:
    night.people[event.person].chose.pop(event.note, None)
    night.choice.given[event.note].pop(event.person, None)


def take_off(night: Night, person: Person) -> None:
    """The person's dots leave the counts; they stay listed with the person."""
    for note in person.chose:
        night.choice.given[note].pop(person.no, None)


def put_back(night: Night, person: Person) -> None:
    for note in person.chose:
        night.choice.given.setdefault(note, {})[person.no] = None


def called(night: Night, event: ChoiceSet) -> Label:
    return Label(_("opening the choice of actions") if event.open else _("closing the choice of actions"))


def set_back(night: Night, event: ChoiceSet) -> list[Event]:
    choice = night.choice
    return [ChoiceSet(open=choice.open, dots=choice.dots, carried=choice.carried)]


DECIDE = {
    OpenChoice: open_choice,
    CloseChoice: close,
    ChooseAction: choose,
    UnchooseAction: unchoose,
}
EVOLVE = {ChoiceSet: was_set, ActionChosen: was_chosen, ActionUnchosen: was_unchosen}
UNDO: dict[type[Event], Undo] = {ChoiceSet: (called, set_back)}
