"""Rows of tables, from the structs of the record."""

from typing import Any

Cell = str | int | bool | tuple[str, ...]
Row = dict[str, Cell]


def fields(one: Any, names: str) -> Row:
    """These fields of a struct, whose names have spaces between them."""
    return {name: getattr(one, name) for name in names.split()}
