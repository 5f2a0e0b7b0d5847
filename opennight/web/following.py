"""Following a night from outside, without joining: a page that keeps itself up to date, and a feed."""

from starlette.responses import Response
from starlette.routing import Route

from opennight.live.audiences import NOW
from opennight.night import announcement
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.record import feed
from opennight.web.core import access, public_pages, server_address
from opennight.web.core.addresses import get
from opennight.web.core.languages import language_of, translate
from opennight.web.core.ready import answer
from opennight.web.core.visits import Visit, show
from opennight.web.record_files import kept


def follower(night: Night) -> access.Who:
    """Anybody, if the host lets those outside follow this night, or once it is over and there is nothing to
    follow any more; else the host, to see what others would."""

    def who(caller: access.Caller) -> None:
        if not (caller.host or announcement.followed(night) or night.phase == "closed"):
            raise Refused(_("This night cannot be followed from outside."), "forbidden")

    return who


@show(access.anyone)
async def page(this: Visit) -> Response:
    """The same page for all: where its link goes round, hundreds open it at once."""
    follower(this.night)(this.caller)
    return await public_pages.shown(this, "following/now.html", "", lambda: {"audience": NOW.kind})


@show(access.anyone)
async def atom(this: Visit) -> Response:
    """What happens, and later what came of it, for feed readers: hundreds ask for it again and again."""
    if not announcement.open_to_all(this.night):
        raise Refused(_("This night cannot be followed from outside."), "forbidden")
    language = language_of(this.request)
    address = server_address.of_night(this.request, this.night)
    file = await kept(this, "now.atom", lambda: feed.write(this.night, translate(language), address))
    return answer(this.request, file, "application/atom+xml", {"Vary": "Accept-Encoding, Accept-Language"})


ROUTES: list[Route] = [get("/n/{code}/now", page), get("/n/{code}/now.atom", atom)]
