"""The record as JSON: the fields of `Outcome`, in their order, with `schema` first. What has an anchor on the
record's page has it as its `id`; schema/ describes all of it."""

from typing import Any

import msgspec

from opennight.record.anchored import kind_of, place
from opennight.record.outcome import Outcome, SpineOutcome
from opennight.record.schema import address_of


def written(one: Any) -> Any:
    """The same as plain values; a thing that has an anchor begins with it."""
    if isinstance(one, msgspec.Struct):
        kind, no = kind_of(one)
        made = {"id": f"{kind}-{no}"} if kind else {}
        return made | {name: written(getattr(one, name)) for name in one.__struct_fields__}
    if isinstance(one, list | tuple):
        return [written(each) for each in one]
    return one


def write(outcome: Outcome, address: str = "", spine: SpineOutcome | None = None) -> str:
    """Indented JSON, with a newline at its end. `address`: of the night on the web, if it will last: there is
    the schema, too, and `base` with an `id` after it leads to each thing. `spine`: as in `Outcome`.
    """
    told = {"$schema": address_of(address), "base": place(address, "")} if address else {}
    made = {"schema": outcome.schema} | told | written(msgspec.structs.replace(outcome, spine=spine))
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"
