"""What every noun of the night is made of: commands, events, refusals, and text that is translated later."""

import re
import unicodedata
from typing import Literal

import msgspec

GUEST = "guest"
"""The sender of a join: whoever has not joined yet is nobody; the id that only they know tells them apart."""

DESK = 0
"""The `by` of a command that comes from the host's desk or from a helper; persons are numbered from 1."""

JOINERS = "\u200c\u200d"
"""Invisible, but needed to write Persian, the scripts of India, and many emoji."""

Kind = Literal["bad", "late", "full", "forbidden", "missing", "quota", "too much", "too many", "busy"]
"""Waiting helps with "too many" (that was too fast) and "busy": a browser sends the same again by itself.

A "quota" is what somebody, or the night, may have at most; there a person has to do something about it.
"""


def _(text: str) -> str:
    """Mark a text for translation; whoever shows it translates it (the domain knows no language)."""
    return text


class Refused(Exception):
    """The one way in which a command fails: an answer, not an error.

    `text` is a sentence for a person in a noisy room, with `%(name)s` places filled from `values`; `field`
    names the form field it belongs beside; `offer` is the pitch whose group is the next best choice.
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


def key(sender: object, id: str) -> str:
    """What a command is known by: an id means something only together with who used it."""
    return f"{sender} {id}"


# gc=False in all three: plain data has no cycles, and there is a lot of it while a night is opened.
class Command(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What somebody wants.

    `id` makes a repeat harmless, `at` is milliseconds since 1970 (UTC), `by` is a person's number or DESK.
    """

    id: str
    at: int
    by: int = DESK

    @property
    def sender(self) -> str:
        """Whose this is: GUEST, or `by` as a text."""
        return str(self.by)

    @property
    def key(self) -> str:
        """What the night knows it by."""
        return key(self.sender, self.id)


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What happened: `at` in milliseconds since 1970 (UTC), `by` a person's number or DESK."""

    at: int
    by: int = DESK

    @property
    def sender(self) -> str:
        """Whose command it was (see `Command.sender`)."""
        return str(self.by)


class Recorded(msgspec.Struct, frozen=True, gc=False):
    """An event at its place in the night's log: versions run 1, 2, 3 …; `command` is the id of its cause."""

    version: int
    command: str
    event: Event

    @property
    def key(self) -> str:
        """The same as that of its command."""
        return key(self.event.sender, self.command)


def shown(char: str) -> str:
    """The character as it is kept: invisible marks (some turn a line around) vanish, odd spaces get plain."""
    kind = unicodedata.category(char)
    if kind == "Cf":
        return char if char in JOINERS else ""
    return " " if kind in ("Cc", "Cs", "Zl", "Zp", "Zs") else char


def clean(text: str, most: int, field: str, *, least: int = 1, lines: bool = False) -> str:
    """The text without stray spaces and control characters, or a refusal that says what is wrong with it."""
    rows = [" ".join("".join(map(shown, row)).split()) for row in text.splitlines()]
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip() if lines else " ".join(filter(None, rows))
    if len(tidy.strip(JOINERS)) < least:
        raise Refused(_("Please write something here."), field=field)
    if len(tidy) > most:
        raise Refused(
            _("Too long by %(over)s: at most %(most)s characters fit."),
            field=field,
            over=len(tidy) - most,
            most=most,
        )
    return tidy
