"""Somebody's own evening, once the night has been closed, whatever becomes of its record; theirs alone."""

from starlette.responses import Response

from opennight.record import evening
from opennight.web.core import access
from opennight.web.core.visits import Visit, show
from opennight.web.record import require_open


@show(access.joined)
def page(this: Visit) -> Response:
    """The page; for a script, what its page leaves out for everybody (see evening.js)."""
    if this.night.phase != "closed":
        require_open(this.night, this.caller)
    asked = "hx-request" in this.request.headers
    its = evening.of(this.night, this.caller.no)
    return this.page(f"evening/{'_evening' if asked else 'evening'}.html", evening=its, later=not asked)
