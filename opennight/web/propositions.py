"""Propositions: the page on which a person answers one after another, and the host's page of the round."""

from starlette.responses import Response
from starlette.routing import Route

from opennight import tellers
from opennight.night.propositions import (
    AddPitched,
    AddSentences,
    HideSentence,
    OfferSentence,
    OpenRound,
    ShowSentence,
)
from opennight.night.telling import EndRound
from opennight.night.views import SayView, answered
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.forms import numbers
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show

ALL = "/propositions/all"


@show(access.joined)
def page(this: Visit) -> Response:
    """Drawn for its reader alone: what they said themselves is on no other page."""
    own = {one.no: one.views[this.caller.no] for one in answered(this.night, this.caller.no)}
    return this.page("propositions/propositions.html", change=this.asked("change"), own_views=own)


@show(access.host)
def everything(this: Visit) -> Response:
    return this.page("propositions/all.html")


@act(access.host, go=ALL)
def add(this: Act) -> AddSentences:
    return AddSentences(**this.meta(desk=True), texts=tuple(this.text("text").splitlines()))


@act(access.host, go=ALL)
def add_pitched(this: Act) -> AddPitched:
    found = numbers(this.lists.get("pitches", ()), "pitches")
    return AddPitched(**this.meta(desk=True), pitches=found)


@act(access.person)
def offer(this: Act) -> OfferSentence:
    return OfferSentence(**this.meta(), person=this.person, text=this.text("text"))


@act(access.person)
def say(this: Act) -> SayView:
    return SayView(**this.meta(), person=this.person, sentence=this.no, view=this.text("view"))


@act(access.host, go=ALL)
def open_round(this: Act) -> OpenRound:
    return OpenRound(**this.meta(desk=True), offers=this.flag("offers"))


@act(access.host, go=ALL)
async def end(this: Act) -> EndRound:
    """End the round, and tell what came of it."""
    meta = this.meta(desk=True)
    if this.repeated:  # nothing is worked out again
        return EndRound(**meta)
    found, fresh = await tellers.findings(this.night)
    return EndRound(**meta, found=found, fresh=fresh)


@act(access.writer)
def hide(this: Act) -> HideSentence:
    """One's own, or any by the desk."""
    return HideSentence(**this.meta(desk=this.caller.tends), sentence=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_again(this: Act) -> ShowSentence:
    return ShowSentence(**this.meta(desk=True), sentence=this.no)


ROUTES: list[Route] = [
    get("/n/{code}/propositions", page),
    get("/n/{code}/propositions/all", everything),
    post("/n/{code}/propositions", add),
    post("/n/{code}/propositions/pitched", add_pitched),
    post("/n/{code}/propositions/offer", offer),
    post("/n/{code}/propositions/open", open_round),
    post("/n/{code}/propositions/end", end),
    post("/n/{code}/propositions/{no:no}/view", say),
    post("/n/{code}/propositions/{no:no}/hide", hide),
    post("/n/{code}/propositions/{no:no}/show", show_again),
]
