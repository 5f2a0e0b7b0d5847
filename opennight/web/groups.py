"""Groups: tap in, move, take the pen, write the headline; and the group's own page."""

from starlette.responses import Response

from opennight.night import lineup, reasons, votes
from opennight.night.groups import JoinGroup, LeaveGroup, TakePen
from opennight.night.headlines import AgreeHeadline, WriteHeadline
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.limits import refuse_restless
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


@act(access.person)
def join(this: Act) -> JoinGroup:
    return JoinGroup(**this.meta(), person=this.person, group=this.no)


@act(access.person)
def leave(this: Act) -> LeaveGroup:
    return LeaveGroup(**this.meta(), person=this.person, group=this.no)


@act(access.person)
def take_pen(this: Act) -> TakePen:
    return TakePen(**this.meta(), person=this.person, group=this.no)


@act(access.writer)
def write_headline(this: Act) -> WriteHeadline:
    """`hand`: from the group's own page, where whoever sits in the group is one of it, not the desk."""
    if this.caller.no and not this.caller.tends:
        refuse_restless(this.request, this.night.code, this.caller.no)
    meta = this.meta_in(this.no) if this.flag("hand") else this.meta(desk=this.caller.tends)
    return WriteHeadline(**meta, group=this.no, text=this.text("text"))


@act(access.person)
def agree(this: Act) -> AgreeHeadline:
    return AgreeHeadline(**this.meta(), person=this.person, group=this.no)


@show(access.person)
def group(this: Visit) -> Response:
    placement = lineup.find(this.night, this.no)
    return this.page("phone/group.html", audience="group", link=this.no, placement=placement, no=this.no)


@show(access.joined)
def why(this: Visit) -> Response:
    """Why this person sits where they sit, and which of their wishes wait."""
    night, no = this.night, this.caller.no
    wished = votes.dotted(night, no)
    line = [(place, pitch) for place, pitch in enumerate(lineup.waiting(night), 1) if pitch.no in wished]
    return this.page(
        "phone/why.html",
        places=reasons.of_place(night, no),
        waiting=line,
        totals=reasons.totals(night),
    )
