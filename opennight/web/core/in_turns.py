"""Long pages, with turns for everybody else while they are drawn: nobody's vote waits for a record of 2,500
people. The night must not change meanwhile; if it has, the page is begun anew."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Generator
from typing import Any, TypeVar

import jinja2

from opennight.live.blanks import Drawn
from opennight.night.state import Night
from opennight.web.core import pages
from opennight.web.core.templates import templates
from opennight.writers import Away

TURN = 0.01
"""Seconds of drawing after which the others have a turn."""
TRIES = 3
"""How often a page is begun before it is drawn in one go: people may go on and on changing the night."""

T = TypeVar("T")
Known = Callable[[], dict[str, Any]]
"""What the template knows, as the night is then."""


async def whole(
    night: Night, template: str, language: str, known: Known, current: Callable[[], Awaitable[Night]]
) -> Drawn:
    """A page, with the regions inside it. `current` waits until what was done to the night is on the disk.
    Raises `Away` if the night had to be read anew."""
    page = templates(language).get_template(template)
    for _try in range(TRIES):
        its = known()
        if (text := await drawn(night, page, its)) is not None:
            return pages.with_regions(text, language, its)
        if await current() is not night:
            raise Away
    return pages.whole(template, language, known())


async def drawn(night: Night, page: jinja2.Template, known: dict[str, Any]) -> str | None:
    """The page's text with its blanks; None if the night has changed in between."""
    pieces, version, began = [], night.version, time.perf_counter()
    for piece in page.generate(known):
        pieces.append(piece)
        if time.perf_counter() - began > TURN:
            await asyncio.sleep(0)
            if night.version != version:
                return None
            began = time.perf_counter()
    return "".join(pieces)


async def worked_out(
    night: Night, begin: Callable[[Night], Generator[None, None, T]], keep: Callable[[Night, T], None]
) -> None:
    """Hand to `keep` what these steps come to; nothing if the night has changed in between."""
    steps, version, began = begin(night), night.version, time.perf_counter()
    while True:
        try:
            next(steps)
        except StopIteration as end:
            keep(night, end.value)
            return
        if time.perf_counter() - began > TURN:
            await asyncio.sleep(0)
            if night.version != version:
                return
            began = time.perf_counter()
