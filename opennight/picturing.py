"""The evening in pictures, kept beside the night: its log is read once, and what it shows is drawn in a
thread, once for each language, and again only when something in it has changed."""

import asyncio
import contextlib
import gettext
from collections import OrderedDict
from dataclasses import dataclass, field

from opennight.night.chronicle import Chronicle, follow
from opennight.night.state import Night
from opennight.record import plots, replay
from opennight.record.plots import Plots, Seen
from opennight.record.replay import Replay
from opennight.store.ahead import pieces
from opennight.writers import Writers, or_away

KEPT = 50
"""Nights whose pictures are remembered."""


@dataclass(slots=True)
class Known:
    """What is known of a night: what its log says; what its pictures showed when it was at this `version`;
    what was drawn of it, by language; and its replay, with the version that it is of."""

    chronicle: Chronicle = field(default_factory=Chronicle)
    version: int = 0
    seen: Seen | None = None
    drawn: dict[str, Plots] = field(default_factory=dict)
    replay: tuple[int, Replay] | None = None
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pictures:
    """Draws each night once for all who look."""

    def __init__(self) -> None:
        self.known = OrderedDict[str, Known]()

    def kept(self, code: str) -> Known:
        known = self.known.setdefault(code, Known())
        self.known.move_to_end(code)
        while len(self.known) > KEPT:
            self.known.popitem(last=False)
        return known

    async def of(
        self, writers: Writers, code: str, language: str, catalogue: gettext.NullTranslations
    ) -> Plots:
        """The pictures of this night, as it is now, in this language. Refuses if the log cannot be read."""
        known = self.kept(code)
        async with known.busy:
            _night, seen = await look(known, writers, code)
            drawn = known.drawn.get(language)
            if drawn is None or drawn.seen != seen:
                known.drawn[language] = drawn = await asyncio.to_thread(plots.drawn, seen, catalogue)
            return drawn

    async def replay(self, writers: Writers, code: str) -> Replay:
        """The night as it is now, to watch again. Refuses if the log cannot be read."""
        known = self.kept(code)
        async with known.busy:
            night, seen = await look(known, writers, code)
            if known.replay is None or known.replay[0] != known.version:
                known.replay = (known.version, replay.of(night, known.chronicle, seen.course))
            return known.replay[1]


async def look(known: Known, writers: Writers, code: str) -> tuple[Night, Seen]:
    """The night now, and what the pictures show of it; at the same version that is the same."""
    night = await writers.night(code)
    if not follows(known.chronicle, night):
        known.chronicle, known.seen, known.replay = Chronicle(), None, None
    if known.seen is None or night.version != known.version:
        await read(writers, code, known.chronicle)
        night = await writers.night(code)
        known.version, known.seen = night.version, plots.of(night, known.chronicle)
    return night, known.seen


def follows(chronicle: Chronicle, night: Night) -> bool:
    """Whether the night goes on from what was read of it: another one may have its code after a restore."""
    version = chronicle.version
    return version <= night.version and (not version or night.trail[version - 1] == chronicle.command)


async def read(writers: Writers, code: str, chronicle: Chronicle) -> None:
    """What the log has beyond it, in pieces, so that others get their turn."""
    with or_away():
        async with contextlib.aclosing(pieces(writers.log, code, chronicle.version)) as found:
            async for piece in found:
                for recorded in piece:
                    follow(chronicle, recorded)
