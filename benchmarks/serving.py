"""`opennight serve` with one more address: a POST to a night that does nothing, beside the one that votes.

It passes through the same server, middleware and router, reads its body and answers in JSON. The limits per
person are wide open, so that people may vote as fast as they are answered.
"""

import argparse

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import opennight.serve
from opennight import commands, routes
from opennight.app import make_app as make
from opennight.config import Settings
from opennight.web.core.addresses import post
from opennight.web.core.limits import Bucket


async def nothing(request: Request) -> Response:
    await request.body()
    return JSONResponse({})


def make_app(settings: Settings) -> Starlette:
    app = make(settings)
    app.state.limits.person = app.state.limits.searches = Bucket(rate=1e9, most=1e9)
    return app


if __name__ == "__main__":
    routes.ROUTES.append(post("/n/{code}/pitches/{no:no}/nothing", nothing))
    opennight.serve.make_app = make_app  # type: ignore[attr-defined]
    commands.serve(argparse.Namespace(workers=1))
