"""The cookies that a device gets and loses: who has it, signed. access.py reads them."""

import secrets

from starlette.requests import HTTPConnection
from starlette.responses import Response

from opennight.night import remote
from opennight.night.state import Night
from opennight.web.core.access import keys

MONTHS = 180 * 24 * 3600
"""How long a device stays who it is, in seconds."""
MINUTES = 10 * 60
"""How long whoever has left can look at their personal code, unless the door is opened before."""


def keep(
    connection: HTTPConnection, response: Response, name: str, value: str, seconds: int = MONTHS
) -> None:
    """Give the device a signed cookie."""
    response.set_cookie(
        name,
        keys(connection).sign(value),
        max_age=seconds,
        httponly=True,
        samesite="lax",
        secure=connection.url.scheme in ("https", "wss"),
    )


def keep_something(connection: HTTPConnection, response: Response) -> None:
    """Give the device a cookie that says nothing, to see whether it comes back."""
    keep(connection, response, "door", "open")


def keeps_cookies(connection: HTTPConnection) -> bool:
    """Whether the device has kept any cookie of ours."""
    return bool(connection.cookies)


def keep_person(connection: HTTPConnection, response: Response, night: Night, no: int) -> None:
    keep(connection, response, f"person_{night.code}", keys(connection).person(night, no))
    forget_who_left(connection, response, night)


def forget_person(connection: HTTPConnection, response: Response, night: Night, no: int) -> None:
    """Make the device nobody's. For a few minutes it still shows their personal code (`access.who_left`)."""
    forget(response, night)
    keep(connection, response, f"left_{night.code}", f"left {keys(connection).person(night, no)}", MINUTES)


def forget_who_left(connection: HTTPConnection, response: Response, night: Night) -> None:
    """Show the personal code of whoever left to nobody any more."""
    if f"left_{night.code}" in connection.cookies:
        response.delete_cookie(f"left_{night.code}")


def keep_newcomer(connection: HTTPConnection, response: Response, night: Night, no: int) -> None:
    keep(connection, response, f"person_{night.code}", keys(connection).newcomer(night, no))


def forget(response: Response, night: Night) -> None:
    """From now on, the device is nobody in this night."""
    response.delete_cookie(f"person_{night.code}")


def keep_host(connection: HTTPConnection, response: Response, night: Night) -> None:
    keep(connection, response, f"desk_{night.code}", keys(connection).hosting(night))


def keep_helper(connection: HTTPConnection, response: Response, night: Night, link: int = 0) -> None:
    """Give the device a number, by which the log tells helpers apart, and their links. It is random: nobody
    hands them out."""
    number = link * remote.DEVICES + 100_000 + secrets.randbelow(900_000)
    keep(connection, response, f"desk_{night.code}", keys(connection).helping(night, number, link))
