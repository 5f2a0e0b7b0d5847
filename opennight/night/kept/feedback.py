"""What people are asked once the night is closed, and what they answered."""

from dataclasses import dataclass, field

import msgspec

from opennight.night.messages import _

STEPS = 5
"""The scale goes from 1 to this."""


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: one question with a scale, what its steps are called, from the worst to the best, and
    questions that are answered in words."""

    scale: str
    steps: tuple[str, ...]
    questions: tuple[str, ...]


OURS = Form(
    scale=_("How was it?"),
    steps=(_("Not for me"), _("Hard going"), _("All right"), _("Good"), _("Wonderful")),
    questions=(_("One thing to keep"), _("One thing to change")),
)
"""Asked unless the host writes another one; in the language of whoever reads it."""


class Answer(msgspec.Struct, frozen=True):
    """A step of the scale (0: none), and the answer to each question; empty where there is none."""

    scale: int
    words: tuple[str, ...]


@dataclass(slots=True)
class Words:
    """An answer in words to the question with this place in the form. `person` is 0 if it has no name."""

    no: int
    about: str
    question: int
    text: str
    person: int
    hidden: bool = False


@dataclass(slots=True)
class Subject:
    """What was answered about the night or about one group.

    `given`: who has answered. `counts`: how often each step of the scale was chosen, as far as that has been
    told. `sealed` are the answers without a name that have just come, by the version that brought them;
    `kept` is the sealed pool of the `held` ones before them, which came into it with the version `pooled`.
    """

    given: dict[int, None] = field(default_factory=dict)
    counts: list[int] = field(default_factory=lambda: [0] * STEPS)
    sealed: dict[int, str] = field(default_factory=dict)
    kept: str = ""
    held: int = 0
    pooled: int = 0


@dataclass(slots=True)
class Feedback:
    """`form`: the host's own, if there is one. `published`: the record tells what was answered."""

    form: Form | None = None
    subjects: dict[str, Subject] = field(default_factory=dict)
    words: dict[int, Words] = field(default_factory=dict)
    ended: bool = False
    published: bool = False
