"""The record as JSON: the fields of `Outcome`, in their order, with `schema` first."""

import msgspec

from opennight.record.outcome import Outcome


def write(outcome: Outcome) -> str:
    """Indented JSON, with a newline at its end."""
    return msgspec.json.format(msgspec.json.encode(outcome), indent=2).decode() + "\n"
