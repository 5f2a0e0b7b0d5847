"""Strangers' text as MediaWiki text: it stays text, whatever is in it; and the pieces of a page."""

import re
import urllib.parse
from collections.abc import Iterable

MARKUP = re.compile(
    r"[\[\]{}<>&|~]|''|^'|'$|__|://|^[*#:;=!\s-]"
    r"|(?i:\b(?:ISBN|RFC|PMID)\s|\b(?:mailto|news|tel|sips?|xmpp|urn|geo|magnet|bitcoin):)"
)
"""What a wiki makes something else of: links, templates, tags, tables, signatures, emphasis, switches, lists,
headings, and addresses that it links by itself."""

UNSAFE = re.compile(r"[\s\[\]<>\"{}|']")
"""What would end an address, or be markup within it."""


def text(said: str) -> str:
    """On one line, or several with breaks between them."""
    return "<br>".join(quiet(row) for row in said.split("\n") if row.strip())


def quiet(row: str) -> str:
    if not MARKUP.search(row):
        return row
    safe = row.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<nowiki>{safe}</nowiki>"


def heading(level: int, said: str) -> str:
    marks = "=" * level
    return f"{marks} {text(said)} {marks}"


def link(address: str, label: str) -> str:
    """To somewhere else; nothing without an address. One that strangers wrote may hold no blank and no
    bracket."""
    if not address:
        return ""
    safe = UNSAFE.sub(lambda found: urllib.parse.quote(found[0], safe=""), address)
    return f"[{safe} {text(label)}]"


def joined(parts: Iterable[str], between: str = " · ") -> str:
    return between.join(filter(None, parts))
