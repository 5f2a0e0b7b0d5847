"""Promises: one tap says “I'm in”. Helpers and the desk tap for people without a phone."""

from starlette.routing import Route

from opennight.night.promises import ImIn, ImOut
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import post
from opennight.web.core.posts import act


@act(access.person)
def im_in(this: Act) -> ImIn:
    return ImIn(**this.meta(), person=this.person, about=this.about)


@act(access.person)
def im_out(this: Act) -> ImOut:
    return ImOut(**this.meta(), person=this.person, about=this.about)


ROUTES: list[Route] = [
    post("/n/{code}/promises/{what:str}/{no:no}/in", im_in),
    post("/n/{code}/promises/{what:str}/{no:no}/out", im_out),
]
