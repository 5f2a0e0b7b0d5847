"""The tables of what was said in the whole room: to guests, on questions and sentences, about the night."""

from collections.abc import Iterator

from opennight.record.files.rows import Row, Schema, fields
from opennight.record.outcome import Outcome

ASKS = "no text note guest stands_for speaker verdict what due kept ours ours_due ours_kept people"


def asks(outcome: Outcome) -> Iterator[Row]:
    for one in outcome.assembly.asks if outcome.assembly else ():
        shown = "no text note guest stands_for speaker verdict what due kept ours ours_due ours_kept"
        yield fields(one, shown) | {"people": one.back}


def organisations(outcome: Outcome) -> Iterator[Row]:
    for no, one in enumerate(outcome.assembly.present if outcome.assembly else (), 1):
        yield {"no": no} | fields(one, "name people")


def questions(outcome: Outcome) -> Iterator[Row]:
    for one in outcome.questions:
        yield fields(one, "no text hearts")


def lines(outcome: Outcome) -> Iterator[Row]:
    for asked in outcome.questions:
        for pile in asked.piles:
            for one in pile.lines:
                yield fields(one, "no text by") | {"question": asked.text, "pile": pile.name}


def sentences(outcome: Outcome) -> Iterator[Row]:
    for one in outcome.propositions.sentences if outcome.propositions else ():
        yield fields(one, "no text finding bridge agree passed disagree saw")


def feedback(outcome: Outcome) -> Iterator[Row]:
    for its in outcome.feedback:
        for one in its.words:
            yield fields(one, "no question text by") | {"group": its.group or ""}


def steps(outcome: Outcome) -> Iterator[Row]:
    for its in outcome.feedback:
        for no, (step, count) in enumerate(zip(its.steps, its.counts, strict=True), 1):
            yield {
                "group": its.group or "",
                "question": its.question,
                "no": no,
                "step": step,
                "answers": count,
            }


TABLES = (
    Schema("asks", "What the assembly asked of guests, and their answers", ASKS, asks),
    Schema("organisations", "An organisation for which people stood up", "no name people", organisations),
    Schema("questions", "A question to the whole room", "no text hearts", questions),
    Schema("lines", "A line that answers a question to the whole room", "no question pile text by", lines),
    Schema(
        "sentences",
        "A sentence on which people agreed or not",
        "no text finding bridge agree passed disagree saw",
        sentences,
    ),
    Schema(
        "feedback",
        "An answer in words to how it was; without a group: about the night",
        "no group question text by",
        feedback,
    ),
    Schema("scale", "How many people chose a step of the scale", "group question no step answers", steps),
)
