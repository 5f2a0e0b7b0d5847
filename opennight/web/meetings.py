"""Next meetings over HTTP, and each of them as a file for a calendar."""

from starlette.responses import Response

from opennight.night import meetings
from opennight.night.called_off import CancelMeeting, HideMeeting, ShowMeeting
from opennight.night.meetings import ChangeMeeting, FixMeeting
from opennight.night.messages import Refused, _
from opennight.record import calendar
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show
from opennight.web.record_files import attached


@act(access.person)
def fix(this: Act) -> FixMeeting:
    return FixMeeting(**this.meta(), group=this.whole("group"), person=this.person, **fields(this))


@act(access.person)
def change(this: Act) -> ChangeMeeting:
    return ChangeMeeting(**this.meta(desk=this.caller.for_others), meeting=this.no, **fields(this))


def fields(this: Act) -> dict[str, str]:
    return {name: this.text(name) for name in ("day", "time", "place", "text")}


@act(access.person)
def cancel(this: Act) -> CancelMeeting:
    desk = this.caller.for_others
    return CancelMeeting(**this.meta(desk=desk), meeting=this.no, cancelled=this.flag("cancelled"))


@act(access.writer)
def hide(this: Act) -> HideMeeting:
    return HideMeeting(**this.meta(desk=this.caller.tends), meeting=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_again(this: Act) -> ShowMeeting:
    return ShowMeeting(**this.meta(desk=True), meeting=this.no)


@show(access.anyone)
def file(this: Visit) -> Response:
    """A meeting for a calendar: for those who are in the night, and for everybody once the record is open."""
    if not this.night.published and not this.caller.host:
        access.joined(this.caller)
    meeting = this.night.meetings.get(this.no)
    if meeting is None or not meetings.seen(this.night, meeting):
        raise Refused(_("This night has no such meeting."), "missing")
    text = calendar.write(this.night, [meeting])
    return attached(text, "text/calendar", f"opennight-{this.night.code}-meeting-{this.no}.ics")


ROUTES = [
    post("/n/{code}/meetings", fix),
    post("/n/{code}/meetings/{no:no}/change", change),
    post("/n/{code}/meetings/{no:no}/cancel", cancel),
    post("/n/{code}/meetings/{no:no}/hide", hide),
    post("/n/{code}/meetings/{no:no}/show", show_again),
    get("/n/{code}/meetings/{no:no}.ics", file),
]
