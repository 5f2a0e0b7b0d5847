"""The words of the live socket: all that a server and its screens say to one another, in JSON.

Nothing else knows their names on the wire, but for the other end of it: static/js/live.js.
"""

from typing import TypedDict

import msgspec
from msgspec import Raw, field

Fragment = tuple[str, str, str]
"""(region's id, id of the element that it belongs into, HTML; empty if it is gone)."""

SIGN_OF_LIFE = "{}"
HOW_TO_SAY = 'say {"since": version}'
"""The reason why a screen is hung up on that says something else."""


class Mine(TypedDict):
    """`marks` like "vote:12"; `text` to fill in; `gone` when the person is not in the night any more."""

    marks: list[str]
    text: dict[str, str]
    gone: bool


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What changed for a view after version `after`, up to `version`, which is known by its `mark`.

    `now` is the server's clock (ms). `fragments` are a list of `Fragment`, still as JSON: most who hear of
    them only count them.
    """

    version: int = field(name="v", default=0)
    after: int = field(name="a", default=0)
    mark: str = field(name="c", default="")
    now: int = 0
    phase: str = ""
    fragments: Raw = field(name="f", default=Raw(b"[]"))


class Own(msgspec.Struct, frozen=True):
    """A person's own marks."""

    mine: Mine


class Reload(msgspec.Struct, frozen=True):
    """Load the page anew."""

    reload: bool = True


class Message(Changed, frozen=True, kw_only=True):
    """Any of these as a screen hears it. A sign of life has nothing in it."""

    mine: Mine | None = None
    reload: bool = False


class Holds(msgspec.Struct, frozen=True):
    """What a screen says: it holds everything up to version `since`, and the mark of that ("": none)."""

    since: int
    mark: str = field(name="c", default="")


def text(said: Changed | Own | Reload | Holds) -> str:
    return msgspec.json.encode(said).decode()


def packed(fragments: list[Fragment]) -> Raw:
    return Raw(msgspec.json.encode(fragments))


def unpacked(fragments: Raw) -> list[Fragment]:
    return msgspec.json.decode(fragments, type=list[Fragment])


hear = msgspec.json.Decoder(Message).decode
"""A message to a screen. Raises `msgspec.MsgspecError` for what is none."""
holds = msgspec.json.Decoder(Holds).decode
"""A message from a screen. Raises `msgspec.MsgspecError` for what is none."""
