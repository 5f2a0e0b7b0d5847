"""Connections over HTTP: what belongs side by side, and what groups do about it."""

from starlette.responses import Response

from opennight.joining import Joining
from opennight.night import lineup
from opennight.night.connections import FindConnections, LeaveGroupAlone, LeaveMeAlone, SetAside
from opennight.night.links import AskToMerge, LinkGroups, SayTalked, SendRunner
from opennight.night.messages import DESK
from opennight.night.passing import AnswerGroup, AskGroup, WriteTogether
from opennight.night.unsaid import HidePassed, ShowPassed
from opennight.web.core import access
from opennight.web.core.acts import Act, Meta
from opennight.web.core.addresses import get, post
from opennight.web.core.limits import refuse_restless
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


def writer(this: Act, meta: Meta) -> int:
    """Who does it: nobody, if the desk does it for the groups."""
    return this.person if not meta["actor"].at_desk or this.form.get("for", "") else DESK


def way(this: Act) -> dict[str, int]:
    """From the group in the address to the other one, and who does it."""
    return {"group": this.no, "other": this.whole("other"), "person": writer(this, this.meta_in(this.no))}


@act(access.person)
def link(this: Act) -> LinkGroups:
    return LinkGroups(**this.meta_in(this.no), **way(this), linked=this.flag("linked"))


@act(access.person)
def merge(this: Act) -> AskToMerge:
    return AskToMerge(**this.meta_in(this.no), **way(this), asked=this.flag("asked"))


@act(access.person)
def run(this: Act) -> SendRunner:
    return SendRunner(**this.meta_in(this.no), **way(this), sent=this.flag("sent"))


@act(access.person)
def talked(this: Act) -> SayTalked:
    return SayTalked(**this.meta_in(this.no), **way(this), talked=this.flag("talked"))


@act(access.person)
def ask(this: Act) -> AskGroup:
    return AskGroup(**this.meta_in(this.no), **way(this), text=this.text("text"))


def of_passed(this: Act) -> int:
    """The group that the message in the address was said to; 0 if there is none."""
    its = this.night.connections
    one = its.passed.get(this.no)
    link = its.links.get(one.link) if one else None
    return (link.other if one.group == link.one else link.one) if one and link else 0


@act(access.person)
def answer(this: Act) -> AnswerGroup:
    meta = this.meta_in(of_passed(this))
    return AnswerGroup(**meta, passed=this.no, person=writer(this, meta), text=this.text("text"))


def of_link(this: Act) -> int:
    """The group of the link in the address in which whoever asks sits; else the first one."""
    link = this.night.connections.links.get(this.no)
    if link is None:
        return 0
    other = this.night.groups[link.other]
    return link.other if this.caller.no in other.members else link.one


@act(access.person)
def write_together(this: Act) -> WriteTogether:
    meta = this.meta_in(of_link(this))
    return WriteTogether(**meta, link=this.no, person=writer(this, meta), text=this.text("text"))


@act(access.writer)
def hide(this: Act) -> HidePassed:
    return HidePassed(**this.meta(desk=this.caller.tends), passed=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_again(this: Act) -> ShowPassed:
    return ShowPassed(**this.meta(desk=True), passed=this.no)


@act(access.person)
def leave_group_alone(this: Act) -> LeaveGroupAlone:
    meta = this.meta_in(this.no)
    return LeaveGroupAlone(**meta, group=this.no, person=writer(this, meta), alone=this.flag("alone"))


@act(access.person)
def leave_me_alone(this: Act) -> LeaveMeAlone:
    if this.person == this.caller.no:
        refuse_restless(this.request, this.night.code, this.person)
    return LeaveMeAlone(**this.meta(), person=this.person, alone=this.flag("alone"))


@act(access.host)
async def look(this: Act) -> FindConnections:
    """Find them now, for the host to say aloud."""
    meta = this.meta(desk=True)
    if this.repeated:
        return FindConnections(**meta)
    joining: Joining = this.request.app.state.joining
    found = await joining.find(this.night)
    return FindConnections(**meta, pairs=found.pairs, moment=found.moment, seen=found.seen)


@act(access.host)
def set_aside(this: Act) -> SetAside:
    one, other = this.whole("one"), this.whole("other")
    return SetAside(**this.meta(desk=True), one=one, other=other, aside=this.flag("aside"))


@show(access.person)
def page(this: Visit) -> Response:
    """The neighbours of a group, and what goes on between them."""
    placement = lineup.find(this.night, this.no)
    other = this.asked("with")
    other = other if other in this.night.lineup and other != this.no else 0
    return this.page(
        "connections/connections.html",
        audience="group",
        link=this.no,
        placement=placement,
        no=this.no,
        other=other,
    )


ROUTES = [
    get("/n/{code}/groups/{no:no}/connections", page),
    post("/n/{code}/groups/{no:no}/link", link),
    post("/n/{code}/groups/{no:no}/merge", merge),
    post("/n/{code}/groups/{no:no}/runner", run),
    post("/n/{code}/groups/{no:no}/talked", talked),
    post("/n/{code}/groups/{no:no}/question", ask),
    post("/n/{code}/groups/{no:no}/alone", leave_group_alone),
    post("/n/{code}/me/alone", leave_me_alone),
    post("/n/{code}/passed/{no:no}/answer", answer),
    post("/n/{code}/passed/{no:no}/hide", hide),
    post("/n/{code}/passed/{no:no}/show", show_again),
    post("/n/{code}/connections/{no:no}/together", write_together),
    post("/n/{code}/connections/look", look),
    post("/n/{code}/connections/aside", set_aside),
]
