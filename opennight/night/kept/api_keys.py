"""Keys for programs that read what is not public yet."""

import msgspec


class ApiKey(msgspec.Struct, frozen=True):
    """A key for somebody, by `name`: its `hash`, and the renewal of the `desk` key under which it was made.
    `used`: the last day on which it was (YYYY-MM-DD); empty if it never was."""

    no: int
    name: str
    hash: str
    desk: int
    used: str = ""
    revoked: bool = False
