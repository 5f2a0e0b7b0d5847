"""Rendering a frame: what changed for a view, as the fragments of its page."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from opennight.clock import now
from opennight.live.audiences import Audience
from opennight.live.blanks import NOBODY, Drawn
from opennight.live.channel import Channel, View
from opennight.live.frames import RELOAD, Frame
from opennight.live.protocol import Changed, Fragment, Mine, Own, packed, text
from opennight.live.regions import COVERS, REGIONS, named, on_page, partial_of
from opennight.night.state import Night

logger = logging.getLogger("opennight")

Render = Callable[[Night, str, View, dict[str, object]], str]
"""(night, partial, view, values) → HTML with blanks."""
Mark = Callable[[Night, int], str]
"""(night, version) → the mark of its history at that version; it gives nothing away and cannot be made up."""

KEPT_FOR = 1.0
"""Seconds for which what was drawn is kept: some of it tells the time …"""
KEPT = 10_000
"""… and how many regions and pages of it at most."""


class Kept(NamedTuple):
    """A region or a page as it was drawn: alone, and with the regions inside it, at this version."""

    version: int
    alone: Drawn
    whole: Drawn


class Renderer:
    """Makes frames, and the shared part of pages.

    `render` renders a partial, `mine` gives a person's own marks, `mark` a version's mark. `kept` is what was
    drawn lately, by night, view and region: however many ask, a region is drawn again only if it has changed.
    """

    def __init__(self, render: Render, mine: Callable[[Night, int], Mine], mark: Mark) -> None:
        self.render = render
        self.mark = mark
        self.mine = mine
        self.kept: dict[tuple[str, View, str], Kept] = {}
        self.kept_since = 0.0

    def own(self, night: Night, person: int) -> Frame:
        return Frame(text(Own(self.mine(night, person))))

    def news(self, channel: Channel, night: Night, view: View, since: int) -> Frame | None:
        """The frame of what changed for this view after `since`; None if nothing did."""
        regions = seen(channel, night, view, since)
        return self.frame(channel, night, view, since, regions) if regions else None

    def all_news(self, channel: Channel, night: Night, view: View, since: int) -> Frame:
        """The same for a screen that catches up: a frame even if nothing changed."""
        return self.frame(channel, night, view, since, seen(channel, night, view, since))

    def frame(self, channel: Channel, night: Night, view: View, since: int, regions: list[str]) -> Frame:
        """The frame of these regions. If one cannot be rendered, the screens are told to reload instead."""
        if view.audience.kind == "group" and view.audience.no not in night.lineup:
            return RELOAD  # the group is gone, and its page with it
        try:
            changed = Changed(
                version=night.version,
                after=since,
                mark=self.mark(night, night.version),
                now=now(),
                phase=night.phase,
                fragments=packed([self.fragment(channel, night, view, region) for region in regions]),
            )
        except Exception:
            logger.exception("not drawn")
            return RELOAD
        return Frame(text(changed))

    def fragment(self, channel: Channel, night: Night, view: View, region: str) -> Fragment:
        html = self.region(channel, night, view, region).filled(NOBODY).strip()
        name, no = named(region)
        return (region, REGIONS[view.audience.kind][name].parent(night, no) if html else "", html)

    def region(self, channel: Channel, night: Night, view: View, region: str, around: int = 0) -> Drawn:
        """A region with all that is inside it; empty if it is gone. What is `around` it changed at that
        version, and it may have changed with that.
        """

        def draw() -> str:
            found = partial_of(night, view.audience, region)
            return self.render(night, found[0], view, found[1]) if found else ""

        changed = max(around, *(channel.changed_at(view.audience, one) for one in (region, *COVERS)))
        return self.drawn(channel, night, view, region, changed, draw)

    def drawn(
        self,
        channel: Channel,
        night: Night,
        view: View,
        name: str,
        changed: int,
        draw: Callable[[], str],
    ) -> Drawn:
        """What `draw` gives, with the regions inside it; it last `changed` at this version.

        If it was drawn since, only regions inside it may have to be drawn again.
        """
        if time.monotonic() > self.kept_since + KEPT_FOR or len(self.kept) >= KEPT:
            self.kept, self.kept_since = {}, time.monotonic()
        place = night.code, view, name
        kept = self.kept.get(place)
        if kept and kept.version == night.version:
            return kept.whole
        if kept is None or kept.version < changed:
            alone = Drawn.of(draw())
        elif kept.whole is kept.alone or not seen(channel, night, view, kept.version):
            return kept.whole
        else:
            alone = kept.alone
        whole = alone.whole(lambda inside: self.inside(channel, night, view, inside, changed))
        self.kept[place] = Kept(night.version, alone, whole)
        return whole

    def inside(self, channel: Channel, night: Night, view: View, what: str, around: int) -> Iterator[Drawn]:
        """The regions that a blank stands for: one ("@timer"), or all of a kind ("*pitch")."""
        for region in regions_of(night, view.audience, what):
            yield self.region(channel, night, view, region, around)


def regions_of(night: Night, audience: Audience, what: str) -> Iterable[str]:
    name = what[1:]
    if what[0] == "@":
        return [name]
    return [f"{name}-{no}" for no in REGIONS[audience.kind][name].each(night)]


def seen(channel: Channel, night: Night, view: View, since: int) -> list[str]:
    """The regions that changed after `since` and that the page has now."""
    return [
        region for region in channel.changed(view.audience, since) if on_page(night, view.audience, region)
    ]
