"""The way in: uvicorn's HTTP, with an end to its patience.

uvicorn by itself waits for ever for the rest of a request, and reads for ever what is still sent of one
that has its answer. Either costs everybody a little of the server, for as long as its sender likes. This
leans on internals of uvicorn 0.54, which is pinned for it.
"""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

PATIENCE = 15.0
"""Seconds between two looks at a connection; a request that comes in at both of them is given up."""
UNWANTED = 8_000_000
"""Bytes still read of a request that has its answer; hung up on at once, a browser would not show it."""


class Inlet(H11Protocol):
    """uvicorn's HTTP connection, which hangs up on requests that do not come to an end."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.look: asyncio.TimerHandle | None = None
        self.unwanted = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.look = self.loop.call_later(PATIENCE, self.look_again, None)

    def look_again(self, last: object) -> None:
        """Hang up on a request that came in at the `last` look, and still does."""
        coming = (self.cycle,) if self.conn.their_state in (h11.IDLE, h11.SEND_BODY) else None
        if coming and last == coming:
            self.transport.abort()
        else:
            self.look = self.loop.call_later(PATIENCE, self.look_again, coming)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        cycle: RequestResponseCycle | None = self.cycle
        answered = cycle is not None and cycle.response_complete
        self.unwanted = (
            self.unwanted + len(data) if answered and self.conn.their_state is h11.SEND_BODY else 0
        )
        if self.unwanted > UNWANTED:
            self.transport.abort()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self.rest()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        self.rest()
        super().connection_lost(exc)

    def rest(self) -> None:
        if self.look:
            self.look.cancel()
