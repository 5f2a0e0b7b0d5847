"""Once the line-up stands: the host asks how close it is to the best there can be."""

import re

from opennight.rehearse.desk import Desk

BOUND = re.compile(r'id="bound".*?(\d+).*?<strong>(.*?)</strong>', re.DOTALL)
"""How many choices are met, and what is said of how many could be."""


async def said(desk: Desk) -> str:
    """What the page says once it is worked out, in a few words; nothing if it says nothing."""
    return read(await desk.page("/lineup/bound?wait"))


def read(page: str) -> str:
    found = BOUND.search(page)
    if not found:
        return ""
    most = re.search(r"\d+", found[2])
    return (
        f"{found[1]} choices met of {most[0]} at most"
        if most
        else f"{found[1]} choices met, and no more could be"
    )
