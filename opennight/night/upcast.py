"""Brings old forms of events up to today's. The log stays as it is; readers get today's form.

When a kind changes, it gets the next FORM, and here a function that converts the form before. Rows are raised
step by step, so each function knows just two forms and never changes again.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

Fields = dict[str, Any]
Upcast = Callable[[Fields], tuple[str, Fields]]
"""The fields of an older form → the kind in its next form ("vote-cast/2"), and its fields."""


def with_groups(fields: Fields) -> tuple[str, Fields]:
    """Whoever left had always left all groups; only which they were was not written down."""
    return "person-left/2", fields | {"groups": []}


def with_before(fields: Fields) -> tuple[str, Fields]:
    """Which group had been at the front was not written down."""
    return "group-shown/2", fields | {"before": None}


def with_offers(fields: Fields) -> tuple[str, Fields]:
    """Offers had always been read first where notes were."""
    nouns = fields["nouns"]
    return "reading-set/2", fields | {"nouns": [*nouns, "offer"] if "note" in nouns else nouns}


def priced(why: Fields) -> Fields:
    """A floor had been there or not, and could be dear."""
    floor, dear = (why.get(name, False) for name in ("floor", "dear"))
    rest = {name: value for name, value in why.items() if name != "dear"}
    return rest | {"floor": "dear" if dear else "cheap" if floor else "none"}


def with_a_priced_floor(kind: str) -> Upcast:
    def raised(fields: Fields) -> tuple[str, Fields]:
        proposal = fields["proposal"]
        return kind, fields | {"proposal": proposal | {"why": priced(proposal["why"])}}

    return raised


def with_a_priced_floor_again(fields: Fields) -> tuple[str, Fields]:
    """The reasons of a line-up that came back; without any, nothing is known of a floor."""
    why = fields.get("why")
    return "lineup-set/2", fields | {"why": priced(why)} if why else fields


UPCAST: dict[str, Upcast] = {
    "person-left/1": with_groups,
    "group-shown/1": with_before,
    "reading-set/1": with_offers,
    "lineup-proposed/1": with_a_priced_floor("lineup-proposed/2"),
    "lineup-made/1": with_a_priced_floor("lineup-made/2"),
    "lineup-set/1": with_a_priced_floor_again,
}
"""By the kind as it stands in the log ("vote-cast/1")."""


def raised(
    kind: str, data: str, personal: str | None, upcast: Mapping[str, Upcast] = UPCAST
) -> tuple[str, str]:
    """Today's kind, and the event's JSON, from the columns of a row."""
    if personal:
        data = data if personal == "{}" else f"{data[:-1]}{',' if data != '{}' else ''}{personal[1:]}"
    if kind not in upcast:
        return kind, data
    kind, fields = todays(kind, msgspec.json.decode(data), upcast)
    return kind, msgspec.json.encode(fields).decode()


def todays(kind: str, fields: Fields, upcast: Mapping[str, Upcast] = UPCAST) -> tuple[str, Fields]:
    """The kind and the fields in today's form."""
    while kind in upcast:
        kind, fields = upcast[kind](fields)
    return kind, fields
