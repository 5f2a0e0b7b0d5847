"""Keys for programs that read what is not public yet: the host makes them, each for somebody.

A key is long and random, and shown once; the log has its hash. So a copy of the log opens nothing. That one
is used is noted once a day: the host sees which of them nobody needs any more, and the log stays short.
"""

import re

import msgspec

from opennight.night.kept.api_keys import ApiKey
from opennight.night.messages import Command, Event, Refused, Undo, _, clean, plain
from opennight.night.state import Night

NAME = 40
MOST = 10
MOST_EVER = 100
HASH = re.compile(r"[0-9a-f]{64}")


class MakeApiKey(Command, frozen=True):
    """`name`: for whom it is; `hash`: of the key, as `keys.hashed` makes it."""

    name: str
    hash: str


class RevokeApiKey(Command, frozen=True):
    """From now on it opens no more than no key does."""

    no: int


class UseApiKey(Command, frozen=True):
    """A program used it on this `day` (YYYY-MM-DD), where the night is."""

    no: int
    day: str


class ApiKeyMade(Event, frozen=True):
    """One without a hash is from when there were other keys: it opens nothing."""

    KIND = "api-key-made"
    PERSONAL = ("name",)

    key: int
    name: str = ""
    hash: str = ""


class ApiKeyRevoked(Event, frozen=True):
    KIND = "api-key-revoked"

    key: int


class ApiKeyGivenBack(Event, frozen=True):
    """That it was revoked is undone."""

    KIND = "api-key-given-back"

    key: int


class ApiKeyUsed(Event, frozen=True):
    """The first time on this day."""

    KIND = "api-key-used"

    key: int
    day: str


def open_keys(night: Night) -> list[ApiKey]:
    """Those that still open something: a new desk link ends those that were made before."""
    those = night.api_keys.values()
    return [key for key in those if key.hash and key.desk == night.desk_key and not key.revoked]


def make(night: Night, command: MakeApiKey) -> list[Event]:
    name = clean(command.name, NAME, "name")
    if len(open_keys(night)) >= MOST or len(night.api_keys) >= MOST_EVER:
        raise Refused(_("This night has as many keys as it can have. Revoke one first."), "quota")
    if not HASH.fullmatch(command.hash):
        raise Refused(_("This is not the hash of a key."))
    return [ApiKeyMade(key=len(night.api_keys) + 1, name=name, hash=command.hash)]


def find(night: Night, no: int) -> ApiKey:
    key = night.api_keys.get(no)
    if key is None:
        raise Refused(_("This night has no such key."), "missing")
    return key


def revoke(night: Night, command: RevokeApiKey) -> list[Event]:
    key = find(night, command.no)
    return [] if key.revoked else [ApiKeyRevoked(key=key.no)]


def use(night: Night, command: UseApiKey) -> list[Event]:
    key = find(night, command.no)
    return [ApiKeyUsed(key=key.no, day=command.day)] if command.day > key.used else []


def made(night: Night, event: ApiKeyMade) -> None:
    night.api_keys[event.key] = ApiKey(event.key, event.name, event.hash, night.desk_key)


def put(night: Night, no: int, **fields: object) -> None:
    night.api_keys[no] = msgspec.structs.replace(night.api_keys[no], **fields)


DECIDE = {MakeApiKey: make, RevokeApiKey: revoke, UseApiKey: use}
EVOLVE = {
    ApiKeyMade: made,
    ApiKeyRevoked: lambda night, event: put(night, event.key, revoked=True),
    ApiKeyGivenBack: lambda night, event: put(night, event.key, revoked=False),
    ApiKeyUsed: lambda night, event: put(night, event.key, used=event.day),
}
UNDO: dict[type[Event], Undo] = {
    ApiKeyMade: (plain(_("making a key")), lambda n, e: [ApiKeyRevoked(key=e.key)]),
    ApiKeyRevoked: (plain(_("revoking a key")), lambda n, e: [ApiKeyGivenBack(key=e.key)]),
}
