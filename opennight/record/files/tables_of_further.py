"""The tables of a record for cards, where things came from, and where they went: a part of tables.py."""

from collections.abc import Iterator

from opennight.record.files.rows import Row, Schema, fields
from opennight.record.outcome import Outcome


def leaflets(outcome: Outcome) -> Iterator[Row]:
    for one in outcome.leaflets:
        said = fields(one, "no kind title text price rules steps anchor adapted by at")
        yield said | {"for_you": one.yours, "for_us": one.ours}


def adapted(outcome: Outcome) -> Iterator[Row]:
    for one in outcome.adapted:
        yield fields(one, "no title night place date by licence url code anchor")


def used(outcome: Outcome) -> Iterator[Row]:
    for one in outcome.used:
        yield fields(one, "no anchor title place date code url")


TABLES = (
    Schema(
        "leaflets",
        "A card: something that others can have, or do themselves",
        "no kind title text price for_you for_us rules steps anchor adapted by at",
        leaflets,
    ),
    Schema(
        "adapted",
        "Something that this night took further from another one",
        "no title night place date by licence url code anchor",
        adapted,
    ),
    Schema(
        "used", "A night that took something of this one further", "no anchor title place date code url", used
    ),
)
