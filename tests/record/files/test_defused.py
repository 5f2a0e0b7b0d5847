"""Cells that look like formulas: no spreadsheet runs them, and what was typed comes back."""

from hypothesis import given
from hypothesis import strategies as st

from opennight.record.files.defused import as_typed, is_formula, plain

TEXTS = (
    "=HYPERLINK(1)",
    "'=1",
    "''=1",
    "  =1",
    "\n+1",
    "'",
    "''",
    "don't",
    "-",
    "＝1",
    "' =1",
    "",
    "a=1",
    "'a",
)


@given(st.sampled_from(TEXTS) | st.text(alphabet="'=+-@ \t\n＝ab", max_size=6) | st.text())
def test_what_was_typed_comes_back(text: str) -> None:
    cell = plain(text)
    assert isinstance(cell, str)
    assert not is_formula(cell)
    assert as_typed(cell) == text


def test_what_nobody_runs_stays_as_it_is() -> None:
    assert [plain(cell) for cell in ("Bees", "don't", "'tis", "a=1", -1)] == [
        "Bees",
        "don't",
        "'tis",
        "a=1",
        -1,
    ]
