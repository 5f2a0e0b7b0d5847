"""The record as a table for spreadsheets, which must not run anything that people wrote."""

import csv
import io

import pytest

from opennight.record import table
from opennight.record.files.defused import plain
from opennight.record.outcome import Outcome
from opennight.record.table import COLUMNS
from tests.record.conftest import nasty_night


def read(outcome: Outcome) -> list[dict[str, str]]:
    text = table.write(outcome)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_a_row_for_each_thing(made: Outcome) -> None:
    rows = read(made)
    assert [row["kind"] for row in rows] == [
        "night", "licence", "person", "person", "person", "pitch", "part", "pitch", "pitch",
        "group", "member", "member", "note", "action", "comment", "group",
    ]  # fmt: skip
    assert all(tuple(row) == COLUMNS for row in rows)


def test_cells_are_where_they_belong(made: Outcome) -> None:
    rows = {row["kind"]: row for row in reversed(read(made))}
    assert (rows["pitch"]["title"], rows["pitch"]["by"], rows["pitch"]["votes"]) == ("Bees", "Ada, Cleo", "3")
    assert (rows["group"]["text"], rows["group"]["people"], rows["group"]["room"]) == (
        "Bees need roofs",
        "2",
        "Hall",
    )
    assert rows["note"]["text"] == "Line one\nLine two"
    assert (rows["action"]["who"], rows["action"]["due"], rows["action"]["title"]) == (
        "Ada",
        "Friday",
        "Bees",
    )


def test_letters_of_all_scripts_stay(made: Outcome) -> None:
    assert "Bücher 📚" in [row["title"] for row in read(made)]


@pytest.mark.parametrize(
    "cell",
    [
        '=cmd|" /C calc"!A0',
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =1+1",
        "＝1+1",
        "＋1",
        "－1",
        "＠A1",
        '=HYPERLINK("http://e.vil","a\nb")',
    ],
)
def test_a_formula_is_a_text(cell: str) -> None:
    assert plain(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Bees", "1 = 1", "a@b.c", "'tis", '"=1"', 7, 0])
def test_other_cells_stay_as_they_are(cell: str | int) -> None:
    assert plain(cell) == cell


@pytest.mark.parametrize("text", ['=cmd|"x"!A0', '+1,"2"', "-1;2", '@a"b', "=1\n=2"])
def test_whatever_people_write_no_cell_begins_a_formula(text: str) -> None:
    rows = read(nasty_night(text))
    assert {row["kind"] for row in rows} >= {"night", "pitch", "part", "group", "member", "note", "action"}
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert sum(cell.startswith("'") for cell in cells) >= 15
