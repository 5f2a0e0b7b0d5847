"""The night to watch again: a page beside the record, as open as that is; and its stage for the board, while
that shows it."""

from starlette.requests import Request
from starlette.responses import Response

from opennight.night import board
from opennight.night.state import Night
from opennight.record.replay import Replay
from opennight.web.core import access
from opennight.web.core.visits import Visit, show
from opennight.web.record import require_open


async def again(request: Request, night: Night) -> Replay:
    """Refuses if the log cannot be read."""
    found: Replay = await request.app.state.pictures.replay(request.app.state.writers, night.code)
    return found


@show(access.anyone)
async def page(this: Visit) -> Response:
    require_open(this.night, this.caller)
    found = await again(this.request, this.night)
    return this.page("record/replay.html", again=found, at=min(this.asked("at", found.last), found.last))


@show(access.anyone)
async def stage(this: Visit) -> Response:
    """It begins at the beginning."""
    if board.scene(this.night) != "replay":
        require_open(this.night, this.caller)
    found = await again(this.request, this.night)
    return this.page("replay/_stage.html", again=found, at=0)
