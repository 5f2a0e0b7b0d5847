"""Somebody who writes about a card or a group. What they write is never in the night."""

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
    """Somebody without any account writes about a card, or about a group; its owner reads and answers it.

    `leaflet` or `group` says what it is about, the other one is 0. `owner`: a person, or DESK for the host.
    `key` is what its texts are kept under, beside the log; `version` that of its event. `agreed`: which sides
    would pass their address. `ended`: which side wants no more of it. `reports` are what a side tells the
    host about it; the host has `heard` them.
    """

    no: int
    leaflet: int
    group: int
    owner: int
    key: str
    version: int
    at: int
    said: list[Said] = field(default_factory=list)
    agreed: dict[Side, None] = field(default_factory=dict)
    ended: Side | Literal[""] = ""
    reports: dict[Side, str] = field(default_factory=dict)
    heard: bool = False

    @property
    def waits_for(self) -> Side | None:
        """Whose turn it is to say something; None once it has ended."""
        return None if self.ended else "owner" if self.said[-1].by == "asker" else "asker"
