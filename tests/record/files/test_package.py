"""The record as tables, read again as other programs read them."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from opennight.record import outcome
from opennight.record.files import package
from opennight.record.files.columns import COLUMNS
from opennight.record.files.defused import as_typed
from opennight.record.files.tables import all_tables
from opennight.record.outcome import Outcome
from tests import everything
from tests.record.files.nasty import NASTY, wild

Rows = dict[str, list[dict[str, str]]]


def read(told: Outcome) -> tuple[dict[str, Any], Rows]:
    """The descriptor, and the rows of each table that it names."""
    with zipfile.ZipFile(io.BytesIO(package.write(told, "https://night.example/n/BEES"))) as made:
        described = json.loads(made.read("datapackage.json"))
        texts = {one["name"]: made.read(one["path"]).decode() for one in described["resources"]}
        assert set(made.namelist()) == {"datapackage.json", *(f"{name}.csv" for name in texts)}
    rows = {
        name: list(csv.DictReader(io.StringIO(text, newline=""), strict=True)) for name, text in texts.items()
    }
    return described, rows


@pytest.fixture(scope="module")
def full() -> tuple[dict[str, Any], Rows]:
    return read(outcome.of(everything.full()))


def test_the_tables_are_as_they_are_described(full: tuple[dict[str, Any], Rows]) -> None:
    """Columns, types and what refers to what, as a reader of data packages checks them."""
    described, rows = full
    readers: dict[str, Callable[[str], Any]] = {
        "integer": int,
        "boolean": {"true": True, "false": False}.__getitem__,
        "array": json.loads,
        "string": str,
    }
    for one in described["resources"]:
        types = {field["name"]: field["type"] for field in one["schema"]["fields"]}
        for row in rows[one["name"]]:
            assert list(row) == list(types)
            for name, value in row.items():
                assert value == "" or readers[types[name]](value) is not None
        for key in one["schema"].get("foreignKeys", ()):
            theirs = {row["no"] for row in rows[key["reference"]["resource"]]}
            assert {row[key["fields"]] for row in rows[one["name"]]} <= {*theirs, ""}, (one["name"], key)


def test_every_column_says_what_it_is() -> None:
    used = {name for table in all_tables(outcome.of(everything.bare())) for name in table.columns}
    assert used == set(COLUMNS)


def test_all_that_can_be_in_a_night_is_in_some_table(full: tuple[dict[str, Any], Rows]) -> None:
    _described, rows = full
    empty = {name for name, those in rows.items() if not those}
    elsewhere = {"asks", "cards", "chosen", "organisations", "sentences", "feedback", "scale", "corrections"}
    assert empty == elsewhere  # see test_complete.py


def test_it_says_its_licence_and_where_it_is_from(made: Outcome) -> None:
    described, rows = read(made)
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert described["homepage"] == "https://night.example/n/BEES/record"
    assert rows["night"][0]["licence"] == "CC BY 4.0"


def test_what_people_typed_comes_back(made: Outcome) -> None:
    _described, rows = read(wild(made))
    assert [as_typed(row["more"]) for row in rows["pitches"]] == list(NASTY)
    assert [as_typed(row["text"]) for row in rows["notes"] if row["kind"] == "note"] == list(NASTY)


def test_the_same_night_makes_the_same_bytes(made: Outcome) -> None:
    assert package.write(made) == package.write(made)
