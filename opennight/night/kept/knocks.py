"""Somebody who writes about a card. What they write is never in the night."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Side = Literal["asker", "owner"]


class Said(NamedTuple):
    """That something was said, by which side and when (ms); `key` is where it is kept, sealed."""

    key: str
    by: Side
    at: int


@dataclass(slots=True)
class Knock:
    """Somebody without any account asks about a card; its owner reads and answers it.

    `key` is what its texts are kept under, beside the log; `version` that of its event. `agreed`: which sides
    would pass their address. `ended`: which side wants no more of it. `reports` are what a side tells the
    host about it.
    """

    no: int
    leaflet: int
    key: str
    version: int
    at: int
    said: list[Said] = field(default_factory=list)
    agreed: dict[Side, None] = field(default_factory=dict)
    ended: Side | Literal[""] = ""
    reports: dict[Side, str] = field(default_factory=dict)
