"""The assembly: asks, guests, what they reply, the manifesto, and the roll call."""

from dataclasses import dataclass, field
from typing import Literal, get_args

Verdict = Literal["yes", "partly", "no"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Kept = Literal["", "kept", "not kept"]
Stage = Literal["ask", "speaks", "answer"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""What the board shows of an ask: the ask itself; who speaks for it, with the lamp; the guest's answer."""


@dataclass(slots=True)
class Reply:
    """What became of an ask. `what` the guest will do exactly, by `due` (a date or words); `ours`: what we
    will do ourselves, by `ours_due`. `kept` and `ours_kept` are said later. `version` made it."""

    verdict: Verdict
    what: str
    due: str
    ours: str
    ours_due: str
    version: int
    kept: Kept = ""
    ours_kept: Kept = ""


@dataclass(slots=True)
class Ask:
    """Something to ask of a guest: the words of the `note`, of the ask on the wall (`offer`), or
    `text` if the desk wrote it. `dropped`: it was
    taken off the list. `guest`: to whom it is put (0: nobody yet); `speaker`: who speaks for it, as told to
    the desk by the event `named`."""

    no: int
    note: int = 0
    text: str = ""
    dropped: bool = False
    guest: int = 0
    speaker: str = ""
    named: int = 0
    offer: int = 0
    reply: Reply | None = None


@dataclass(slots=True)
class Guest:
    """Somebody to whom asks are put, and what they speak for; told by the event `named`."""

    no: int
    name: str
    stands_for: str
    named: int
    gone: bool = False


@dataclass(slots=True)
class Manifesto:
    """The asks of a night, and the `guests` to whom they are put. While it is `open`, each person has so many
    `dots` (0: as many as they like) for the asks that should be among the `places`; `given`: by ask, whose
    dots it has. `chosen`: what came of it, in the order in which the rule took them. `order`: the asks that
    are put, as the desk has them. `front` is the one before the room (0: none), at this `stage`."""

    asks: dict[int, Ask] = field(default_factory=dict)
    open: bool = False
    places: int = 0
    dots: int = 0
    given: dict[int, dict[int, None]] = field(default_factory=dict)
    chosen: tuple[int, ...] = ()
    order: tuple[int, ...] = ()
    front: int = 0
    stage: Stage = "ask"
    guests: dict[int, Guest] = field(default_factory=dict)


@dataclass(slots=True)
class Organisation:
    """An organisation to read out: `text` is its name, `person` who said it first (0: the desk).

    A `hidden` one is left out; if it is also `waiting`, until the host reads it out. `called`: since when it
    has been read out (ms; 0: not yet). `risen`: who said that they are from there; `count`: how many stood
    up, if the desk counted (-1: it did not)."""

    no: int
    text: str
    person: int
    at: int
    hidden: bool = False
    waiting: bool = False
    called: int = 0
    risen: dict[int, None] = field(default_factory=dict)
    count: int = -1


@dataclass(slots=True)
class Roll:
    """The roll call; `open`: people are asked to say where they are from; `now` is the organisation that
    stands (0: none)."""

    open: bool = False
    all: dict[int, Organisation] = field(default_factory=dict)
    now: int = 0
