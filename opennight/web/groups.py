"""Groups: tap in, move, take the pen, write the headline; and the group's own page."""

from starlette.requests import Request
from starlette.responses import Response

from opennight.night.groups import JoinGroup, LeaveGroup, TakePen, WriteHeadline
from opennight.night.state import Night
from opennight.web.core import access, views
from opennight.web.core.acts import Act, act


@act(access.person)
def join(this: Act) -> JoinGroup:
    return JoinGroup(**this.meta(), person=this.person, group=this.no)


@act(access.person)
def leave(this: Act) -> LeaveGroup:
    return LeaveGroup(**this.meta(), person=this.person, group=this.no)


@act(access.person)
def take_pen(this: Act) -> TakePen:
    return TakePen(**this.meta(), person=this.person, group=this.no)


@act(access.person)
def write_headline(this: Act) -> WriteHeadline:
    return WriteHeadline(**this.meta(desk=this.caller.helper), group=this.no, text=this.text("text"))


@views.show(access.person)
async def group(request: Request, night: Night, caller: access.Caller) -> Response:
    return views.View(request, night, caller).group(int(request.path_params["no"]))


@views.show(access.joined)
async def why(request: Request, night: Night, caller: access.Caller) -> Response:
    return views.View(request, night, caller).why()
