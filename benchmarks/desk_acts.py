"""What happens while the benchmark of the desk looks on, by phase."""

from collections.abc import Callable
from typing import Any

from opennight.night.lineup import PlacePitch
from opennight.night.people import Join, Rename
from opennight.night.pitches import EditPitch, MakePitch
from opennight.night.queue import CallSpeaker
from opennight.night.state import Night
from opennight.night.undo import UndoStep
from opennight.night.votes import Vote

TITLE = "How do we heat old houses without gas, and who wants to share a pump?"

Act = Callable[[Night, int], tuple[Any, int, dict[str, Any]]]
"""(the night, the number of the repeat) → (kind of command, who acts (0: the host), its fields)."""


def new_pitch(night: Night, no: int) -> tuple[Any, int, dict[str, Any]]:
    person = 1 + len(night.pitches)
    return MakePitch, person, {"person": person, "title": f"{TITLE} {no}", "more": "x" * 200}


def join(night: Night, no: int) -> tuple[Any, int, dict[str, Any]]:
    return Join, 0, {"name": f"Latecomer {no}"}


def rename(night: Night, no: int) -> tuple[Any, int, dict[str, Any]]:
    return Rename, no + 1, {"person": no + 1, "name": f"Ada {night.version}"}


def edit(night: Night, no: int) -> tuple[Any, int, dict[str, Any]]:
    return EditPitch, 0, {"pitch": no + 10, "title": f"{TITLE} {night.version}", "more": "y" * 200}


def call(night: Night, no: int) -> tuple[Any, int, dict[str, Any]]:
    return CallSpeaker, 0, {}


def undo(night: Night, no: int) -> tuple[Any, int, dict[str, Any]]:
    return UndoStep, 0, {"step": night.steps[-1].no}


def vote(night: Night, no: int) -> tuple[Any, int, dict[str, Any]]:
    person = next(person for person in night.people if person not in night.voters[60 + no])
    return Vote, person, {"person": person, "pitch": 60 + no}


def place(night: Night, no: int) -> tuple[Any, int, dict[str, Any]]:
    return PlacePitch, 0, {"pitch": 60 + no, "slot": 1, "room": no + 1}


ALWAYS = {"a new pitch": new_pitch, "a join": join, "a rename": rename, "an edited pitch": edit}
ACTS: dict[str, dict[str, Act]] = {
    "pitch": ALWAYS | {"a call to the front": call, "an undo of that": undo},
    "vote": ALWAYS | {"a vote": vote},
    "vote, with a line-up": ALWAYS | {"a vote": vote, "a card moved": place, "an undo of that": undo},
}
