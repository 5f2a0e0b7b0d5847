"""The board: its page, its scene, whether it is blank, and what is announced on every screen."""

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from opennight.night.board import Announce, BlankBoard, SetScene
from opennight.web.core import access, boards, door, pages
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.keys import as_typed, same
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


def exchange(this: Visit, key: str) -> Response:
    """Trade the key in the link for a cookie. With a wrong one, it is a board like any other."""
    aim, right = f"board {this.night.code}", access.keys(this.request).board(this.night)
    response = RedirectResponse(this.request.url.path, 303)
    if not door.guessed(this.request, aim) and same(as_typed(key), right):
        boards.remember_hosts(this.request, response, this.night)
    else:
        door.wrong_key(this.request, aim)
    return response


@show(access.keyed)
def board(this: Visit) -> Response:
    if key := this.request.query_params.get("key"):
        return exchange(this, key)
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
