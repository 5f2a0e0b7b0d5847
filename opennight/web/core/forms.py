"""Forms: what a POST carries, read and within its limits."""

import itertools
import re
import secrets
import urllib.parse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from starlette.requests import ClientDisconnect, Request

from opennight.night.messages import Refused, _
from opennight.web.core.limits import refuse_long
from opennight.web.core.multipart import boundary_of, parts, wrong

Form = Mapping[str, str]
Lists = Mapping[str, list[str]]
Files = Mapping[str, bytes]
"""What was uploaded, by the name of its field; empty where no file was picked."""

OF_PERSON = re.compile(r"[0-9a-f]{16}p(\d+)-\d+")
"""The id of a form on somebody's own page."""
MOST_FIELDS = 6000
"""The most fields of one form: more than there are people to tick in a night."""
SIGNS = 25
"""Characters written as “%C3” that take as long to read as a field."""
MOST_BYTES = 64 * 1024
"""The largest form without files; a setup with every room and slot fits easily."""
MOST_UPLOAD = 8 * 1024 * 1024
"""Bytes that are read of a form with a file in it, so that a person who picked a wrong one can be told."""


async def read_form(request: Request) -> tuple[Form, Lists]:
    """The fields of a form: the last value of each, and all values of each. Raises `Refused`."""
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
    refuse_long(request, body.count(b"&") + body.count(b"%") // SIGNS)
    try:
        lists = urllib.parse.parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise wrong() from None
    return {name: values[-1] for name, values in lists.items()}, lists


async def read_upload(request: Request) -> tuple[Form, Lists, Files]:
    """The same for a form with files in it. If a file is far too large, only its middle is dropped: the
    fields around it are kept, and what is left of it is still too large to be accepted.
    """
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        return *await read_form(request), {}
    body, size = b"", 0
    async for piece in request.stream():
        body, size = body + piece, size + len(piece)
        if len(body) > 4 * MOST_BYTES:
            body = body[: 2 * MOST_BYTES] + body[-2 * MOST_BYTES :]
        if size > MOST_UPLOAD:
            raise Refused(_("That is too much to send at once."), "too much")
    refuse_long(request, body.count(boundary_of(kind)))
    return parted(kind, body)


def parted(kind: str, body: bytes) -> tuple[Form, Lists, Files]:
    """The parts of a body of this content type."""
    lists: dict[str, list[str]] = defaultdict(list)
    files: dict[str, bytes] = {}
    try:
        for part in parts(body, boundary_of(kind), MOST_FIELDS):
            content = body[part.start : part.end]
            if part.file:
                files[part.name] = content
            else:
                lists[part.name].append(content.decode())
    except UnicodeDecodeError:
        raise wrong() from None
    return {name: values[-1] for name, values in lists.items()}, lists, files


def command_id(form: Form) -> str:
    """The form's own command id, by which a repeat is recognised; a new one if it has none."""
    given = form.get("command", "")
    if not given:
        return secrets.token_hex(8)
    if not (8 <= len(given) <= 64 and given.isascii() and given.replace("-", "").isalnum()):
        raise Refused(_("Something is wrong with this form. Reload the page."), field="command")
    return given


def command_ids(me: int = 0) -> Iterator[str]:
    """The ids of the forms on one page; their common part compresses well. It says whose page it is, so that
    one in another tab does nothing for whoever has the device next."""
    page = secrets.token_hex(8) + (f"p{me}" if me else "")
    return (f"{page}-{number}" for number in itertools.count(1))


def whose(form: Form) -> str:
    """The number of the person whose page this form is on, if its id says so."""
    found = OF_PERSON.match(form.get("command", ""))
    return found[1] if found else ""


def numbers(texts: Iterable[str], field: str) -> tuple[int, ...]:
    """Numbers that our own pages have put into this field."""
    found = [*texts]
    if not all(text.isdecimal() and len(text) < 10 for text in found):
        raise Refused(_("Something is wrong with this form. Reload the page."), field=field)
    return tuple(map(int, found))


def number(text: str, field: str) -> int:
    """The whole number of up to six digits that was typed into this field. Raises `Refused`."""
    if not text.strip().isdecimal() or len(text.strip()) > 6:
        raise Refused(_("Enter a whole number here."), field=field)
    return int(text)
