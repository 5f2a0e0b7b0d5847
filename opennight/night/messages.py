"""What every noun of the night is made of: commands, events, refusals, and text that is translated later."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any, ClassVar, Literal, TypeVar, cast

import msgspec

DESK = 0
"""In place of a person's number: the desk itself. People are numbered from 1."""

JOINERS = "\u200c\u200d"
"""Invisible, but needed to write Persian, the scripts of India, and many emoji."""

BLANKS = dict.fromkeys("\u3164\uffa0\u2800", " ") | dict.fromkeys(
    "\u034f\u115f\u1160\u17b4\u17b5\U0001d159", ""
)
"""Letters, symbols and marks that show nothing: fillers, a cell of Braille without dots, and the like."""

BLANKS |= dict.fromkeys((chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)), "")
BLANKS |= dict.fromkeys(map(chr, range(0xFDD0, 0xFDF0)), "")
"""What will never be a character, and makes an XML file that has one unreadable."""

LONG = 20
"""How many times longer than it may be a text is hopeless, whatever stray spaces are in it."""
MOST_MARKS = 4
"""Marks above and below one letter: Hebrew has a dot, a dagesh, a vowel and an accent."""

NEW_EMOJI = range(0x1F000, 0x1FC00)
"""Where emoji are, also those that this Python does not know yet."""

Shape = TypeVar("Shape")

Kind = Literal["bad", "late", "full", "forbidden", "missing", "gone", "quota", "too much", "too many", "busy"]
"""Waiting helps with "too many" (that was too fast) and "busy": the browser tries again by itself.

A "quota" is the most that a person or the night may have: there somebody has to act first. What is "gone" was
the page's: it is one of somebody who had the device before.
"""


def _(text: str) -> str:
    """Mark a text for translation; whoever shows it translates it (the domain knows no language)."""
    return text


def fields_of(one: object, shape: type[Shape]) -> Shape:
    """What a struct has of the fields of a `TypedDict`, which are all among its own."""
    return cast(Shape, {name: getattr(one, name) for name in shape.__annotations__})


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Mark a text for translation, in the singular and in the plural."""
    return one, many


class Refused(Exception):
    """The one way in which a command fails: an answer, not an error.

    `text` is a sentence for a person in a noisy room, with `%(name)s` placeholders filled from `values`;
    `field` names the form field it belongs beside; `offer` is the group that is the next best choice.
    """

    def __init__(
        self, text: str, kind: Kind = "bad", *, field: str = "", offer: int | None = None, **values: object
    ) -> None:
        super().__init__(text)
        self.text = text
        self.kind = kind
        self.field = field
        self.offer = offer
        self.values = values

    def __str__(self) -> str:
        return self.text % self.values


Role = Literal["person", "host", "helper", "reporter", "guest", "system", "import"]


# gc=False in all of these: plain data has no cycles, and there is a lot of it while a night is opened.
class Actor(msgspec.Struct, frozen=True, gc=False):
    """Who is answerable for something: a person by their number, the host, a helper by the number of their
    device, a reporter by theirs, a guest (somebody who is just joining), the system, or an import.

    The other fields follow from these two: `text` is how the log has it, `person` the number of a person (0
    for all others), `at_desk` whether it acts from the desk, for somebody or for the night.
    """

    role: Role
    no: int = 0
    text: str = ""
    person: int = 0
    at_desk: bool = False

    def __post_init__(self) -> None:
        follow = msgspec.structs.force_setattr
        follow(self, "text", f"{self.role}:{self.no}" if self.no else self.role)
        follow(self, "person", self.no if self.role == "person" else 0)
        follow(self, "at_desk", self.role in ("host", "helper", "system", "import"))

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, text: str) -> "Actor":
        """The actor that `str` made this text from. Raises `ValueError` for any other text."""
        role, _colon, no = text.partition(":")
        return msgspec.convert({"role": role, "no": int(no or 0)}, cls)


HOST = Actor("host")
GUEST = Actor("guest")
SYSTEM = Actor("system")


@lru_cache(maxsize=10_000)
def acting(no: int) -> Actor:
    """The person with this number, as an actor."""
    return Actor("person", no)


def key(actor: Actor | str, id: str) -> str:
    """What a command is known by: an id counts only together with who used it."""
    return f"{actor} {id}"


class Command(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What somebody wants. `id` makes a repeat harmless, `at` is milliseconds since 1970 (UTC).

    `desk_key` is the renewal of the desk key with which it was let in, if it comes from the desk.
    """

    id: str
    at: int
    actor: Actor
    desk_key: int | None = None

    @property
    def key(self) -> str:
        """What the night knows it by."""
        return key(self.actor.text, self.id)

    @property
    def by(self) -> int:
        """The number of the person who acts; DESK if it is not a person."""
        return self.actor.person

    @property
    def reporter(self) -> int:
        """The number of the reporter who acts; 0 if it is not a reporter."""
        return self.actor.no if self.actor.role == "reporter" else 0

    @property
    def at_desk(self) -> bool:
        """Whether it comes from the desk, for somebody or for the night."""
        return self.actor.at_desk


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What happened. Its envelope (`Recorded`) says when, and who is answerable.

    KIND is its name in the log, which never changes; FORM goes up when its fields change (see upcast.py).
    PERSONAL names the fields that people wrote about themselves or in their own words. They may be erased one
    day: then they read as their default, which is empty.
    """

    KIND: ClassVar[str]
    FORM: ClassVar[int] = 1
    PERSONAL: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def stored_as(cls) -> str:
        """Its name in the log, with its form: "vote-cast/1"."""
        return f"{cls.KIND}/{cls.FORM}"


class Recorded(msgspec.Struct, frozen=True, gc=False):
    """An event in its envelope. `version` is its place in the night's log (1, 2, 3 …), `command` the id of
    the command that caused it, `at` milliseconds since 1970 (UTC), `actor` who is answerable.
    """

    version: int
    command: str
    at: int
    actor: Actor
    event: Event

    @property
    def key(self) -> str:
        """The key of its command."""
        return key(self.actor.text, self.command)


class Label(msgspec.Struct, frozen=True, gc=False):
    """What a step of the desk is called: a text to translate, its plural if it counts something, and what it
    is `about`: how many ("num"), or which pitch, group or person, by number. They are named when the text is
    shown (night/undo.py): so it follows their new names, and nothing that people wrote is kept in it.
    """

    text: str
    many: str = ""
    about: dict[str, int] = {}


Called = Callable[[Any, Any], Label]
"""(the night before, event) → what the step is called."""
Back = Callable[[Any, Any], list[Event]]
"""(the night before, event) → what takes the event back."""
Undo = tuple[Called, Back]


def plain(text: str) -> Called:
    """A name that is the same each time."""
    return lambda night, event: Label(text)


def of_pitch(text: str) -> Called:
    """A name with the event's pitch in it, as %(pitch)s."""
    return lambda night, event: Label(text, about={"pitch": event.pitch})


def of_group(text: str) -> Called:
    """A name with the event's group in it, as %(group)s."""
    return lambda night, event: Label(text, about={"group": event.group})


def shown(char: str) -> str:
    """The character as it is kept: invisible marks (some reverse a line) go, odd spaces become plain ones."""
    kind = unicodedata.category(char)
    if kind == "Cf":
        return char if char in JOINERS else ""
    return " " if kind in ("Cc", "Cs", "Zl", "Zp", "Zs") else BLANKS.get(char, char)


def is_seen(char: str) -> bool:
    """Whether it shows something by itself, as joiners and combining marks do not."""
    return unicodedata.category(char)[0] in "LNPS" or ord(char) in NEW_EMOJI


def unpiled(row: str) -> str:
    """The row without marks piled up so high on a letter that they cover the lines around it."""
    if row.isascii():
        return row
    kept, height = [], 0
    for char in row:
        if piles := bool(unicodedata.combining(char)) or unicodedata.category(char) == "Me":
            height += 1
        elif char not in JOINERS and unicodedata.category(char) != "Mn":
            height = 0
        if height <= MOST_MARKS or not piles:
            kept.append(char)
    return "".join(kept)


def tidied(row: str) -> str:
    """The row in characters that are seen, or needed."""
    return row if row.isascii() and row.isprintable() else unpiled("".join(map(shown, row)))


def clean(text: str, most: int, field: str, *, least: int = 1, lines: bool = False) -> str:
    """The text without stray spaces and control characters, or a refusal that says what is wrong with it."""
    if len(text) > LONG * (most + LONG):  # it is not looked at: that would take longer than all else
        raise too_long(len(text), most, field)
    rows = [" ".join(tidied(row).split()) for row in text.splitlines()]
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip() if lines else " ".join(filter(None, rows))
    if least and not any(map(is_seen, tidy)):
        raise Refused(_("Please write something here."), field=field)
    if len(tidy) > most:
        raise too_long(len(tidy), most, field)
    return tidy


def too_long(length: int, most: int, field: str) -> Refused:
    text = _("Too long by %(over)s: the limit is %(most)s characters.")
    return Refused(text, field=field, over=length - most, most=most)
