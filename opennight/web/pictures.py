"""The evening in pictures: a page of its own beside the record, as open as that is."""

from starlette.responses import Response

from opennight.night.messages import Refused, _
from opennight.record.drawing.svg import with_source
from opennight.record.licences import licence_of
from opennight.record.plots import NAMES
from opennight.web import plots
from opennight.web.core import access
from opennight.web.core.visits import Visit, show
from opennight.web.record import lasting, require_open


@show(access.anyone)
async def page(this: Visit) -> Response:
    require_open(this.night, this.caller)
    seen = await plots.of(this.request, this.night)
    return this.page("record/pictures.html", plots=seen, licence=licence_of(this.night))


@show(access.anyone)
async def file(this: Visit) -> Response:
    """One of them as a file, to use elsewhere: it says of which night it is, and where that is."""
    require_open(this.night, this.caller)
    name = this.request.path_params["name"]
    drawn = getattr(await plots.of(this.request, this.night), name) if name in NAMES else ""
    if not drawn:
        raise Refused(_("This night has no such picture."), "missing")
    setup, address = this.night.setup, lasting(this.request, this.night)
    source = (setup.title, setup.place, setup.date, f"{address}/record/pictures" if address else "")
    kept = f'inline; filename="opennight-{this.night.code}-{name}.svg"'
    return Response(
        with_source(drawn, " · ".join(filter(None, source))),
        media_type="image/svg+xml",
        headers={"Content-Disposition": kept, "Cache-Control": "no-cache", "Vary": "Accept-Language"},
    )
