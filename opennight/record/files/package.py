"""The record as a data package (Frictionless): a zip of CSV tables, one a noun, and what is in them."""

import csv
import io
from typing import Any

import msgspec

from opennight.record.files import zips
from opennight.record.files.columns import COLUMNS, type_of
from opennight.record.files.defused import plain
from opennight.record.files.rows import Cell, Table
from opennight.record.files.tables import all_tables
from opennight.record.outcome import Outcome

VERSION = "1.0.0"
"""Goes up as that of the JSON does: a column never changes its meaning without it."""
DEFUSED = (
    "A text that a spreadsheet could take for a formula has an apostrophe before it: if what follows the "
    "apostrophes at the beginning of a cell begins with = + - @ (also after white space), take one away."
)
LICENCES = {"cc-by-4.0": "CC-BY-4.0", "cc-by-sa-4.0": "CC-BY-SA-4.0", "cc0-1.0": "CC0-1.0"}
"""As the Open Definition calls them."""


def cell(value: Cell) -> str | int:
    """Lists are JSON, yes and no are true and false, all else is as it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return msgspec.json.encode(value).decode()
    return plain(value)


def as_csv(table: Table) -> str:
    """CSV with a header row and CRLF line ends (RFC 4180), without a byte order mark."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, table.columns, restval="")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in table.rows)
    return out.getvalue()


def schema(table: Table) -> dict[str, Any]:
    keys = [
        {"fields": column, "reference": {"resource": other, "fields": "no"}} for column, other in table.refers
    ]
    return {
        "fields": [
            {"name": name, "type": type_of(name), "description": COLUMNS[name]} for name in table.columns
        ],
        "missingValues": [""],
        **({"foreignKeys": keys} if keys else {}),
    }


def resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "title": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": schema(table),
    }


def described(outcome: Outcome, tables: tuple[Table, ...], address: str) -> dict[str, Any]:
    """The descriptor. `address`: of the night on the web, if it will last."""
    licence = outcome.licence
    known = LICENCES.get(licence.key)
    made: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": f"opennight-{outcome.code.lower()}",
        "title": outcome.title,
        "description": f"{licence.name}. {DEFUSED}",
        "version": VERSION,
        "created": f"{outcome.date}T00:00:00Z",
    }
    if address:
        made["homepage"] = f"{address}/record"
    if known:
        made["licenses"] = [{"name": known, "title": licence.name, "path": licence.url}]
    return made | {"resources": [resource(table) for table in tables]}


def write(outcome: Outcome, address: str = "") -> bytes:
    """The zip: `datapackage.json`, then the tables."""
    tables = all_tables(outcome)
    descriptor = msgspec.json.format(msgspec.json.encode(described(outcome, tables, address)), indent=2)
    return zips.of(
        {"datapackage.json": descriptor + b"\n"} | {f"{one.name}.csv": as_csv(one) for one in tables}
    )
