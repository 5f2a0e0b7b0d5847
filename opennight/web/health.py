"""For the operator: is the process up, is it ready for people, and how is it doing."""

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from opennight.metrics import REGISTRY


async def healthz(request: Request) -> Response:
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """Ready as long as the log can be read and the server is not on its way down."""
    if request.app.state.leaving:
        return PlainTextResponse("leaving\n", 503)
    try:
        await request.app.state.writers.log.read("")
    except Exception:
        return PlainTextResponse("the log cannot be read\n", 503)
    return PlainTextResponse("ready\n")


async def metrics(request: Request) -> Response:
    """The figures of metrics.py, as Prometheus reads them."""
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)
