"""Devices whose reporter's link was revoked: what they have not sent yet is still in their browser."""

from starlette.requests import HTTPConnection

from opennight.night.state import Night
from opennight.web.core import access


def revoked_reporter(connection: HTTPConnection, night: Night) -> int:
    """The number of the reporter whose device this was until their link was revoked; 0 if it was none's."""
    rest, _space, cookie = access.signed(connection, "desk", night.code).rpartition(" ")
    if rest != f"reporter {night.code}":
        return 0
    number, _dash, key = cookie.partition("-")
    no = int(number)
    known = no in night.reporters and key == access.keys(connection).reporter(night, no)
    return no if known and night.reporters[no].revoked else 0
