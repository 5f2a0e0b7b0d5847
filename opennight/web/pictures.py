"""The evening in pictures: a page of its own beside the record, as open as that is."""

from starlette.responses import Response

from opennight.web import plots
from opennight.web.core import access
from opennight.web.core.visits import Visit, show
from opennight.web.record import require_open


@show(access.anyone)
async def page(this: Visit) -> Response:
    require_open(this.night, this.caller)
    return this.page("record/pictures.html", plots=await plots.of(this.request, this.night))
