"""Forms: what a POST carries, read and within its limits."""

import secrets
import urllib.parse
from collections.abc import Mapping

from starlette.requests import ClientDisconnect, Request

from opennight.night.messages import Refused, _

Form = Mapping[str, str]
Lists = Mapping[str, list[str]]

MOST_FIELDS = 400
MOST_BYTES = 64 * 1024
"""Of a form as it is sent; a setup with every room and slot fits easily."""


async def read_form(request: Request) -> tuple[Form, Lists]:
    """The fields of a form: each one's last value, and all values of each."""
    if int(request.headers.get("content-length", "0") or 0) > MOST_BYTES:
        raise Refused(_("That is too much to send at once."), "too much")
    body, more = b"", True
    while more:  # by hand: the request's own stream costs as much as all else here
        message = await request.receive()
        if message["type"] != "http.request":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MOST_BYTES:
            raise Refused(_("That is too much to send at once."), "too much")
    try:
        lists = urllib.parse.parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refused(_("Something is wrong with this form. Reload the page.")) from None
    return {name: values[-1] for name, values in lists.items()}, lists


def command_id(form: Form) -> str:
    """The form's own command id, by which a repeat is recognised; a new one if it has none."""
    given = form.get("command", "")
    if not given:
        return secrets.token_hex(8)
    if not (8 <= len(given) <= 64 and given.isascii() and given.replace("-", "").isalnum()):
        raise Refused(_("Something is wrong with this form. Reload the page."), field="command")
    return given


def number(text: str, field: str) -> int:
    if not text.strip().isdecimal() or len(text.strip()) > 6:
        raise Refused(_("Enter a whole number here."), field=field)
    return int(text)
