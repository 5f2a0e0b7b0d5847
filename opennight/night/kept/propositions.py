"""Sentences with which everybody agrees, disagrees or passes, and what came of them."""

from dataclasses import dataclass, field
from typing import Literal

import msgspec

View = Literal["agree", "pass", "disagree"]
VIEWS: tuple[View, ...] = ("agree", "pass", "disagree")
Finding = Literal["shared", "differ", ""]


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
