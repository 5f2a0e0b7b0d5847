"""The messages of the live socket: everything that a server and its screens say to each other, in JSON.

Their names on the wire are known only here and at the other end, in static/js/live.js.
"""

from typing import TypedDict

import msgspec
from msgspec import Raw, field

Fragment = tuple[str, str, str]
"""(region's id, id of the element that a new one is appended to, HTML: empty if the region is gone)."""

SIGN_OF_LIFE = "{}"
HOW_TO_SAY = 'say {"since": version}'
"""The reason for closing on a screen that says anything else."""


class Mine(TypedDict):
    """`marks` like "vote:12"; `text` to fill in; `gone` when the person is no longer in the night."""

    marks: list[str]
    text: dict[str, str]
    gone: bool


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What changed for a view after version `after`, up to `version`, which is known by its `mark`.

    `now` is the server's clock (ms). `fragments` are a list of `Fragment`, left as JSON: few
    readers look inside.
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
    """Reload the page."""

    reload: bool = True


class Message(Changed, frozen=True, kw_only=True):
    """Any of these, as a screen receives it. A sign of life is empty."""

    mine: Mine | None = None
    reload: bool = False


class Holds(msgspec.Struct, frozen=True):
    """What a screen says: it holds everything up to version `since`, which has this mark ("": none)."""

    since: int
    mark: str = field(name="c", default="")


def text(said: Changed | Own | Reload | Holds) -> str:
    return msgspec.json.encode(said).decode()


def packed(fragments: list[Fragment]) -> Raw:
    return Raw(msgspec.json.encode(fragments))


def unpacked(fragments: Raw) -> list[Fragment]:
    return msgspec.json.decode(fragments, type=list[Fragment])


hear = msgspec.json.Decoder(Message).decode
"""Read a message to a screen. Raises `msgspec.MsgspecError` for anything else."""
holds = msgspec.json.Decoder(Holds).decode
"""Read a message from a screen. Raises `msgspec.MsgspecError` for anything else."""
