"""The board: its page, its scene, whether it is blank, and what is announced on every screen."""

from starlette.responses import Response
from starlette.routing import Route

from opennight.night.board import Announce, BlankBoard, SetScene
from opennight.web.core import access, boards, pages
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


@act(access.control("announce"))
def announce(this: Act) -> Announce:
    return Announce(**this.meta(desk=True), text=this.text("text"))


@act(access.host)
def set_scene(this: Act) -> SetScene:
    return SetScene(**this.meta(desk=True), scene=this.text("scene"))


@act(access.control("board"))
def blank(this: Act) -> BlankBoard:
    return BlankBoard(**this.meta(desk=True), blank=this.flag("blank"))


@show(access.anyone)
def board(this: Visit) -> Response:
    ticket = this.request.app.state.server_address.ticket(this.request, this.night)
    page = pages.page(this.request, "board/board.html", this.night, audience="board", ticket=ticket)
    boards.remember(this.request, page, this.night)
    return page


ROUTES: list[Route] = [
    get("/n/{code}/board", board),
    post("/n/{code}/announcement", announce),
    post("/n/{code}/scene", set_scene),
    post("/n/{code}/board/blank", blank),
]
