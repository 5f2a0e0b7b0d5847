"""Stand up: the host goes through the asks on the board; hands are counted, tapped, or tapped by a helper."""

from opennight.matching import Matcher
from opennight.night.standup import (
    CountHands,
    EndStandUp,
    LowerHand,
    RaiseHand,
    SendToTable,
    StandUpNext,
    following,
)
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import post
from opennight.web.core.posts import act


@act(access.control("next"))
async def go_on(this: Act) -> StandUpNext:
    """The ask is named, so that a second tap does not pass over the one that has just come."""
    meta, ask = this.meta(desk=True), this.whole("ask", 0) or following(this.night)
    matcher: Matcher = this.request.app.state.matcher
    return StandUpNext(**meta, ask=ask, meets=await matcher.of_ask(this.night, ask))


@act(access.control("next"))
def end(this: Act) -> EndStandUp:
    return EndStandUp(**this.meta(desk=True))


@act(access.control("next"))
def count(this: Act) -> CountHands:
    return CountHands(**this.meta(desk=True), ask=this.no, hands=this.whole("hands", 0))


@act(access.control("next"))
def send(this: Act) -> SendToTable:
    return SendToTable(**this.meta(desk=True), ask=this.no, table=this.text("table"))


@act(access.person)
def raise_hand(this: Act) -> RaiseHand:
    return RaiseHand(**this.meta(), person=this.person, ask=this.no)


@act(access.person)
def lower_hand(this: Act) -> LowerHand:
    return LowerHand(**this.meta(), person=this.person, ask=this.no)


ROUTES = [
    post("/n/{code}/offers/{no:no}/hand", raise_hand),
    post("/n/{code}/offers/{no:no}/unhand", lower_hand),
    post("/n/{code}/standup/next", go_on),
    post("/n/{code}/standup/end", end),
    post("/n/{code}/standup/{no:no}/hands", count),
    post("/n/{code}/standup/{no:no}/table", send),
]
