"""Sheets in photos: has another process find their corners, and straighten them (see flipchart.py)."""

import pathlib
from collections import OrderedDict
from collections.abc import Sequence

from opennight.media.developing import Picture
from opennight.media.pictures import Darkroom
from opennight.media.processes import paths

MODULE = "opennight.media.flipchart"
Spot = tuple[float, float]
KNOWN = 500
"""Proposals that are remembered: whoever looks again does not wait, and costs nothing."""
NEARLY_ALL = (30, 30, 970, 30, 970, 970, 30, 970)
"""What is proposed where nothing looks like a sheet."""


class Sheets:
    """Corners are x and y of each, from the top left clockwise, in thousandths of the width and height."""

    def __init__(self, darkroom: Darkroom) -> None:
        self.darkroom = darkroom
        self.known = OrderedDict[str, tuple[int, ...]]()

    def proposed(self, hash: str) -> tuple[int, ...]:
        """The corners that were found in the picture with this hash, if any were."""
        return self.known.get(hash, NEARLY_ALL)

    async def look(self, hash: str, file: pathlib.Path) -> None:
        """Find the corners of the sheet in a picture, unless that was done. Raises `Refused`."""
        if hash in self.known:
            return
        found = await self.darkroom.work(MODULE, "propose", *paths(file), into=list[Spot])
        spots = tuple(round(1000 * each) for spot in found for each in spot)
        self.known[hash] = spots or NEARLY_ALL
        if len(self.known) > KNOWN:
            self.known.popitem(last=False)

    async def straighten(self, source: pathlib.Path, target: pathlib.Path, corners: Sequence[int]) -> Picture:
        """Write what is between the corners into `target`, so that it can be read. Raises `Refused`."""
        given = ("straighten", *paths(source, target), *map(str, corners))
        return await self.darkroom.work(MODULE, *given, into=Picture)
