"""Somebody's own evening, once the night has been closed, whatever becomes of its record; theirs alone."""

from starlette.responses import Response

from opennight.record import calendar, evening, own_calendar
from opennight.record.plotted import companions
from opennight.web.core import access
from opennight.web.core.visits import Visit, show
from opennight.web.record import require_open
from opennight.web.record_files import attached


@show(access.joined)
def page(this: Visit) -> Response:
    """The page; for a script, what its page leaves out for everybody (see evening.js)."""
    if this.night.phase != "closed":
        require_open(this.night, this.caller)
    asked = "hx-request" in this.request.headers
    its = evening.of(this.night, this.caller.no)
    code = "" if asked else access.keys(this.request).personal(this.night, this.caller.no)
    return this.page(
        f"evening/{'_evening' if asked else 'evening'}.html",
        evening=its,
        later=not asked,
        personal_code=code,
        way=companions.way(this.night, this.caller.no),
    )


@show(access.joined)
def file(this: Visit) -> Response:
    """The same for a calendar: the groups they were in, and when these meet again."""
    night, no = this.night, this.caller.no
    require_open(night, this.caller)
    text = calendar.write(night, own_calendar.own_meetings(night, no), own_calendar.sittings(night, no))
    answer = attached(text, "text/calendar", f"opennight-{night.code}-evening.ics")
    answer.headers["Cache-Control"] = "no-store"
    return answer
