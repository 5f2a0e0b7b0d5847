"""Cells that no spreadsheet runs, and how what was typed comes back.

A text that a spreadsheet could take for a formula gets an apostrophe before it. So that it can be taken away
again without guessing, a text that has apostrophes and then such a beginning gets one more.
"""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula; the wide ones count as well in East Asian settings."""
MARK = "'"


def is_formula(text: str) -> bool:
    return text.startswith(FORMULA) or text.lstrip().startswith(FORMULA)


def plain(cell: str | int) -> str | int:
    """A cell that no spreadsheet runs."""
    if isinstance(cell, int):
        return cell
    return MARK + cell if is_formula(cell.lstrip(MARK)) else cell


def as_typed(cell: str) -> str:
    """What was typed, from a cell that `plain` made."""
    return cell[1:] if cell.startswith(MARK) and is_formula(cell.lstrip(MARK)) else cell
