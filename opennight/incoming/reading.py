"""Finds out what a file is, and reads it. Nobody knows who made it: it is small, or it is not read."""

import codecs

from opennight.incoming import schedule, table
from opennight.night.bringing import Wall
from opennight.night.messages import Refused, _

MOST = 2_000_000
"""Bytes of a file."""
FIELD = "file"
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read(content: bytes, date: str) -> Wall:
    """What it holds of the day `date` (YYYY-MM-DD), if it has days. Raises `Refused` with a sentence."""
    if len(content) > MOST:
        raise Refused(_("This file is too large: the limit is %(most)s MB."), "too much", field=FIELD, most=2)
    if not content.strip():
        raise Refused(_("This file is empty."), field=FIELD)
    head = content.lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:1]
    if head == b"<":
        wall = schedule.of_xml(content, date)
    elif head in b"{[":
        wall = schedule.of_json(content, date)
    else:
        wall = table.read(text_of(content))
    if not wall.topics:
        raise Refused(_("There are no topics in this file."), field=FIELD)
    return wall


def text_of(content: bytes) -> str:
    kind = next((name for bom, name in BOMS.items() if content.startswith(bom)), "utf-8")
    try:
        return content.decode(kind)
    except UnicodeDecodeError:
        raise Refused(
            _("This file is not UTF-8 text. Save it as “CSV UTF-8”, then try again."), field=FIELD
        ) from None
