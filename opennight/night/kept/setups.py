"""What the host decides of a night."""

from typing import Literal

import msgspec

from opennight.night.kept.bylines import Byline
from opennight.night.kept.parts import Part
from opennight.night.kept.rooms import Room, Slot

Gathering = Literal["wishes", "free", "mixed", "open"]
Ballot = Literal["dots", "strengths"]


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """What the host decides before the doors open, and may change later."""

    title: str
    place: str = ""
    zone: str = "UTC"
    """The time zone, such as “Europe/London”."""
    date: str = ""
    """ISO, or empty."""
    intro: str = ""
    briefing: str = ""
    rules: str = ""
    """Of the house, in the host's words."""
    ballot: Ballot = "dots"
    """People vote with dots, or say how much they want each pitch (see strengths.py)."""
    dots: int = 5
    """How many pitches a person may vote for with dots; 0: as many as they like."""
    hidden: bool = False
    """The room does not see the counts until the host reveals them."""
    approve: bool = False
    """Whether the desk lets in each pitch before others see it; below, the same for other words."""
    approve_notes: bool = False
    approve_comments: bool = False
    approve_names: bool = False
    approve_offers: bool | None = None
    """None, of nights that do not say: as notes."""
    colour: str = "teal"
    rooms: tuple[Room, ...] = ()
    slots: tuple[Slot, ...] = ()
    least: int = 2
    """People who make a group …"""
    most: int = 0
    """… and at most; 0: as many as there are seats."""
    seating: Gathering = "wishes"
    """Everybody gets a place by their wishes; people go where they like (free); equal groups of people who
    have rarely met (mixed); or nobody votes, whoever pitched opens a table, and people walk (open)."""
    twice: bool = False
    """A new line-up by wishes lets topics meet twice where places are left."""
    starts: str = ""
    """When the first part of the sheet starts, as “HH:MM”."""
    sheet: tuple[Part, ...] = ()
    """The run sheet, from which the slots follow; empty: there is none."""
    script: dict[str, str] = {}
    """The host's own words to say, by step of the desk."""
    byline: Byline = "name"
    """As whom people are in the record until they choose."""
    expected: int = 0
    """How many people may come in by themselves; 0: see door.py."""
    language: str = "en"
    """A tag such as “en”; empty: none of those in tidy.py."""

    @property
    def reads_offers(self) -> bool:
        """Whether the desk reads what people offer and ask for before the room does."""
        return self.approve_notes if self.approve_offers is None else self.approve_offers
