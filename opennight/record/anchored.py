"""Which things of the record have an anchor, by which others link to them, and what it is."""

import msgspec

from opennight.record.assembly import AskOutcome
from opennight.record.clips import ClipOutcome
from opennight.record.connections import LinkOutcome
from opennight.record.connections import QuestionOutcome as PassedOutcome
from opennight.record.feedback import WordsOutcome
from opennight.record.groups import CommentOutcome, GroupOutcome, MeetingOutcome, NoteOutcome
from opennight.record.offers import OfferOutcome
from opennight.record.pitches import PitchOutcome
from opennight.record.posed import LineOutcome, SentenceOutcome
from opennight.record.posed import QuestionOutcome as PosedOutcome
from opennight.record.sequels import SequelOutcome
from opennight.record.threads import ReplyOutcome, ThanksOutcome

KINDS: dict[type[msgspec.Struct], str] = {
    PitchOutcome: "pitch",
    GroupOutcome: "group",
    NoteOutcome: "note",
    ReplyOutcome: "reply",
    CommentOutcome: "comment",
    MeetingOutcome: "meeting",
    ClipOutcome: "clip",
    LinkOutcome: "joint",
    PassedOutcome: "asked",
    AskOutcome: "ask",
    PosedOutcome: "question",
    LineOutcome: "line",
    SentenceOutcome: "sentence",
    WordsOutcome: "answer",
    OfferOutcome: "offer",
    ThanksOutcome: "thanks",
    SequelOutcome: "sequel",
}

PLACE = "/record/to/"
"""Between the address of a night and an anchor: a link that leads to it, wherever it stands."""


def place(address: str, anchor: str) -> str:
    """The link to what has this anchor. `address`: of the night on the web."""
    return f"{address}{PLACE}{anchor}"


def kind_of(one: msgspec.Struct) -> tuple[str, int]:
    """The kind and number of its anchor; ("", 0) if it has none."""
    kind = KINDS.get(type(one), "")
    return kind, getattr(one, "no", 0) if kind else 0
