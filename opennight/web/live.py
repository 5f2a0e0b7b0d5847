"""The live socket of a night: who listens, as what, and from which version on."""

import contextlib

from starlette.websockets import WebSocket

from opennight.live.audiences import (
    ASSEMBLY,
    BOARD,
    CHOOSING,
    DESK,
    DOOR,
    HELPER,
    NOW,
    OFFERS,
    OWN,
    PHONE,
    REMOTE,
    REPORTER,
    STEERING,
    Audience,
)
from opennight.live.channel import View
from opennight.live.protocol import Holds
from opennight.live.session import LiveSession
from opennight.live.ws_protocol import EXTENSION
from opennight.night.messages import Refused
from opennight.night.state import Night
from opennight.web import following
from opennight.web.core import access, door, server_address
from opennight.web.core.boards import board_of
from opennight.web.core.languages import language_of
from opennight.web.core.limits import one_of, place
from opennight.web.core.whence import whence
from opennight.writers import Writers

AUDIENCES: dict[str, Audience] = {
    one.kind: one
    for one in (
        PHONE,
        BOARD,
        DESK,
        REMOTE,
        HELPER,
        DOOR,
        OWN,
        CHOOSING,
        REPORTER,
        ASSEMBLY,
        STEERING,
        OFFERS,
        NOW,
    )
}


def audience_of(socket: WebSocket) -> Audience | None:
    """The audience in the address: as=phone, as=group&group=3; None for anything else."""
    kind = socket.query_params.get("as", "")
    group = socket.query_params.get("group", "")
    if kind == "group":
        return Audience("group", int(group)) if group.isdecimal() and len(group) < 7 else None
    return AUDIENCES.get(kind)


def admitted(audience: Audience | None, night: Night) -> access.Who:
    """Who may listen as this audience of the night (see access.py)."""
    if audience == DOOR:
        return access.waiting(night)
    if audience == OWN:
        return access.joined
    if audience in (DESK, REMOTE, STEERING):
        return access.host
    if audience == HELPER:
        return access.helper
    if audience == REPORTER:
        return access.reporter
    if audience == NOW:
        return following.follower(night)
    return access.anyone if audience == BOARD else access.person


async def live(socket: WebSocket) -> None:
    """Push to one screen until it leaves. Refusals close the socket with 1008 and a reason."""
    writers: Writers = socket.app.state.writers
    since = socket.query_params.get("since", "0")
    audience = audience_of(socket)

    def may(night: Night) -> bool:
        now = access.caller(socket, night)
        same = audience != HELPER or now.link == caller.link
        return access.allowed(admitted(audience, night), now) and same

    def hang_up() -> None:
        if found := socket.scope.get("extensions", {}).get(EXTENSION):
            found["sink"].hang_up()

    if socket.app.state.hub.away:
        await close(socket, "the log is away", 1013)
        return
    with contextlib.ExitStack() as held:
        try:
            night = await door.night(socket, door.code_of(socket))
            caller = access.caller(socket, night)
            admitted(audience, night)(caller)
            known = access.allowed(access.collector, caller) or caller.newcomer in night.newcomers
            stranger = None if known or audience == NOW else board_of(socket, night, hang_up)
            if caller.helper:
                whence(socket).desk(socket, night)
            kept = place(socket, night.code, known=known, whose=one_of(caller), board=stranger)
            held.enter_context(kept)
        except Refused as refused:
            await close(socket, refused.text)
            return
        if audience is None or not since.isdecimal() or len(since) > 15:
            await close(socket, "say as= and since=")
            return
        address = server_address.address_of(socket, night) if audience in (BOARD, DESK) else ""
        seen_as = Audience("helper", caller.link) if audience == HELPER else audience
        view = View(seen_as, language_of(socket), address)
        await socket.accept()
        holds = Holds(int(since), socket.query_params.get("c", ""))
        await LiveSession(socket.app.state.hub, night.code, socket, holds, writers.current).run(
            view, caller.no, may
        )


async def close(socket: WebSocket, reason: str, status: int = 1008) -> None:
    await socket.accept()  # a browser learns the reason only on an open socket
    await socket.close(status, reason[:120])
