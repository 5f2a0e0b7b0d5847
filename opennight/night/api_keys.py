"""Keys for programs that read what is not public yet: the host makes them, each for somebody.

No key is in the log, not even as a hash: each follows from the server's own secret and from who was given it
when (`Keys.api`). So a copy of the log opens nothing, and whoever lost theirs can be shown it again.
"""

import msgspec

from opennight.night.messages import Command, Event, Refused, Undo, _, clean, plain
from opennight.night.opened import ApiKey
from opennight.night.state import Night

NAME = 40
MOST = 10
MOST_EVER = 100


class MakeApiKey(Command, frozen=True):
    """`name`: for whom it is."""

    name: str


class RevokeApiKey(Command, frozen=True):
    """From now on it opens no more than no key does."""

    no: int


class ApiKeyMade(Event, frozen=True):
    KIND = "api-key-made"
    PERSONAL = ("name",)

    key: int
    name: str = ""


class ApiKeyRevoked(Event, frozen=True):
    KIND = "api-key-revoked"

    key: int


class ApiKeyGivenBack(Event, frozen=True):
    """That it was revoked is undone."""

    KIND = "api-key-given-back"

    key: int


def open_keys(night: Night) -> list[ApiKey]:
    """Those that still open something."""
    return [key for key in night.api_keys.values() if not key.revoked]


def make(night: Night, command: MakeApiKey) -> list[Event]:
    name = clean(command.name, NAME, "name")
    if len(open_keys(night)) >= MOST or len(night.api_keys) >= MOST_EVER:
        raise Refused(_("This night has as many keys as it can have. Revoke one first."), "quota")
    return [ApiKeyMade(key=len(night.api_keys) + 1, name=name)]


def revoke(night: Night, command: RevokeApiKey) -> list[Event]:
    key = night.api_keys.get(command.no)
    if key is None:
        raise Refused(_("This night has no such key."), "missing")
    return [] if key.revoked else [ApiKeyRevoked(key=key.no)]


def made(night: Night, event: ApiKeyMade) -> None:
    night.api_keys[event.key] = ApiKey(event.key, event.name, night.version)


def set_revoked(night: Night, no: int, revoked: bool) -> None:
    night.api_keys[no] = msgspec.structs.replace(night.api_keys[no], revoked=revoked)


DECIDE = {MakeApiKey: make, RevokeApiKey: revoke}
EVOLVE = {
    ApiKeyMade: made,
    ApiKeyRevoked: lambda night, event: set_revoked(night, event.key, True),
    ApiKeyGivenBack: lambda night, event: set_revoked(night, event.key, False),
}
UNDO: dict[type[Event], Undo] = {
    ApiKeyMade: (plain(_("making a key")), lambda n, e: [ApiKeyRevoked(key=e.key)]),
    ApiKeyRevoked: (plain(_("revoking a key")), lambda n, e: [ApiKeyGivenBack(key=e.key)]),
}
