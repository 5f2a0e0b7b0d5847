"""What the host decides of a night."""

from typing import Literal

import msgspec

from opennight.night.kept.bylines import Byline
from opennight.night.kept.parts import Part
from opennight.night.kept.rooms import Room, Slot

Gathering = Literal["wishes", "free", "mixed", "open"]
Ballot = Literal["dots", "strengths"]


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """What the host decides before the doors open, and may change later.

    `ballot`: people vote with dots, or say how much they want each pitch (see strengths.py). `dots` is how
    many pitches a person may vote for with dots (0: as many as one likes). `hidden` keeps the counts from
    the room until the host reveals them. `approve`, `approve_notes`, `approve_comments`, `approve_names`
    and `approve_offers` keep a pitch, a note, a comment, a name or an offer from everybody but its author
    until the desk lets it in; offers of nights that do not say (None) are kept like notes.
    `least` and `most` people make a group (`most` 0: as many as there are seats). `seating`: everybody gets
    a place by their wishes; people go where they like (free); equal groups of people who have rarely met; or
    open: nobody votes, whoever pitched opens a table, and people walk. `twice`: a new line-up by wishes lets
    topics meet twice where places are left. `rules`: of the house, in the host's words. `sheet` is the run
    sheet, whose first part `starts` at "HH:MM"; the slots follow from it. `script`: the host's own words to
    say, by step. `byline`: as whom people are in the record until they choose. `expected`: so many people
    may come in by themselves (0: see door.py). `language`: a tag such as "en"; empty: none of tidy.py.
    """

    title: str
    place: str = ""
    zone: str = "UTC"
    date: str = ""
    intro: str = ""
    briefing: str = ""
    rules: str = ""
    ballot: Ballot = "dots"
    dots: int = 5
    hidden: bool = False
    approve: bool = False
    approve_notes: bool = False
    approve_comments: bool = False
    approve_names: bool = False
    approve_offers: bool | None = None
    colour: str = "teal"
    rooms: tuple[Room, ...] = ()
    slots: tuple[Slot, ...] = ()
    least: int = 2
    most: int = 0
    seating: Gathering = "wishes"
    twice: bool = False
    starts: str = ""
    sheet: tuple[Part, ...] = ()
    script: dict[str, str] = {}
    byline: Byline = "name"
    expected: int = 0
    language: str = "en"

    @property
    def reads_offers(self) -> bool:
        """Whether the desk reads what people offer and ask for before the room does."""
        return self.approve_notes if self.approve_offers is None else self.approve_offers
