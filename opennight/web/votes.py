"""Votes: a dot on a pitch, and taking it back."""

from opennight.night.votes import TakeBackVote, Vote
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act


@act(access.person)
def vote(this: Act) -> Vote:
    return Vote(**this.meta(), person=this.person, pitch=this.no)


@act(access.person)
def take_back(this: Act) -> TakeBackVote:
    return TakeBackVote(**this.meta(), person=this.person, pitch=this.no)
