"""Wiring: puts the parts together. Nothing is decided here."""

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from opennight.config import Settings
from opennight.follower import Follower
from opennight.live.hub import Hub
from opennight.night.messages import Refused, _
from opennight.planning import Planner
from opennight.routes import ROUTES
from opennight.store.opening import catalogue_beside, open_bus, open_log
from opennight.web.core import mine, pages, refusals
from opennight.web.core.access_log import AccessLog
from opennight.web.core.answers import wants_json
from opennight.web.core.compress import Compress
from opennight.web.core.door import Door
from opennight.web.core.guard import Guard, dress
from opennight.web.core.keys import Keys
from opennight.web.core.limits import Limits
from opennight.web.core.names import Names
from opennight.web.rehearsals import Rehearsals
from opennight.writers import Writers


async def not_there(request: Request, error: Exception) -> Response:
    """The answer for an unknown address, or a method that the address does not take."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    refused = Refused(_("There is nothing at this address."), "missing")
    if status != 404:
        refused = Refused(_("That does not work here. Go back and try again."), "bad")
    if wants_json(request):
        return refusals.refusal_json(request, refused, None)
    return refusals.refused_page(request, refusals.sentence(request, refused), status)


async def broken(request: Request, error: Exception) -> Response:
    """The answer after a bug in our code. The log has the traceback; the person gets a sentence."""
    text = refusals.sentence(request, Refused(_("Something went wrong on our side. Try again in a moment.")))
    response: Response = JSONResponse({"refused": text, "field": "", "offer": None}, 500)
    if not wants_json(request):
        response = refusals.refused_page(request, text, 500)
    dress(response.headers, request.headers.get("host", ""))  # this answer bypasses the guard
    return response


def make_app(settings: Settings) -> Starlette:
    """The application, ready to be served."""
    keys = Keys(settings.secret_key, settings.start_key)
    hub = Hub(pages.render, mine.of, keys.mark)
    access_log = AccessLog()

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        log, bus = await open_log(settings.database), open_bus(settings.database)
        app.state.writers = writers = Writers(log, hub.publish, hub.let_go, hub.has_subscribers, bus)
        app.state.catalogue = catalogue = catalogue_beside(log)
        app.state.follower = follower = Follower(writers, bus, hub, catalogue)
        hub.certain = writers.certain
        app.state.planner = Planner()
        app.state.rehearsals = Rehearsals(settings.port)
        try:
            yield
        finally:
            await app.state.rehearsals.end()
            await writers.end()
            await follower.end()
            await bus.close()
            await log.close()
            access_log.flush()

    app = Starlette(
        routes=ROUTES,
        lifespan=lifespan,
        middleware=[
            Middleware(Guard, log=access_log),
            Middleware(Compress, minimum_size=1000, compresslevel=6),
        ],
        exception_handlers={HTTPException: not_there, Exception: broken},
    )
    app.state.settings = settings
    app.state.keys = keys
    app.state.limits = Limits()
    app.state.door = Door()
    app.state.names = Names(settings)
    app.state.hub = hub
    app.state.leaving = False
    return app
