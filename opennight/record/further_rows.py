"""Rows of the flat table for cards, where things came from, and where they went (see table.py)."""

from collections.abc import Iterator

from opennight.record.leaflets import AdaptedOutcome, LeafletOutcome, UsedOutcome
from opennight.record.outcome import Outcome

Cells = dict[str, str | int]


def further_rows(outcome: Outcome) -> Iterator[Cells]:
    yield from map(card_row, outcome.leaflets)
    yield from map(adapted_row, outcome.adapted)
    yield from map(used_row, outcome.used)


def card_row(one: LeafletOutcome) -> Cells:
    parts = (one.text, one.yours, one.ours, one.rules, one.steps)
    text = "\n".join(filter(None, parts))
    known: Cells = {"kind": f"leaflet-{one.kind}", "no": one.no, "title": one.title, "text": text}
    return known | {"status": one.price or "free", "by": one.by, "at": one.at}


def adapted_row(one: AdaptedOutcome) -> Cells:
    known: Cells = {"kind": "adapted-from", "no": one.no, "title": one.title, "text": one.night}
    return known | {"by": one.by, "room": one.place, "at": one.date, "status": one.licence, "url": one.url}


def used_row(one: UsedOutcome) -> Cells:
    known: Cells = {"kind": "used-in", "no": one.no, "title": one.title, "room": one.place}
    return known | {"at": one.date, "url": one.url}
