"""What one group said to another is taken away, and brought back."""

from opennight.night import people, sight, why
from opennight.night.closed import refuse_closed
from opennight.night.messages import Called, Command, Event, Label, Refused, Undo, _
from opennight.night.passing import find
from opennight.night.state import Night


class HidePassed(Command, frozen=True):
    """By its writer or by the desk, which may say why."""

    passed: int
    why: str = ""


class ShowPassed(Command, frozen=True):
    passed: int


class PassedHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "passed-hidden"
    PERSONAL = ("why",)

    passed: int
    waiting: bool = False
    why: str = ""


class PassedShown(Event, frozen=True):
    KIND = "passed-shown"

    passed: int


def hide(night: Night, command: HidePassed) -> list[Event]:
    one = find(night, command.passed)
    if not command.at_desk:
        refuse_closed(night)
        people.known(night, command.by)
        if command.by != one.person:
            raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return sight.hide(one, PassedHidden(passed=one.no, why=why.tidied(command.why)))


def show(night: Night, command: ShowPassed) -> list[Event]:
    one = find(night, command.passed)
    return sight.show(one, PassedShown(passed=one.no))


def was_hidden(night: Night, event: PassedHidden) -> None:
    sight.put(night.connections.passed[event.passed], hidden=True, waiting=event.waiting)


def was_shown(night: Night, event: PassedShown) -> None:
    sight.put(night.connections.passed[event.passed], hidden=False)


def sight_back(night: Night, event: PassedHidden | PassedShown) -> list[Event]:
    """What it was: seen, hidden, or waiting."""
    no = event.passed
    return sight.back(
        night.connections.passed[no],
        lambda waits: PassedHidden(passed=no, waiting=waits),
        PassedShown(passed=no),
    )


def called(waiting: str, otherwise: str) -> Called:
    """What a step is called, by whether it waited, with the group that says it as %(group)s."""

    def label(night: Night, event: PassedHidden | PassedShown) -> Label:
        one = night.connections.passed[event.passed]
        return Label(waiting if one.waiting else otherwise, about={"group": one.group})

    return label


DECIDE = {HidePassed: hide, ShowPassed: show}
EVOLVE = {PassedHidden: was_hidden, PassedShown: was_shown}
UNDO: dict[type[Event], Undo] = {
    PassedHidden: (
        called(_("turning away a message of %(group)s"), _("hiding a message of %(group)s")),
        sight_back,
    ),
    PassedShown: (
        called(_("letting in a message of %(group)s"), _("bringing back a message of %(group)s")),
        sight_back,
    ),
}
