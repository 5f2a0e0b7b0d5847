"""Seats: ask for one in a full group, give one's own, or keep it."""

from opennight.night.seats import AskSeat, GiveSeat, KeepSeat, TakeBackAsking
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import post
from opennight.web.core.posts import act


@act(access.person)
def ask(this: Act) -> AskSeat:
    return AskSeat(**this.meta(), person=this.person, group=this.no)


@act(access.person)
def take_back(this: Act) -> TakeBackAsking:
    return TakeBackAsking(**this.meta(), person=this.person, group=this.no)


@act(access.person)
def give(this: Act) -> GiveSeat:
    return GiveSeat(**this.meta(), person=this.person, group=this.whole("group", 0), to=this.whole("to", 0))


@act(access.person)
def keep(this: Act) -> KeepSeat:
    return KeepSeat(**this.meta(), person=this.person, group=this.whole("group", 0))


ROUTES = [
    post("/n/{code}/groups/{no:no}/ask", ask),
    post("/n/{code}/groups/{no:no}/unask", take_back),
    post("/n/{code}/seats/give", give),
    post("/n/{code}/seats/keep", keep),
]
