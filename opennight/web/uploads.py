"""Uploads in parts, so that a link that dies costs nothing: tus 1.0 (https://tus.io), its core and creation
and termination. What has arrived whole is then named by a form (see clips.py)."""

import asyncio
import functools
from collections.abc import Awaitable, Callable

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from opennight.media.uploads import ID, Busy, Upload, Uploads
from opennight.night.clips import refuse_closed
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.web.core import access, door
from opennight.web.core.access import Caller, caller
from opennight.web.core.allowances import refuse_fast, refuse_more, times
from opennight.web.core.limits import refuse_flood
from opennight.web.core.refusals import refusal_json

VERSION = "1.0.0"
RESUMABLE = {"Tus-Resumable": VERSION, "Cache-Control": "no-store"}
PIECES = "application/offset+octet-stream"

Owner = tuple[str, str]
Handle = Callable[[Request, Night, Caller], Awaitable[Response]]


def uploads(request: Request) -> Uploads:
    """Those of this server. Raises `Refused` if it takes none."""
    found = taken(request)
    if found is None:
        raise Refused(
            _("Clips cannot be sent to this server: its operator has not set a folder for them."),
            "quota",
            field="file",
        )
    return found


def taken(request: Request) -> Uploads | None:
    """The uploads of this server; None if it takes none."""
    found: Uploads | None = request.app.state.uploads
    return found if found and found.shared else None


def owner(night: Night, asking: Caller) -> Owner:
    """Whose an upload is: a person's, a reporter's, or that of a device at the desk."""
    person = asking.no and not asking.reporter
    return night.code, str(asking.no) if person else asking.desk.text.replace(":", "-")


def tus(handle: Handle) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of a request in this protocol, from somebody who is in the night or at its desk."""

    @functools.wraps(handle)
    async def endpoint(request: Request) -> Response:
        night = None
        try:
            night = await door.night(request, door.code_of(request))
            asking = caller(request, night)
            access.collector(asking)
            refuse_flood(request, asking)
            if request.headers.get("tus-resumable") != VERSION:
                return said(412, {"Tus-Version": VERSION})
            response = await handle(request, night, asking)
        except Refused as refused:
            response = refusal_json(request, refused, night)
        except Busy:
            response = Response(status_code=423)
        response.headers.update(RESUMABLE)
        return response

    return endpoint


def said(status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(status_code=status, headers=RESUMABLE | (headers or {}))


def gone() -> Refused:
    return Refused(_("This upload is not here any more. Send it again."), "missing", field="file")


def number(request: Request, header: str) -> int | None:
    """The whole number in this header; None if there is none."""
    text = request.headers.get(header, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


@tus
async def begin(request: Request, night: Night, asking: Caller) -> Response:
    refuse_closed(night, reporter=asking.reporter)
    access.as_themselves(asking, request.query_params.get("me", ""))
    length = number(request, "upload-length")
    if length is None:
        return said(400)
    whose, all_uploads = owner(night, asking), uploads(request)
    all_uploads.refuse_size(length, times(request, asking))
    refuse_more(request, night, asking, length)
    refuse_fast(request, *whose)
    made = await asyncio.to_thread(all_uploads.begin, whose, length, times(request, asking))
    return said(201, {"Location": f"/n/{night.code}/uploads/{made.id}"})


async def find(request: Request, whose: Owner) -> Upload:
    id = request.path_params["id"]
    found = await asyncio.to_thread(uploads(request).find, whose, id) if ID.fullmatch(id) else None
    if found is None:
        raise gone()
    return found


@tus
async def look(request: Request, night: Night, asking: Caller) -> Response:
    upload = await find(request, owner(night, asking))
    return said(200, {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.length)})


@tus
async def add(request: Request, night: Night, asking: Caller) -> Response:
    if request.headers.get("content-type") != PIECES:
        return said(415)
    upload, at = await find(request, owner(night, asking)), number(request, "upload-offset")
    all_uploads = uploads(request)
    with all_uploads.adding(upload) as adding:
        if at != upload.offset:
            return said(409, {"Upload-Offset": str(upload.offset)})
        try:
            async for piece in request.stream():
                if adding.at + len(piece) > upload.length:
                    return said(413)
                all_uploads.refuse_full(len(piece))
                await adding.write(piece)
        except ClientDisconnect:
            return said(400)  # nobody reads it: what has arrived is in the file
        finally:
            await all_uploads.settle(upload)
    return said(204, {"Upload-Offset": str(upload.offset)})


@tus
async def drop(request: Request, night: Night, asking: Caller) -> Response:
    upload = await find(request, owner(night, asking))
    uploads(request).drop(upload)
    return said(204)


async def instead(request: Request) -> Response:
    """Where a proxy passes on no PATCH, the method is in a header: the protocol asks for it."""
    handle = {"PATCH": add, "DELETE": drop, "HEAD": look}.get(
        request.headers.get("x-http-method-override", "")
    )
    return await handle(request) if handle else said(405)


async def able(request: Request) -> Response:
    """What this server can do: asked before anything else, by whoever wants to know."""
    found = taken(request)
    most = {"Tus-Max-Size": str(found.most)} if found else {}
    return said(204, {"Tus-Version": VERSION, "Tus-Extension": "creation,termination"} | most)


ROUTES = [
    Route("/n/{code}/uploads", begin, methods=["POST"]),
    Route("/n/{code}/uploads", able, methods=["OPTIONS"]),
    Route("/n/{code}/uploads/{id}", look, methods=["HEAD"]),
    Route("/n/{code}/uploads/{id}", add, methods=["PATCH"]),
    Route("/n/{code}/uploads/{id}", drop, methods=["DELETE"]),
    Route("/n/{code}/uploads/{id}", instead, methods=["POST"]),
]
