"""Strangers' text as Markdown: it stays text, whatever is in it."""

import re
from collections.abc import Callable, Iterable

Gettext = Callable[[str], str]

ANYWHERE = re.compile(
    r"[\\`*_{}\[\]<>#&|~$@^]|:(?=//)|(?<=\bwww)\.|(?<=\bmailto):|(?<=\bxmpp):", re.IGNORECASE
)
"""Marks of emphasis, code, links, images, HTML, entities, tables, mathematics and templates; and what would
make a bare address a link."""
AT_THE_START = re.compile(r"[-+=:!]|\d+(?=[.)])")
"""Marks that make a line a list, a heading, a rule, a definition or a box."""


def line(text: str) -> str:
    """One line of strangers' text, escaped so that Markdown shows it as it is."""
    flat = " ".join(text.split())
    safe = ANYWHERE.sub(lambda mark: "\\" + mark[0], flat)
    if start := AT_THE_START.match(safe):
        # The backslash goes before the mark, but after the number if it would start a list: "1\. Bees".
        place = start.end() if start[0].isdigit() else 0
        safe = safe[:place] + "\\" + safe[place:]
    return safe


def block(text: str, indent: str = "") -> str:
    """Strangers' text of several lines; each further line goes under the first, after `indent`."""
    return f"\\\n{indent}".join(row for row in map(line, text.splitlines()) if row)


def joined(parts: Iterable[str], between: str = " · ") -> str:
    """The parts that are not empty."""
    return between.join(filter(None, parts))


def item(text: str, *about: str, after: str = "") -> str:
    """An entry of a list: what was said, and by whom; `after` comes right after the words."""
    return f"- {joined((block(text, '  ') + after, joined(map(line, about))), ' — ')}"
