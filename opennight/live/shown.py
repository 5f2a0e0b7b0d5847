"""What the screens of a view show, so that only what looks different is sent to them."""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from opennight.live.audiences import Audience
from opennight.live.blanks import Drawn
from opennight.live.regions import REGIONS, named, partial_of, regions_of
from opennight.night.state import Night

BY_LISTS = re.compile(r'(data-(?:while|unless|of)="[^"]*") hidden')
GONE = hash(("",))
"""What a region looks like that is not there."""


@dataclass(slots=True)
class Shown:
    """What the screens of a view show of each region at this version: a hash of its HTML, without what is
    inside it. What looks the same need not be sent again.
    """

    looks: dict[str, int | None] = field(default_factory=dict)
    """Rows stand in the order of their list. None: nobody knows as what the screens show it."""
    version: int = 0

    def note(self, region: str, look: int) -> None:
        """This is what they show from now on."""
        if self.looks.get(region) == GONE:
            del self.looks[region]  # what comes back comes last
        self.looks[region] = look

    def doubt(self, *regions: str) -> None:
        """Not all of the screens show these as noted."""
        self.looks |= dict.fromkeys(regions)

    def forget(self, night: Night, audience: Audience, what: str) -> list[str]:
        """Forget the rows of this blank that are gone. Returns those that are still shown."""
        if what[0] == "@":
            return []
        name = named(what[1:])[0]
        rows = [region for region in self.looks if region != name and named(region)[0] == name]
        gone = [row for row in rows if partial_of(night, audience, row) is None]
        return [row for row in gone if self.looks.pop(row) != GONE]

    def in_order(self, night: Night, audience: Audience, alone: Drawn) -> bool:
        """Whether the rows of each list right inside this region stand as they should, once new ones have
        come to the end. Those of the desk are put in order there (see lists.py).
        """
        lists = [what for what in alone.inside if what[0] == "*"]
        return all(self.list_in_order(night, audience, what) for what in lists)

    def list_in_order(self, night: Night, audience: Audience, what: str) -> bool:
        name, regions = named(what[1:])[0], REGIONS[audience.kind]
        if f"{name}-order" in regions:
            return True
        rows = [*regions_of(night, audience, what)]
        into = {regions[name].parent(night, *named(row)[1]) for row in rows}
        held = [one for one in self.looks if named(one)[0] == name and stands(night, audience, one, into)]
        return held + [row for row in rows if row not in self.looks] == rows


def stands(night: Night, audience: Audience, row: str, lists: Container[str]) -> bool:
    """Whether the row is there, and in one of these lists."""
    name, numbers = named(row)
    there = partial_of(night, audience, row) is not None
    return there and REGIONS[audience.kind][name].parent(night, *numbers) in lists


def look_of(alone: Drawn) -> int:
    """What a region looks like alone. Around lists, lists.js shows and hides what has to be."""
    if not alone.inside:
        return hash(tuple(alone.pieces))
    return hash(tuple(BY_LISTS.sub(r"\1", piece) for piece in alone.pieces))
