"""Whether whoever speaks to a page can press what they read on it: the name that a program knows a button or
a link by has to hold the words that stand on it (WCAG 2.5.3)."""

import html
import re
from collections.abc import Iterator

NAMED = re.compile(
    r'<(button|a|summary)\b((?:[^>"]|"[^"]*")*)\saria-label="([^"]*)"(?:[^>"]|"[^"]*")*>(.*?)</\1>', re.S
)
"""With a name of its own: its tag, its attributes before that, the name, and what stands on it."""
UNREAD = re.compile(r'<(\w+)[^>]*\s(?:aria-hidden="true"|hidden)[^>]*>.*?</\1>|<[^>]*>', re.S)
MARKS = re.compile(r"[⟦⟧※]")
"""Of what is translated, and of what people have typed: see test_language.py."""


def spoken(text: str) -> str:
    return " ".join(MARKS.sub("", html.unescape(text)).lower().split())


def unlike(page: str) -> Iterator[str]:
    """Each button and link whose name lacks the words on it: "words: name"."""
    for _tag, _attributes, name, inside in NAMED.findall(page):
        words = spoken(UNREAD.sub(" ", inside))
        if re.search(r"\w", words) and words not in spoken(name):
            yield f"{words}: {spoken(name)}"
