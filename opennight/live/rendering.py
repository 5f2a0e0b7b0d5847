"""Rendering a frame: what changed for a view, as the fragments of its page."""

import logging
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from opennight.clock import now
from opennight.live.audiences import DESK
from opennight.live.blanks import NOBODY, Drawn
from opennight.live.channel import Channel, View
from opennight.live.frames import RELOAD, Frame
from opennight.live.protocol import Changed, Fragment, Mine, Own, packed, text
from opennight.live.regions import (
    ALL_OF_DESK,
    COVERS,
    REGIONS,
    TIMED,
    named,
    on_page,
    partial_of,
    regions_of,
)
from opennight.live.shown import Shown, look_of
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
    """A region or a page as it was drawn: alone, and with the regions inside it, of this night at this
    version. Another night may have the same code."""

    night: Night
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
        """The frame with the marks of this person. If they cannot be found, the person's screens are told to
        reload, and all others get theirs."""
        try:
            return Frame(text(Own(self.mine(night, person))))
        except Exception:
            logger.exception("no marks")
            return RELOAD

    def news(
        self, channel: Channel, night: Night, view: View, since: int, shown: Shown | None = None
    ) -> Frame | None:
        """The frame of what changed for this view after `since`; None if nothing did.

        With `shown`, it follows on that, has only what looks different, and brings `shown` up to date.
        """
        if shown:
            since = shown.version  # whoever is behind has to ask for what was before
        regions = seen(channel, night, view, since)
        if not regions:
            return None
        frame = self.frame(channel, night, view, since, regions, shown)
        if shown:
            shown.version = night.version
        return frame

    def all_news(self, channel: Channel, night: Night, view: View, since: int) -> Frame:
        """The same for a screen that catches up: a frame even if nothing changed."""
        return self.frame(channel, night, view, since, seen(channel, night, view, since))

    def frame(
        self,
        channel: Channel,
        night: Night,
        view: View,
        since: int,
        regions: list[str],
        shown: Shown | None = None,
    ) -> Frame:
        """The frame of these regions. If one cannot be rendered, the screens are told to reload instead."""
        if view.audience.kind == "group" and view.audience.no not in night.lineup:
            return RELOAD  # the group is gone, and its page with it
        try:
            if shown is None:
                fragments = [self.fragment(channel, night, view, region) for region in regions]
            else:
                fragments = [
                    one for region in regions for one in self.different(channel, night, view, region, shown)
                ]
        except Exception:
            logger.exception("not drawn")
            if shown:
                shown.looks.clear()
            return RELOAD
        return self.framed(night, since, fragments)

    def framed(self, night: Night, since: int, fragments: list[Fragment]) -> Frame:
        """The frame that leads from version `since` to now with these fragments."""
        changed = Changed(
            version=night.version,
            after=since,
            mark=self.mark(night, night.version),
            now=now(),
            phase=night.phase,
            fragments=packed(fragments),
        )
        return Frame(text(changed))

    def by_clock(self, channel: Channel, night: Night, view: View, shown: Shown) -> Frame | None:
        """The frame of what only time has changed for this view; None if nothing looks different. What cannot
        be rendered is left for the next time: who is told to reload would be told so again and again."""
        regions = [region for region in TIMED if on_page(night, view.audience, region)]
        try:
            fragments = [
                one for region in regions for one in self.different(channel, night, view, region, shown)
            ]
        except Exception:
            logger.exception("not drawn")
            shown.looks.clear()
            return None
        return self.framed(night, night.version, fragments) if fragments else None

    def different(
        self, channel: Channel, night: Night, view: View, region: str, shown: Shown, around: int = 0
    ) -> Iterator[Fragment]:
        """This region, if it looks different from what is shown, or if its rows would not come to stand where
        they belong; else those inside it that look different."""
        kept = self.kept_of(channel, night, view, region, around)
        same = shown.looks.get(region) == look_of(kept.alone)
        if not (same and shown.in_order(night, view.audience, kept.alone)):
            yield self.fragment(channel, night, view, region)
            self.remember(channel, night, view, region, shown, around)
            return
        changed = self.changed_at(channel, view, region, around)
        for what in kept.alone.inside:
            for gone in shown.forget(night, view.audience, what):
                yield gone, "", ""
            for one in regions_of(night, view.audience, what):
                yield from self.different(channel, night, view, one, shown, changed)

    def remember(
        self, channel: Channel, night: Night, view: View, region: str, shown: Shown, around: int = 0
    ) -> None:
        """Note that this region is shown as it is now, with all that is inside it."""
        kept = self.kept_of(channel, night, view, region, around)
        shown.note(region, look_of(kept.alone))
        changed = self.changed_at(channel, view, region, around)
        for what in kept.alone.inside:
            shown.forget(night, view.audience, what)
            for one in regions_of(night, view.audience, what):
                shown.looks.pop(one, None)  # so that they stand in their order
                self.remember(channel, night, view, one, shown, changed)

    def look_at(self, channel: Channel, night: Night, view: View) -> None:
        """Note what a page shows that has just loaded, as the first one of its view: of a desk all, as its
        parts are large; of others, what was noted before.
        """
        shown = channel.shown.get(view)
        all_of_it = ALL_OF_DESK.split() if view.audience == DESK else []
        regions = seen(channel, night, view, shown.version) if shown else all_of_it
        shown = channel.shown.setdefault(view, Shown())
        for region in regions:
            for _fragment in self.different(channel, night, view, region, shown):
                pass  # its page has it
        shown.version = night.version

    def fragment(self, channel: Channel, night: Night, view: View, region: str) -> Fragment:
        """The region as a push carries it, with its blanks filled for nobody; empty if it is gone."""
        html = self.region(channel, night, view, region).filled(NOBODY).strip()
        name, numbers = named(region)
        return (region, REGIONS[view.audience.kind][name].parent(night, *numbers) if html else "", html)

    def region(self, channel: Channel, night: Night, view: View, region: str, around: int = 0) -> Drawn:
        """A region with all that is inside it; empty if it is gone. `around` is the version at which what
        surrounds it last changed: it may have changed with that.
        """
        return self.kept_of(channel, night, view, region, around).whole

    def kept_of(self, channel: Channel, night: Night, view: View, region: str, around: int) -> Kept:
        """The region with all that is inside it, and alone."""

        def draw() -> str:
            found = partial_of(night, view.audience, region)
            return self.render(night, found[0], view, found[1]) if found else ""

        changed = self.changed_at(channel, view, region, around)
        return self.keep(channel, night, view, region, changed, draw)

    def changed_at(self, channel: Channel, view: View, region: str, around: int) -> int:
        return max(around, *(channel.changed_at(view.audience, one) for one in (region, *COVERS)))

    def keep(
        self,
        channel: Channel,
        night: Night,
        view: View,
        name: str,
        changed: int,
        draw: Callable[[], str],
    ) -> Kept:
        """What `draw` gives, alone and with the regions inside it; it last `changed` at this version.

        If it was drawn since, only regions inside it may have to be drawn again.
        """
        if time.monotonic() > self.kept_since + KEPT_FOR or len(self.kept) >= KEPT:
            self.kept, self.kept_since = {}, time.monotonic()
        place = night.code, view, name
        kept = self.kept.get(place)
        if kept and kept.night is not night:
            kept = None
        if kept and kept.version == night.version:
            return kept
        if kept is None or kept.version < changed:
            alone = Drawn.of(draw())
        elif kept.whole is kept.alone or not seen(channel, night, view, kept.version):
            return kept
        else:
            alone = kept.alone
        whole = alone.whole(lambda inside: self.inside(channel, night, view, inside, changed))
        self.kept[place] = kept = Kept(night, night.version, alone, whole)
        return kept

    def inside(self, channel: Channel, night: Night, view: View, what: str, around: int) -> Iterator[Drawn]:
        """The regions that a blank stands for: one ("@timer"), or all of a kind ("*pitch")."""
        for region in regions_of(night, view.audience, what):
            yield self.region(channel, night, view, region, around)


def seen(channel: Channel, night: Night, view: View, since: int) -> list[str]:
    """The regions that changed after `since` and that the page has now."""
    return [
        region for region in channel.changed(view.audience, since) if on_page(night, view.audience, region)
    ]
