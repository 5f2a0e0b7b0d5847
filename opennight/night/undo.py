"""Steps of the desk that can be undone. An undo writes the events that take the step back into the log."""

from collections.abc import Callable, Mapping
from typing import Any

from opennight.night import groups, people, removal
from opennight.night.kept.parts import Phase
from opennight.night.kept.steps import Step
from opennight.night.messages import Command, Event, Label, Recorded, Refused, Undo, _
from opennight.night.nights import PhaseMoved
from opennight.night.state import Night

KEPT = 20
NAMES: dict[str, Callable[[Night, int], str]] = {
    "pitch": lambda night, no: night.pitches[no].title,
    "into": lambda night, no: night.pitches[no].title,
    "group": lambda night, no: groups.pitch(night, no).title,
    "person": people.name,
}
"""How the things that a label is about are called; any other value is shown as the number it is."""


class UndoStep(Command, frozen=True):
    """Take back the desk's last step; `step` is the number of the one that was meant."""

    step: int


class StepUndone(Event, frozen=True):
    """The events that follow under the same command take back the step with this number."""

    KIND = "step-undone"

    step: int


def last(night: Night) -> Step | None:
    return night.steps[-1] if night.steps else None


def reopens(night: Night) -> Phase | None:
    """The phase in which undoing the last step would open a closed night again; None if it would not."""
    step = last(night)
    if night.phase != "closed" or step is None:
        return None
    return next((event.to for event in step.back if isinstance(event, PhaseMoved)), None)


def values(night: Night, label: Label) -> dict[str, str | int]:
    """What goes into the text of a label."""
    return {what: NAMES[what](night, no) if what in NAMES else no for what, no in label.about.items()}


def remember(night: Night, recorded: Recorded, table: Mapping[type[Event], Undo]) -> Step | None:
    """Keep what takes this event of the desk back, in the step that is returned; None if nothing does. Called
    before the event changes the state.

    All events of one command are one step, called after the first. An undo is not a step itself.
    """
    if isinstance(recorded.event, StepUndone):
        night.undone = recorded.key
    if type(recorded.event) not in table or recorded.key == night.undone:
        return None
    called, back = table[type(recorded.event)]
    events = back(night, recorded.event)
    step = last(night)
    if step and step.command == recorded.key:
        step.back[:0] = events
    else:
        step = Step(recorded.version, recorded.key, called(night, recorded.event), events)
        night.steps.append(step)
        night.forgettable += (no for gone in night.steps[:-KEPT] for no in gone.forgets)
        del night.steps[:-KEPT]
    return step


def put_off(night: Night, step: Step, known: int) -> None:
    """What became forgettable by an event of this step (all but the first `known`) becomes so once the step
    is out of reach: until then an undo may bring it back, also after a restart."""
    step.forgets += night.forgettable[known:]
    del night.forgettable[known:]


def undo(night: Night, command: UndoStep) -> list[Event]:
    step = last(night)
    if step is None:
        raise Refused(_("There is nothing to undo."), "late")
    if step.no != command.step:
        raise Refused(_("Something else has been done since. Check the desk before you undo."), "late")
    return [StepUndone(step=step.no), *step.back, *removal.undoing(night, step.back)]


def undone(night: Night, event: StepUndone) -> None:
    if night.steps and night.steps[-1].no == event.step:
        night.forgettable += night.steps.pop().forgets


DECIDE: dict[type[Command], Callable[[Night, Any], list[Event]]] = {UndoStep: undo}
EVOLVE: dict[type[Event], Callable[[Night, Any], None]] = {StepUndone: undone}
UNDO: dict[type[Event], Undo] = {}
