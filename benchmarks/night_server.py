"""`opennight serve`, which a benchmark can tell to push votes by a line on stdin: "push 1".

A push does what a writer does once a commit is on the disk: it folds the votes into the night and publishes
them. They wait for no tick here, so that each push goes out in its own frame.
"""

import argparse
import asyncio
import contextlib
import itertools
import os
import signal
from collections.abc import AsyncIterator

from starlette.applications import Starlette

from benchmarks.night import CODE, dots
from benchmarks.reference.orders import obey
from opennight import commands, serve
from opennight.app import make_app
from opennight.clock import now
from opennight.config import Settings
from opennight.live import hub
from opennight.night.fold import evolve
from opennight.night.messages import Recorded, acting
from opennight.night.votes import Voted, VoteTakenBack
from opennight.writers import Writers


async def serve_orders(app: Starlette, port: int) -> None:
    """Say when the server listens, then push on order until the benchmark ends."""
    writers: Writers = app.state.writers
    while True:
        with contextlib.suppress(OSError):
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            break
        await asyncio.sleep(0.05)
    night = await writers.night(CODE)
    given = dots(len(night.people))

    def push(votes: str) -> None:
        rows = []
        for person, pitch, gives in itertools.islice(given, int(votes)):
            kind = Voted if gives else VoteTakenBack
            event = kind(person=person, pitch=pitch)
            envelope = (night.version + 1, f"push-{night.version}", now(), acting(person))
            recorded = Recorded(*envelope, event)
            evolve(night, recorded)
            rows.append(recorded)
        app.state.hub.publish(night, rows)

    print("PORT", port, flush=True)
    await obey({"push": push})
    os.kill(os.getpid(), signal.SIGTERM)


def with_orders(settings: Settings) -> Starlette:
    """The app that `opennight serve` serves, taking orders while it runs."""
    app = make_app(settings)
    lifespan = app.router.lifespan_context

    @contextlib.asynccontextmanager
    async def obeying(app: Starlette) -> AsyncIterator[None]:
        async with lifespan(app):
            orders = asyncio.create_task(serve_orders(app, settings.port))
            try:
                yield
            finally:
                orders.cancel()

    app.router.lifespan_context = obeying
    return app


if __name__ == "__main__":
    hub.TICK = 0.0
    serve.make_app = with_orders  # type: ignore[attr-defined]
    commands.serve(argparse.Namespace(workers=1))
