"""The announcement over HTTP: a night's public page, its date for calendars, and the host's form for both."""

from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from opennight.night.announcement import WriteAnnouncement
from opennight.night.kept.announcement import Announcement
from opennight.record import calendar, outside
from opennight.record.sequels import all_sequels
from opennight.web.core import access, public_pages
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.ready import answer
from opennight.web.core.visits import Visit, show
from opennight.web.record_files import attachment, kept

WORDS = ("summary", "opens", "until", "price", "booking", "background", "next_time", "licence")


@show(access.anyone)
async def page(this: Visit) -> Response:
    """What outsiders read of a night, from the day it is set up: the same page for all but the host."""
    edits = this.caller.host

    def values() -> dict[str, Any]:
        return {
            "edits": edits,
            "programme": outside.programme(this.night),
            "weekday": outside.weekday(this.night),
            "clock_of": outside.clock_of,
            "sequels_told": all_sequels(this.night)[:12] if this.night.published else (),
        }

    if this.refusal:
        return this.page("announcement/about.html", **values())
    return await public_pages.shown(this, "announcement/about.html", edits, values)


@show(access.host)
def form(this: Visit) -> Response:
    return this.page("announcement/edit.html")


@act(access.host, go="/about")
def write(this: Act) -> WriteAnnouncement:
    words = {name: this.text(name) for name in WORDS}
    given = Announcement(**words, follow=this.flag("follow"), listed=this.flag("listed"))
    return WriteAnnouncement(**this.meta(desk=True), announcement=given)


@show(access.anyone)
async def file(this: Visit) -> Response:
    """The night for a calendar: where its link goes round, hundreds ask for it at once."""
    its = await kept(this, "about.ics", lambda: calendar.of_night(this.night))
    return answer(this.request, its, "text/calendar", attachment(f"opennight-{this.night.code}.ics"))


ROUTES: list[Route] = [
    get("/n/{code}/about", page),
    get("/n/{code}/about/edit", form),
    post("/n/{code}/about", write),
    get("/n/{code}/about.ics", file),
]
