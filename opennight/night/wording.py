"""The words of an entry, tidied: how long they may be, and where a link may lead."""

import re

from opennight.night.kept.notes import Kind
from opennight.night.messages import Refused, _, clean

TEXT = 1000
WHO = 60
DUE = 40
URL = 500
ADDRESS = re.compile(r"(?i)https?://[a-z0-9][a-z0-9.-]*(:\d{1,5})?([/?#][^\s<>\"\\^`{|}]*)?")
"""An address that a link may have: of the web, with a plain host, so that everybody sees where it leads."""
LINES = ("note", "question", "quote", "concern", "answer")
"""What may have several lines."""


def address(kind: Kind, url: str) -> str:
    """The address of a link, which only a link has. Raises `Refused`."""
    if kind != "link":
        return ""
    tidy = clean(url, URL, "url")
    if not ADDRESS.fullmatch(tidy):
        raise Refused(_("Paste an address that begins with https://"), field="url")
    return tidy


def worded(kind: Kind, text: str, who: str, due: str, url: str) -> dict[str, str]:
    """What such an entry says, by field. Raises `Refused`."""
    return {
        "text": clean(text, TEXT, "text", lines=kind in LINES),
        "who": clean(who, WHO, "who", least=0),
        "due": clean(due, DUE, "due", least=0),
        "url": address(kind, url),
    }
