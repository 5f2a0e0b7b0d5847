"""Choosing which actions the room carries together: the host opens and closes it, everybody gives dots."""

from starlette.responses import Response

from opennight.night.choosing import CARRIED, DOTS, ChooseAction, CloseChoice, OpenChoice, UnchooseAction
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


@act(access.host)
def open_choice(this: Act) -> OpenChoice:
    dots, carried = this.whole("dots", DOTS), this.whole("carried", CARRIED)
    return OpenChoice(**this.meta(desk=True), dots=dots, carried=carried)


@act(access.host)
def close(this: Act) -> CloseChoice:
    return CloseChoice(**this.meta(desk=True))


@act(access.person)
def choose(this: Act) -> ChooseAction:
    return ChooseAction(**this.meta(), person=this.person, note=this.no)


@act(access.person)
def unchoose(this: Act) -> UnchooseAction:
    return UnchooseAction(**this.meta(), person=this.person, note=this.no)


@show(access.joined)
def page(this: Visit) -> Response:
    """The page of its own on which people choose."""
    return this.page("choosing/choosing.html", audience="choosing")


ROUTES = [
    get("/n/{code}/choosing", page),
    post("/n/{code}/choosing/open", open_choice),
    post("/n/{code}/choosing/close", close),
    post("/n/{code}/choosing/{no:no}/dot", choose),
    post("/n/{code}/choosing/{no:no}/undot", unchoose),
]
