"""What the night knows about somebody, for themselves alone: as a page, and as a file."""

import msgspec
from starlette.responses import Response

from opennight.record import known
from opennight.web.core import access
from opennight.web.core.visits import Visit, show


@show(access.joined)
def page(this: Visit) -> Response:
    return this.page("known/known.html", known=known.of(this.night, this.caller.no))


@show(access.joined)
def file(this: Visit) -> Response:
    """All that the night knows about this person, as JSON: for programs, and to keep."""
    found = msgspec.json.encode(known.of(this.night, this.caller.no))
    name = f"opennight-{this.night.code}-me.json"
    return Response(
        msgspec.json.format(found, indent=2) + b"\n",
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
