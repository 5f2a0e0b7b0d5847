"""A made-up language that marks each text that is translated; what is left over on a page in it is not."""

import gettext
import html
import re
from functools import cache

from opennight.night.tidy import LANGUAGES
from tests import messages

KEPT = re.compile(
    r"(https?://)?(10\.0\.0\.1|9\.9\.9\.9)(:8000)?\S*|\b\d+-[A-Z2-9]{6}([A-Z2-9]{2})?\b|\b(opennight|Markdown|CSV|JSON|UTC|Europe/Berlin|Q|en|de)\b"
    + rf"|\b({'|'.join(LANGUAGES.values())})\b"
    + r"|CC BY(-SA)? 4\.0|CC0 1\.0"
    + r"|CC BY(-SA)? 4\.0|CC0 1\.0|https://creativecommons\.org/\S*"
)
"""What is the same in every language: addresses, codes and names of languages, names of things, zones and
licences, an initial."""
READ_OUT = {"aria-label", "aria-description", "aria-valuetext", "alt", "title", "placeholder", "label"}
PIECE = re.compile(
    r"""<!--.*?-->|<!doctype[^>]*>|<(/?)([a-z][a-z0-9-]*)((?:[^>"]|"[^"]*")*)>|([^<]+|<)""", re.S
)
"""A tag (whether it ends something, its name and its attributes) or a text."""
ATTRIBUTE = re.compile(r'([^\s="]+)="([^"]*)"')
END = "\0"
OURS = {"script", "style", "kbd"}
"""What they hold is no text; keys are the same in every language."""
BLOCKS = {
    "p",
    "li",
    "option",
    "title",
    "h1",
    "h2",
    "h3",
    "h4",
    "button",
    "a",
    "label",
    "summary",
    "td",
    "th",
    "div",
}


class Pseudo(gettext.NullTranslations):
    """A language that knows what is to be translated, and remembers what it was asked for. That all of it has
    been collected, test_translations says."""

    def __init__(self) -> None:
        super().__init__()
        self.known = {form for forms in messages.known(messages.read(messages.POT)) for form in forms}
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return f"⟦{message}⟧" if message in self.known else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked |= {msgid1, msgid2}
        return self.gettext(msgid1 if n == 1 else msgid2)


@cache
def shown(tag: str, said: str) -> tuple[str, ...]:
    """Those of the attributes of this tag that are read out or shown. Most tags are on many pages."""
    attributes = dict(ATTRIBUTE.findall(said))
    kind = attributes.get("type", "text")

    def of_words(name: str, value: str) -> bool:
        typed = name == "value" and tag == "input" and kind in ("text", "search", "submit")
        # Scripts show what data-* attributes hold; a plain word or number is for the scripts themselves.
        data = name.startswith("data-") and re.search(r"\s|[A-Z]|⟦", value)
        return name != "data-first" and bool(name in READ_OUT or typed or data)

    return tuple(value for name, value in attributes.items() if of_words(name, value))


class Words:
    """What a page says: its text, and the attributes that are read out or shown."""

    def __init__(self, page: str) -> None:
        said: list[str] = []
        pieces: list[str] = []
        code = 0
        for end, tag, attributes, text in PIECE.findall(page):
            if not tag:
                pieces.append("" if code else text)
            elif end:
                code -= tag in OURS
                pieces.append(END if tag in BLOCKS else "")
            else:
                code += tag in OURS
                said += shown(tag, attributes)
        self.texts = [*"".join(pieces).split(END), *said]


@cache
def left_over(text: str) -> tuple[str, ...]:
    """The words in it that are neither translated nor typed by people. Most texts are on many pages."""
    rest, text = "", html.unescape(text)
    while rest != text:
        rest, text = text, re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    return tuple(re.findall(r"[^\W\d_]+", re.sub(r"※[^\s,.”⟧]*", " ", KEPT.sub(" ", text))))


def untranslated(page: str) -> list[str]:
    return [word for text in Words(page).texts for word in left_over(text)]
