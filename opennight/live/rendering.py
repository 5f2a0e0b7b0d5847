"""Rendering a frame: what changed for a view, as the fragments of its page."""

import logging
import time
from collections.abc import Callable
from typing import NamedTuple

from opennight.clock import now
from opennight.live.channel import Channel, View
from opennight.live.frames import RELOAD, Frame
from opennight.live.protocol import Changed, Fragment, Mine, Own, packed, text
from opennight.live.regions import COVERS, REGIONS, named, on_page
from opennight.night.state import Night

logger = logging.getLogger("opennight")

Render = Callable[[Night, str, View, dict[str, object]], str]
"""(night, partial, view, values) → HTML."""
Mark = Callable[[Night, int], str]
"""(night, version) → the mark of its history at that version; it gives nothing away and cannot be made up."""

KEPT_FOR = 1.0
"""Seconds for which fragments are kept for screens that catch up …"""
KEPT = 2000
"""… and how many of them at most."""


class Kept(NamedTuple):
    """A fragment, and the night's version when it was rendered."""

    version: int
    fragment: Fragment


class Renderer:
    """Makes frames. `render` renders a partial, `mine` gives a person's own marks, `mark` a version's mark.

    `kept` are fragments rendered lately for screens that catch up, by night, view and region: however many
    ask, and from whichever version, a region is rendered again only if it has changed.
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
        return self.frame(night, view, since, regions, self.fragment) if regions else None

    def whole(self, channel: Channel, night: Night, view: View, since: int) -> Frame:
        """The same for a screen that catches up: a frame even if nothing changed."""
        if time.monotonic() > self.kept_since + KEPT_FOR or len(self.kept) >= KEPT:
            self.kept, self.kept_since = {}, time.monotonic()
        regions = seen(channel, night, view, since)
        for cover in COVERS.keys() & set(regions):
            # The kept one may be a moment old: send what has changed inside it since.
            kept = self.of_late(channel, night, view, cover)
            later = seen(channel, night, view, kept.version) if kept else []
            regions += [region for region in later if region not in regions]

        def fragment(night: Night, view: View, region: str) -> Fragment:
            kept = self.of_late(channel, night, view, region)
            if kept is None:
                kept = Kept(night.version, self.fragment(night, view, region))
                self.kept[night.code, view, region] = kept
            return kept.fragment

        return self.frame(night, view, since, regions, fragment)

    def of_late(self, channel: Channel, night: Night, view: View, region: str) -> Kept | None:
        """This region as it was rendered a moment ago, if it has not changed since."""
        kept = self.kept.get((night.code, view, region))
        return kept if kept and kept.version >= channel.changed_at(view.audience, region) else None

    def frame(
        self,
        night: Night,
        view: View,
        since: int,
        regions: list[str],
        fragment: Callable[[Night, View, str], Fragment],
    ) -> Frame:
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
                fragments=packed([fragment(night, view, region) for region in regions]),
            )
        except Exception:
            logger.exception("not drawn")
            return RELOAD
        return Frame(text(changed))

    def fragment(self, night: Night, view: View, region: str) -> Fragment:
        name, no = named(region)
        how = REGIONS[view.audience.kind][name]
        about = how.about(night, no or view.audience.no)
        if about is None:
            return (region, "", "")
        return (region, how.parent(night, no), self.render(night, how.partial, view, about))


def seen(channel: Channel, night: Night, view: View, since: int) -> list[str]:
    """The regions that changed after `since` and that the page has now."""
    return [
        region for region in channel.changed(view.audience, since) if on_page(night, view.audience, region)
    ]
