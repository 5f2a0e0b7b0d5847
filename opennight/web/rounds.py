"""Rounds: the host sends people to the groups of the next one."""

from opennight.night.rounds import CallRound
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act


@act(access.control("next"))
def call(this: Act) -> CallRound:
    return CallRound(**this.meta(desk=True), slot=this.whole("slot"), minutes=this.whole("minutes", 0))
