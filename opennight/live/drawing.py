"""Drawing a frame: what changed for a view, as the fragments of its page."""

import logging
from collections.abc import Callable

import msgspec

from opennight.live.frames import RELOAD, Frame
from opennight.live.house import House, View
from opennight.live.regions import REGIONS, named, on_page
from opennight.night.state import Night
from opennight.when import now

logger = logging.getLogger("opennight")

Draw = Callable[[Night, str, View, dict[str, object]], str]
"""(night, partial, view, values) → HTML."""
Mark = Callable[[Night, int], str]
"""(night, version) → what its history is known by at that version; no secret, and nobody can make it up."""


class Drawing:
    """Makes frames. `draw` renders a partial, `mine` a person's own marks, `mark` a version's mark."""

    def __init__(self, draw: Draw, mine: Callable[[Night, int], object], mark: Mark) -> None:
        self.draw = draw
        self.mark = mark
        self.mine = mine

    def own(self, night: Night, person: int) -> Frame:
        return Frame(msgspec.json.encode({"mine": self.mine(night, person)}).decode())

    def news(self, house: House, night: Night, view: View, since: int) -> Frame | None:
        """The frame of what changed for this view after `since`; None if nothing did."""
        regions = seen(house, night, view, since)
        return self.frame(night, view, since, regions) if regions else None

    def whole(self, house: House, night: Night, view: View, since: int) -> Frame:
        """The same for a screen that waits to hear: a frame even if nothing changed."""
        return self.frame(night, view, since, seen(house, night, view, since))

    def frame(self, night: Night, view: View, since: int, regions: list[str]) -> Frame:
        """Where a fragment cannot be drawn, the screens are told to load their page instead."""
        kind, _colon, page = view.audience.partition(":")
        if kind == "group" and int(page) not in night.lineup:
            return RELOAD  # this group is not any more, and its page with it
        try:
            said = {
                "v": night.version,
                "a": since,
                "c": self.mark(night, night.version),
                "now": now(),
                "phase": night.phase,
                "f": [self.fragment(night, view, region) for region in regions],
            }
        except Exception:
            logger.exception("not drawn")
            return RELOAD
        return Frame(msgspec.json.encode(said).decode())

    def fragment(self, night: Night, view: View, region: str) -> tuple[str, str, str]:
        """(region's id, id of the element that it belongs into, HTML; empty if it is gone)."""
        name, no = named(region)
        kind, _colon, page = view.audience.partition(":")
        how = REGIONS[kind][name]
        about = how.about(night, no or int(page or 0))
        if about is None:
            return (region, "", "")
        return (region, how.parent(night, no), self.draw(night, how.partial, view, about))


def seen(house: House, night: Night, view: View, since: int) -> list[str]:
    """The regions that changed after `since` and that the page has now."""
    return [region for region in house.changed(view.audience, since) if on_page(night, view.audience, region)]
