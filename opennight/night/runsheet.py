"""The run sheet as the night follows it: which parts have begun, and what the host says in each.

What a sheet may be is in sheet.py; how the night keeps to it, in pace.py.
"""

import msgspec

from opennight.night.kept.parts import Begun, Part, Phase
from opennight.night.messages import Command, Event, Undo, _, plain
from opennight.night.sheet import ROUNDS
from opennight.night.state import Night
from opennight.night.tidy import tidy_script


class WriteScript(Command, frozen=True):
    """The host's own words for a step of the desk; empty: opennight's."""

    step: str
    text: str


class ScriptWritten(Event, frozen=True):
    """`script` has all words of the host's own, by step."""

    KIND = "script-written"

    script: dict[str, str]


class PartsBegun(Event, frozen=True):
    """All parts so far, in the order in which they began."""

    KIND = "parts-begun"

    parts: tuple[Begun, ...]


def of(phase: Phase, slot: int) -> int:
    """The slot of the part in this phase: only rounds have one."""
    return slot if phase in ROUNDS else 0


def part(night: Night, phase: Phase, slot: int) -> Part | None:
    """The part of the sheet for this phase, and slot if it belongs to a round; None if it has none."""
    its = (phase, of(phase, slot))
    return next((one for one in night.setup.sheet if (one.phase, one.slot) == its), None)


def seating(night: Night, slot: int, otherwise: int = 0) -> int:
    """The minutes that the sheet gives people to find their seats for the round in this slot."""
    its = part(night, "groups", slot)
    return its.minutes if its else otherwise


def begin(night: Night, phase: Phase, slot: int, at: int) -> list[Event]:
    """This part begins. If it had begun before, it goes on, and what came after it does not count.

    A night without a run sheet does not keep it.
    """
    if not night.setup.sheet:
        return []
    its = (phase, of(phase, slot))
    known = next((no for no, one in enumerate(night.begun, 1) if (one.phase, one.slot) == its), None)
    parts = night.begun[:known] if known else (*night.begun, Begun(*its, at))
    return [] if parts == night.begun else [PartsBegun(parts=parts)]


def write(night: Night, command: WriteScript) -> list[Event]:
    script = tidy_script(night.setup.script | {command.step: command.text})
    return [] if script == night.setup.script else [ScriptWritten(script=script)]


def written(night: Night, event: ScriptWritten) -> None:
    night.setup = msgspec.structs.replace(night.setup, script=event.script)


def have_begun(night: Night, event: PartsBegun) -> None:
    night.begun = event.parts


DECIDE = {WriteScript: write}
EVOLVE = {ScriptWritten: written, PartsBegun: have_begun}
UNDO: dict[type[Event], Undo] = {
    ScriptWritten: (plain(_("changing what to say")), lambda n, e: [ScriptWritten(script=n.setup.script)]),
    PartsBegun: (plain(_("starting a part")), lambda n, e: [PartsBegun(parts=n.begun)]),
}
