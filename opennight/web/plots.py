"""The pictures of an evening for whoever asks: for their own page, and for others that show some of them."""

import contextlib

from starlette.requests import Request

from opennight.night.state import Night
from opennight.picturing import Pictures
from opennight.record.plots import Plots
from opennight.web.core import languages
from opennight.writers import Away


async def of(request: Request, night: Night) -> Plots:
    """As the night is now, which may have changed once they are there. Refuses if its log cannot be read."""
    drawing: Pictures = request.app.state.pictures
    language = languages.language_of(request)
    catalogue = languages.catalogues()[language]
    return await drawing.of(request.app.state.writers, night.code, language, catalogue)


async def if_there(request: Request, night: Night) -> Plots | None:
    """The plots, or None while the log cannot be read: for a page that can do without them."""
    with contextlib.suppress(Away):
        return await of(request, night)
    return None
