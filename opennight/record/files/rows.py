"""Tables and their rows, from the structs of the record."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import msgspec

from opennight.record.outcome import Outcome

Cell = str | int | bool | tuple[str, ...]
Row = dict[str, Cell]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """`says` what a row is. `columns` are in order; `refers`: (column, table) whose `no` it names."""

    name: str
    says: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    refers: tuple[tuple[str, str], ...] = ()


class Schema(NamedTuple):
    """A table before it has rows, which `rows` makes. `columns`: their names, with spaces between them."""

    name: str
    says: str
    columns: str
    rows: Callable[[Outcome], Iterable[Row]]
    refers: tuple[tuple[str, str], ...] = ()

    def filled(self, outcome: Outcome) -> Table:
        return Table(
            name=self.name,
            says=self.says,
            columns=tuple(self.columns.split()),
            rows=tuple(self.rows(outcome)),
            refers=self.refers,
        )


TO_GROUP = ("group", "groups")
"""That the column `group` has the number of a group."""


def fields(one: Any, names: str) -> Row:
    """These fields of a struct, whose names have spaces between them."""
    return {name: getattr(one, name) for name in names.split()}
