"""What is put to the whole room, as the night keeps it: see room_questions.py and propositions.py."""

from dataclasses import dataclass, field
from typing import Literal

import msgspec

View = Literal["agree", "pass", "disagree"]
VIEWS: tuple[View, ...] = ("agree", "pass", "disagree")
Finding = Literal["shared", "differ", ""]


@dataclass(slots=True)
class RoomQuestion:
    """A question of the host's to everybody, of whom each may answer with so many lines."""

    no: int
    text: str
    each: int


@dataclass(slots=True)
class Line:
    """One line that somebody answered, at a moment (ms). `pile`: what the host has put it under, if so."""

    no: int
    question: int
    person: int
    text: str
    at: int
    hidden: bool = False
    waiting: bool = False
    pile: str = ""


@dataclass(slots=True)
class RoomQuestions:
    """`open` is the question that takes lines now (0: none), `shown` the one that was opened last."""

    asked: dict[int, RoomQuestion] = field(default_factory=dict)
    lines: dict[int, Line] = field(default_factory=dict)
    open: int = 0
    shown: int = 0


class Pile(msgspec.Struct, frozen=True):
    """Lines that belong together, by number, and what they are called."""

    name: str
    lines: tuple[int, ...]


@dataclass(slots=True)
class Sentence:
    """A sentence to agree or disagree with. `person`: who offered it (0: the host); `pitch`: the pitch
    whose title it is (0: none). `views` has what each person said, `told` what they had said when it
    was last told what came out: only that is ever counted on a screen."""

    no: int
    text: str
    person: int
    at: int
    pitch: int = 0
    hidden: bool = False
    waiting: bool = False
    views: dict[int, View] = field(default_factory=dict)
    told: dict[int, View] = field(default_factory=dict)


class Found(msgspec.Struct, frozen=True):
    """What the answers to a sentence came to. `bridge`: most said the same also among those who differ on
    other things."""

    sentence: int
    finding: Finding
    agree: int
    passed: int
    disagree: int
    bridge: bool = False

    @property
    def saw(self) -> int:
        return self.agree + self.passed + self.disagree


@dataclass(slots=True)
class Propositions:
    """`offers`: people may offer sentences, too. `found`: what was told at the last end of the round, in the
    order in which it is shown; `people`: how many had answered then."""

    sentences: dict[int, Sentence] = field(default_factory=dict)
    open: bool = False
    offers: bool = False
    people: int = 0
    found: tuple[Found, ...] = ()
