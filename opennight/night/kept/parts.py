"""The parts of a night: its phases, and their places on the run sheet."""

from typing import Literal

import msgspec

Phase = Literal["welcome", "pitch", "vote", "groups", "talk", "share", "closed"]
PHASES: tuple[Phase, ...] = ("welcome", "pitch", "vote", "groups", "talk", "share", "closed")
STEPS = ("welcome", "pitch", "vote", "lineup", "groups", "talk", "share", "closed")
"""The steps of the desk, each with words to say: the phases, and the line-up between vote and groups."""


class Part(msgspec.Struct, frozen=True):
    """A part of the run sheet: so many minutes in a phase.

    A talk is the round of `slot`, and the groups before it are where people find their seats for that round.
    `name` is the host's own word for the part, such as "Lunch".
    """

    phase: Phase
    minutes: int
    slot: int = 0
    name: str = ""


class Begun(msgspec.Struct, frozen=True):
    """A part that has begun, at that moment (ms)."""

    phase: Phase
    slot: int
    at: int
