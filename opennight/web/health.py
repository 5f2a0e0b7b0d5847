"""For the operator: is the process up, is it ready for people, and how is it doing."""

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from opennight.metrics import REGISTRY


async def healthz(request: Request) -> Response:
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """Ready as long as the log can be written to and the server is not on its way down."""
    if request.app.state.leaving:
        return PlainTextResponse("leaving\n", 503)
    if await request.app.state.follower.writable():
        return PlainTextResponse("ready\n")
    return PlainTextResponse("the log cannot be written\n", 503)


async def metrics(request: Request) -> Response:
    """The figures of metrics.py, as Prometheus reads them."""
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)
