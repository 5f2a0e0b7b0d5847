"""What is in the record's JSON, as a JSON Schema that every server publishes. Its number goes up when a field
changes its meaning or goes away; new fields may come at any time, so readers skip what they do not know."""

from functools import cache
from typing import Any

import msgspec

from opennight.record.anchored import KINDS
from opennight.record.outcome import SCHEMA, Outcome

NUMBER = SCHEMA.rpartition("/")[2]
NAME = f"opennight-record-{NUMBER}.json"
PATH = f"/schema/{NAME}"
"""Where each server publishes it."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def address_of(night: str) -> str:
    """Where the server publishes it that has a night at this address."""
    return night.rpartition("/n/")[0] + PATH


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of what `data.write` makes."""
    (made,), parts = msgspec.json.schema_components([Outcome], ref_template="#/$defs/{name}")
    for kind, anchor in KINDS.items():
        its = parts[name_of(kind, parts)]
        of_kind = {
            "type": "string",
            "pattern": f"^{anchor}-[0-9]+$",
            "description": "A link to it, after `base`",
        }
        its["properties"] = {"id": of_kind} | its["properties"]
        its["required"] = ["id", *its["required"]]
    whole = parts.pop(made["$ref"].rpartition("/")[2])
    address = {"type": "string", "format": "uri"}
    whole["properties"] |= {"schema": {"const": SCHEMA}, "$schema": address, "base": address}
    head = {"$schema": DIALECT, "$id": f"urn:opennight:record:{NUMBER}", "title": "The record of a night"}
    return head | {name: its for name, its in whole.items() if name != "title"} | {"$defs": parts}


def name_of(kind: type[msgspec.Struct], parts: dict[str, Any]) -> str:
    """What msgspec calls it: two modules may have a struct of the same name."""
    whole = f"{kind.__module__}.{kind.__qualname__}"
    return whole if whole in parts else kind.__name__


def text() -> str:
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"
