"""The board: its page, its scene, and what is announced on every screen."""

from starlette.requests import Request
from starlette.responses import Response

from opennight.night.board import Announce, SetScene
from opennight.night.state import Night
from opennight.web.core import access, pages, views
from opennight.web.core.acts import Act, act


@act(access.host)
def announce(this: Act) -> Announce:
    return Announce(**this.meta(desk=True), text=this.text("text"))


@act(access.host)
def set_scene(this: Act) -> SetScene:
    return SetScene(**this.meta(desk=True), scene=this.text("scene"))


@views.show(access.anyone)
async def board(request: Request, night: Night, caller: access.Caller) -> Response:
    ticket = request.app.state.names.ticket(request, night)
    return pages.page(request, "board/board.html", night, audience="board", ticket=ticket)
