"""A question to the whole room: the page on which people answer, and the host's page of all lines."""

from starlette.responses import Response
from starlette.routing import Route

from opennight import piling
from opennight.night.piles import PileLine, PileLines
from opennight.night.room_questions import AskRoom, HideLine, LetLinesIn, OpenQuestion, SayLine, ShowLine
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show

ALL = "/asked/all"


@show(access.joined)
def page(this: Visit) -> Response:
    return this.page("room_questions/asked.html")


@show(access.host)
def everything(this: Visit) -> Response:
    return this.page("room_questions/all.html")


@act(access.host, go=ALL)
def ask(this: Act) -> AskRoom:
    return AskRoom(**this.meta(desk=True), text=this.text("text"), each=this.whole("each", 1))


@act(access.host)
def open_question(this: Act) -> OpenQuestion:
    return OpenQuestion(**this.meta(desk=True), question=this.no, open=this.flag("open"))


@act(access.person)
def say(this: Act) -> SayLine:
    return SayLine(**this.meta(), person=this.person, question=this.no, text=this.text("text"))


@act(access.writer)
def hide(this: Act) -> HideLine:
    """Their own, or any by the desk."""
    return HideLine(**this.meta(desk=this.caller.tends), line=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_again(this: Act) -> ShowLine:
    return ShowLine(**this.meta(desk=True), line=this.no)


@act(access.control("approve"))
def let_in(this: Act) -> LetLinesIn:
    return LetLinesIn(**this.meta(desk=True), lines=this.numbers("lines"))


@act(access.host)
def pile(this: Act) -> PileLine:
    return PileLine(**this.meta(desk=True), line=this.no, pile=this.text("pile"))


@act(access.host)
async def pile_all(this: Act) -> PileLines:
    """Put them together by their words, or take them apart."""
    meta = this.meta(desk=True)
    worked_out = this.flag("together") and not this.repeated
    found = await piling.by_words(this.night, this.no) if worked_out else ()
    return PileLines(**meta, question=this.no, piles=found)


ROUTES: list[Route] = [
    get("/n/{code}/asked", page),
    get("/n/{code}/asked/all", everything),
    post("/n/{code}/asked", ask),
    post("/n/{code}/asked/{no:no}/open", open_question),
    post("/n/{code}/asked/{no:no}/lines", say),
    post("/n/{code}/asked/{no:no}/piles", pile_all),
    post("/n/{code}/lines/let-in", let_in),
    post("/n/{code}/lines/{no:no}/hide", hide),
    post("/n/{code}/lines/{no:no}/show", show_again),
    post("/n/{code}/lines/{no:no}/pile", pile),
]
