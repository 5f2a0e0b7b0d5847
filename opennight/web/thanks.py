"""Thanks: who gives them, who got them, and what becomes of them. Each reads their own page, and no other."""

from starlette.responses import Response
from starlette.routing import Route

from opennight.night import people
from opennight.night.gratitude import (
    AgreeToThanks,
    DeclineThanks,
    HideThanks,
    RefuseThanks,
    ReportThanks,
    ShowThanks,
)
from opennight.night.kept.people import Person
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.night.thanks import GiveThanks, TakeBackThanks
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show

FOUND = 20
"""People that a search lists."""


@act(access.person)
def give(this: Act) -> GiveThanks:
    return GiveThanks(
        **this.meta(),
        person=this.person,
        whom=this.whole("whom"),
        group=this.whole("group", 0),
        words=this.text("words"),
        public=this.flag("public"),
    )


@act(access.person)
def take_back(this: Act) -> TakeBackThanks:
    return TakeBackThanks(**this.meta(), thanks=this.no)


@act(access.person)
def agree(this: Act) -> AgreeToThanks:
    return AgreeToThanks(**this.meta(), thanks=this.no, person=this.person, agreed=this.flag("agreed"))


@act(access.person)
def decline(this: Act) -> DeclineThanks:
    return DeclineThanks(**this.meta(), thanks=this.no)


@act(access.person)
def report(this: Act) -> ReportThanks:
    return ReportThanks(**this.meta(), thanks=this.no)


@act(access.person)
def refuse(this: Act) -> RefuseThanks:
    return RefuseThanks(**this.meta(), person=this.person, refused=this.flag("refused"))


@act(access.control("approve"))
def hide(this: Act) -> HideThanks:
    return HideThanks(**this.meta(desk=True), thanks=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_again(this: Act) -> ShowThanks:
    return ShowThanks(**this.meta(desk=True), thanks=this.no)


@show(access.person)
def page(this: Visit) -> Response:
    """One's own; with `?for=7`, and for whoever may, that of somebody without a phone."""
    asked = this.request.query_params
    helped = asked.get("for") or (this.refusal.typed.get("for", "") if this.refusal else "")
    person = find(this, helped)
    name = asked.get("name", "").strip()
    return this.page(
        "thanks/thanks.html",
        person=person,
        helped=bool(helped),
        name=name,
        found=found(this.night, person.no, name),
    )


def find(this: Visit, helped: str) -> Person:
    """The person whose page it is. Raises `Refused`."""
    if not helped:
        access.joined(this.caller)
        return this.night.people[this.caller.no]
    access.for_others(this.caller)
    person = people.find(this.night, int(helped) if helped.isdecimal() and len(helped) < 10 else 0)
    if person.phone:
        raise Refused(_("They read this themselves, on their own page."), "forbidden")
    return person


def found(night: Night, no: int, name: str) -> list[Person]:
    """Those whose name has these letters in it, except this person and those who want no thanks."""
    if not name:
        return []
    others = (one for one in night.people.values() if one.no != no and not one.removed and not one.unthanked)
    return [one for one in others if name.casefold() in one.name.casefold()][:FOUND]


ROUTES: list[Route] = [
    get("/n/{code}/thanks", page),
    post("/n/{code}/thanks", give),
    post("/n/{code}/thanks/none", refuse),
    post("/n/{code}/thanks/{no:no}/back", take_back),
    post("/n/{code}/thanks/{no:no}/agree", agree),
    post("/n/{code}/thanks/{no:no}/decline", decline),
    post("/n/{code}/thanks/{no:no}/report", report),
    post("/n/{code}/thanks/{no:no}/hide", hide),
    post("/n/{code}/thanks/{no:no}/show", show_again),
]
