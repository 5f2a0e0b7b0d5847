"""A row of the log: an event in its envelope, hashed so that changes are found and personal data can go.

Each row carries a hash over the previous row's hash and its own columns. Personal fields are in a column of
their own, and the hash covers only their salted digest, the seal. Once that column and the salt are blanked,
the chain still holds, and nobody can guess what was there.
"""

import secrets
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from typing import Any

import msgspec

from opennight.night.fold import EVENTS
from opennight.night.messages import Actor, Event, Recorded
from opennight.night.upcast import UPCAST, raised

START = ""
"""Used as the hash before the first row."""


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A row as it is stored. `data` and `personal` are JSON objects; `personal`, `salt` and `seal` are None
    if the kind has no personal fields. Once blanked, `personal` and `salt` are None. `hash` is hexadecimal.
    """

    night: str
    version: int
    command: str
    at: int
    actor: str
    kind: str
    data: str
    personal: str | None
    salt: str | None
    seal: str | None
    hash: str


Stored = tuple[int, str, int, str, str, str, str | None]
"""The columns of a row that are read to open a night: version, command, at, actor, kind, data, personal."""


class Damaged(Exception):
    """A row that cannot be read."""


encode = msgspec.json.Encoder().encode
STORED_AS = {event: kind for kind, event in EVENTS.items()}
decoders = {kind: msgspec.json.Decoder(event) for kind, event in EVENTS.items()}
actor_of = lru_cache(maxsize=10_000)(Actor.parse)


def pack(night: str, recorded: Recorded, before: str) -> Row:
    """The row for what was recorded; `before` is the hash of the row before it in this night."""
    event = recorded.event
    personal = salt = seal = None
    if event.PERSONAL:
        data, personal = parts(event)
        salt = secrets.token_hex(16)
        seal = sealed(salt, personal)
    else:
        data = encode(event).decode()
    version, command, at, actor = recorded.version, recorded.command, recorded.at, recorded.actor.text
    kind = STORED_AS[type(event)]
    hash = chained((before, night, version, command, at, actor, kind, data, seal))
    return Row(night, version, command, at, actor, kind, data, personal, salt, seal, hash)


def parts(event: Event) -> tuple[str, str]:
    """The event as two JSON objects: what is kept for ever, and what is personal."""
    fields: dict[str, Any] = msgspec.to_builtins(event)
    personal = {name: fields.pop(name) for name in event.PERSONAL}
    return encode(fields).decode(), encode(personal).decode()


def unpack(row: Row) -> Recorded:
    """What the row records; see `recorded`."""
    its = (row.version, row.command, row.at, row.actor, row.kind, row.data, row.personal)
    return recorded(row.night, [its])[0]


def recorded(night: str, rows: Iterable[Stored]) -> list[Recorded]:
    """What the rows of a night record. Blanked fields read as empty text.

    Raises `Damaged` if a row cannot be read.
    """
    found = []
    version = 0
    try:
        for version, command, at, actor, kind, data, personal in rows:
            if personal is not None or kind in UPCAST:
                kind, data = raised(kind, data, personal)
            found.append(Recorded(version, command, at, actor_of(actor), decoders[kind].decode(data)))
    except (KeyError, ValueError) as error:
        raise Damaged(f"{night}, version {version}: cannot be read: {error!r}") from error
    return found


def sealed(salt: str, personal: str) -> str:
    """The seal: a digest of what is personal, which nobody can guess without the salt."""
    return sha256(f"{salt}{personal}".encode()).hexdigest()


def chained(said: tuple[object, ...]) -> str:
    """The hash of a row, over the hash before it and its own columns. JSON keeps the columns apart."""
    return sha256(encode(said)).hexdigest()


def broken(rows: Iterable[Row]) -> Iterator[str]:
    """A sentence for each fault in the rows of a night, which come in order of version."""
    before, expected = START, 1
    for row in rows:
        here = f"{row.night}, version {row.version}"
        if row.version != expected:
            yield f"{here}: version {expected} was expected"
        envelope = (row.night, row.version, row.command, row.at, row.actor, row.kind, row.data, row.seal)
        if chained((before, *envelope)) != row.hash:
            yield f"{here}: it was changed, or one before it"
        if row.personal is None:
            if row.salt is not None:
                yield f"{here}: half of what is personal is gone"
        elif row.seal is None or row.salt is None or sealed(row.salt, row.personal) != row.seal:
            yield f"{here}: what is personal in it was changed"
        before, expected = row.hash, row.version + 1
