"""Pledges: hours that somebody gives to what they are in on, and those that they have given."""

from starlette.routing import Route

from opennight.night.pledges import KeepPledge, PledgeHours
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import post
from opennight.web.core.posts import act


@act(access.person)
def pledge(this: Act) -> PledgeHours:
    hours, monthly = this.whole("hours", 0), this.form.get("monthly") == "1"
    return PledgeHours(**this.meta(), person=this.person, about=this.about, hours=hours, monthly=monthly)


@act(access.person)
def keep(this: Act) -> KeepPledge:
    return KeepPledge(**this.meta(), person=this.person, about=this.about, kept=this.whole("kept"))


ROUTES: list[Route] = [
    post("/n/{code}/promises/{what:str}/{no:no}/hours", pledge),
    post("/n/{code}/promises/{what:str}/{no:no}/kept", keep),
]
