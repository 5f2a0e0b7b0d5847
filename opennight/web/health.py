"""Is the process up, and is it ready for people."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response


async def healthz(request: Request) -> Response:
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """Ready as long as the log can be read and the server is not on its way down."""
    try:
        await request.app.state.handle.log.read("")
    except Exception:
        return PlainTextResponse("the log cannot be read\n", 503)
    return PlainTextResponse("ready\n")
