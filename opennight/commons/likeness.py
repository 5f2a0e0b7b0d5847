"""What means nearly the same in all listed nights, in whatever language: topics and headlines.

They are told to the process that knows what texts mean (meaning.py) whenever the index has changed, so that a
page asks about one text only.
"""

import asyncio
import contextlib
import itertools
from collections import defaultdict
from typing import NamedTuple

from opennight.commons.folding import words
from opennight.errands import Errands
from opennight.meaning import Meaning
from opennight.store.commons import Commons, Thing
from opennight.store.log import Unavailable

KINDS = ("topic", "headline")
MOST = 10_000
"""Of so many it knows what they mean: those of the latest nights."""
LONGEST = 400
"""Characters of a text: what it means is in the first of them."""
NEAREST = 60
"""Texts that are looked at, of which not all can be shown."""
EACH = 3
"""Things that say the very same, at most: one that is pitched everywhere would crowd out all others."""
PATIENCE = 8.0
"""Seconds that somebody waits the first time."""


class Told(NamedTuple):
    """What the process was told under this `name`, when the index was as `stamp` says: for each text the
    things that say it, be it with another number (“Repair café 3”)."""

    name: str
    stamp: str
    things: list[list[Thing]]


class Likeness:
    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self.told: Told | None = None
        self.telling: asyncio.Task[None] | None = None
        self.errands = Errands()
        self.turns = itertools.count(1)

    def begin(self, commons: Commons) -> asyncio.Task[None]:
        """Tell the process what the index says now."""
        if self.telling is None or self.telling.done():
            self.telling = self.errands.begin(self.tell(commons))
        return self.telling

    def warm(self, commons: Commons) -> None:
        """Somebody reads in the commons, and may ask soon."""
        if self.meaning.engine and self.told is None:
            self.begin(commons)

    async def tell(self, commons: Commons) -> None:
        with contextlib.suppress(Unavailable):
            stamp, those = await commons.stamp(), defaultdict[str, list[Thing]](list)
            for one in await commons.of_kinds(KINDS, MOST):
                those[" ".join(word for word in words(one.text) if not word.isdecimal())].append(one)
            name, things = f"commons {next(self.turns)}", list(those.values())
            texts = [said[0].text[:LONGEST] for said in things]
            if not texts or await self.meaning.keep(name, texts):
                self.told = Told(name, stamp, things)

    async def near(self, commons: Commons, this: Thing) -> list[Thing] | None:
        """What means nearly the same as this, the nearest first; None while that is still being found out:
        what many nights say takes some seconds, once. Raises `Unavailable`."""
        if self.told is None or self.told.stamp != await commons.stamp():
            task = self.begin(commons)
            if self.told is None:
                await asyncio.wait({task}, timeout=PATIENCE)  # it goes on, whoever leaves
        if self.told is None:
            return None
        its = self.told
        found = await self.meaning.among(its.name, this.text[:LONGEST], NEAREST) if its.things else []
        if found is None:
            if self.told is its:
                self.told = None  # the process has begun anew
            return None
        others = (one for place, _likeness in found for one in others_of(its.things[place], this))
        return list(others)

    async def end(self) -> None:
        await self.errands.end()


def others_of(those: list[Thing], this: Thing) -> list[Thing]:
    return [one for one in those if (one.code, one.anchor) != (this.code, this.anchor)][:EACH]
