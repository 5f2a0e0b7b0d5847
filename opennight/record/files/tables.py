"""The record as tables, one for each noun: rows of plain values, which name each other by number."""

from collections.abc import Iterable, Iterator
from typing import Any

from opennight.record.files import tables_of_further as of_further
from opennight.record.files import tables_of_groups as of_groups
from opennight.record.files import tables_of_room as of_room
from opennight.record.files.rows import TO_GROUP, Row, Schema, Table, fields
from opennight.record.outcome import Outcome


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


def people(outcome: Outcome) -> Iterator[Row]:
    for one in outcome.people:
        yield {"name": one}


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
TABLES = (
    Schema("night", "The night itself", NIGHT, night),
    Schema("people", "Who was there, as they chose to be named", "name", people),
    Schema("pitches", "A topic that somebody proposed", "no title more by_all hosted votes at", pitches),
    Schema(
        "parts",
        "A pitch that became part of another one",
        "no pitch title more by_all",
        parts,
        (("pitch", "pitches"),),
    ),
    Schema("rounds", "A stretch of talk, with its real times once it has run", "no start end", rounds),
    *of_groups.TABLES,
    Schema(
        "chosen",
        "An action that the room carries together",
        "no text dots group",
        chosen,
        (("no", "notes"), TO_GROUP),
    ),
    *of_room.TABLES,
    Schema(
        "offers",
        "An offer or an ask that stands still",
        "no wants kind text much until where price by expires",
        offers,
    ),
    Schema(
        "replies",
        "What somebody said under a note, a question to the whole room, an offer or an ask",
        "no note to_question offer kind text by spoke_for accepted at",
        replies,
        (("note", "notes"), ("to_question", "questions"), ("offer", "offers")),
    ),
    Schema(
        "sequels",
        "What came after: what somebody wrote, or what became of something",
        "no text url title anchor by outside at",
        sequels,
    ),
    Schema("corrections", "Words that the host mended", "no at anchor was now answer by", corrections),
    *of_further.TABLES,
    Schema("thanks", "One person thanks another", "no by whom title words", thanks),
)


def all_tables(outcome: Outcome) -> tuple[Table, ...]:
    """Always all of them in the same order with the same columns, also those without rows."""
    return tuple(schema.filled(outcome) for schema in TABLES)
