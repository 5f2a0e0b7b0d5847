"""The record as tables, one for each noun: rows of plain values, which name each other by number."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from opennight.record.files import tables_of_further as of_further
from opennight.record.files import tables_of_groups as of_groups
from opennight.record.files.rows import Row, fields
from opennight.record.outcome import Outcome

Type = Literal["integer", "string", "boolean", "date", "array"]
INTEGERS = {
    *("no", "pitch", "group", "note", "clip", "round", "about", "link", "people", "votes", "hearts", "stars"),
    *("dots", "costs", "gives", "start_ms", "end_ms", "ms", "width", "height", "answers"),
    *("agree", "passed", "disagree", "saw", "to_question", "offer", "hours", "hours_monthly", "hours_kept"),
    "adapted",
}
BOOLEANS = {
    "hosted",
    "answered",
    "accepted",
    "cancelled",
    "talked",
    "linked",
    "machine",
    "bridge",
    "outside",
    "rehearsal",
}
LISTS = {"by_all", "owners"}
"""Columns whose cells hold more than one name; in all tables, a column of one name has one type."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """`says` what a row is. `columns` are in order; `refers`: (column, table) whose `no` it names."""

    name: str
    says: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    refers: tuple[tuple[str, str], ...] = ()


def type_of(column: str) -> Type:
    if column in INTEGERS:
        return "integer"
    if column in BOOLEANS:
        return "boolean"
    return "array" if column in LISTS else "string"


def night(outcome: Outcome) -> Iterator[Row]:
    deck, hours = outcome.deck, outcome.hours
    yield fields(outcome, "code title place date zone intro rules rehearsal") | {
        "people": outcome.totals.people,
        "licence": outcome.licence.name,
        "licence_url": outcome.licence.url,
        "story": outcome.publication.story if outcome.publication else "",
        "deck": ", ".join(filter(None, (deck.title, deck.author, deck.licence))) if deck else "",
        "hours": hours.promised if hours else "",
        "hours_monthly": hours.monthly if hours else "",
        "hours_kept": hours.kept if hours else "",
    }


def pitches(outcome: Outcome) -> Iterator[Row]:
    for one in outcome.pitches:
        yield fields(one, "no title more hosted votes at") | {"by_all": one.by}


def parts(outcome: Outcome) -> Iterator[Row]:
    for pitch in outcome.pitches:
        for one in pitch.parts:
            yield {"pitch": pitch.no} | fields(one, "no title more") | {"by_all": one.by}


def rounds(outcome: Outcome) -> Iterator[Row]:
    for no, one in enumerate(outcome.lineup, 1):
        yield {"no": no} | fields(one, "start end")


def chosen(outcome: Outcome) -> Iterator[Row]:
    for one in outcome.chosen:
        yield fields(one, "no text dots group")


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


def replies(outcome: Outcome) -> Iterator[Row]:
    """What was said under anything that people wrote."""
    said = "no kind text by spoke_for accepted at"
    under: Iterable[tuple[str, Any]] = (
        *(("note", note) for group in outcome.groups for note in of_groups.every_note(group)),
        *(("to_question", one) for one in outcome.questions),
        *(("offer", one) for one in outcome.offers),
    )
    for what, subject in under:
        for one in subject.replies:
            yield fields(one, said) | {what: subject.no}


def sequels(outcome: Outcome) -> Iterator[Row]:
    for one in outcome.sequels:
        yield fields(one, "no text url title anchor by outside at")


def corrections(outcome: Outcome) -> Iterator[Row]:
    for one in outcome.corrections:
        yield fields(one, "no at anchor was now answer") | {"by": one.answered_by}


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


def thanks(outcome: Outcome) -> Iterator[Row]:
    for one in outcome.thanks:
        yield fields(one, "no by whom title words")


def offers(outcome: Outcome) -> Iterator[Row]:
    for one in outcome.offers:
        yield fields(one, "no kind text much until where price by expires") | {
            "wants": "ask" if one.wants else "offer"
        }


NIGHT = "code title place date zone intro rules rehearsal people licence licence_url story"
NIGHT += " deck hours hours_monthly hours_kept"
ASKS = "no text note guest stands_for speaker verdict what due kept ours ours_due ours_kept people"
TO_GROUP = (("group", "groups"),)


def table(name: str, says: str, columns: str, rows: Iterable[Row], *refers: tuple[str, str]) -> Table:
    return Table(name=name, says=says, columns=tuple(columns.split()), rows=tuple(rows), refers=refers)


def all_tables(outcome: Outcome) -> tuple[Table, ...]:
    """Always all of them in the same order with the same columns, also those without rows."""
    return (
        table("night", "The night itself", NIGHT, night(outcome)),
        table(
            "people",
            "Who was there, as they chose to be named",
            "name",
            ({"name": one} for one in outcome.people),
        ),
        table(
            "pitches",
            "A topic that somebody proposed",
            "no title more by_all hosted votes at",
            pitches(outcome),
        ),
        table(
            "parts",
            "A pitch that became part of another one",
            "no pitch title more by_all",
            parts(outcome),
            ("pitch", "pitches"),
        ),
        table(
            "rounds",
            "A stretch of talk, with its real times once it has run",
            "no start end",
            rounds(outcome),
        ),
        *of_groups.all_tables(outcome, table),
        table(
            "chosen",
            "An action that the room carries together",
            "no text dots group",
            chosen(outcome),
            ("no", "notes"),
            *TO_GROUP,
        ),
        table("asks", "What the assembly asked of guests, and their answers", ASKS, asks(outcome)),
        table(
            "organisations",
            "An organisation for which people stood up",
            "no name people",
            organisations(outcome),
        ),
        table(
            "questions",
            "A question to the whole room",
            "no text hearts",
            questions(outcome),
        ),
        table(
            "lines",
            "A line that answers a question to the whole room",
            "no question pile text by",
            lines(outcome),
        ),
        table(
            "sentences",
            "A sentence on which people agreed or not",
            "no text finding bridge agree passed disagree saw",
            sentences(outcome),
        ),
        table(
            "feedback",
            "An answer in words to how it was; without a group: about the night",
            "no group question text by",
            feedback(outcome),
        ),
        table(
            "scale",
            "How many people chose a step of the scale",
            "group question no step answers",
            steps(outcome),
        ),
        table(
            "offers",
            "An offer or an ask that stands still",
            "no wants kind text much until where price by expires",
            offers(outcome),
        ),
        table(
            "replies",
            "What somebody said under a note, a question to the whole room, an offer or an ask",
            "no note to_question offer kind text by spoke_for accepted at",
            replies(outcome),
            ("note", "notes"),
            ("to_question", "questions"),
            ("offer", "offers"),
        ),
        table(
            "sequels",
            "What came after: what somebody wrote, or what became of something",
            "no text url title anchor by outside at",
            sequels(outcome),
        ),
        table(
            "corrections",
            "Words that the host mended",
            "no at anchor was now answer by",
            corrections(outcome),
        ),
        *of_further.all_tables(outcome, table),
        table("thanks", "One person thanks another", "no by whom title words", thanks(outcome)),
    )
