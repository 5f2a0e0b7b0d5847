"""What was moderated: the desk's page of it, and the answers of those who wrote it."""

from starlette.responses import Response

from opennight.night.moderated import AnswerModeration, HearAnswer, SayWhy, TellHowMany
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


@show(access.host)
def page(this: Visit) -> Response:
    return this.page("moderated/moderated.html")


@act(access.host)
def say_why(this: Act) -> SayWhy:
    return SayWhy(**this.meta(desk=True), act=this.no, why=this.text("why"))


@act(access.person, go="/me")
def answer(this: Act) -> AnswerModeration:
    return AnswerModeration(**this.meta(), act=this.no, person=this.person, text=this.text("text"))


@act(access.host, go="/moderated")
def hear(this: Act) -> HearAnswer:
    return HearAnswer(**this.meta(desk=True), act=this.no)


@act(access.host, go="/moderated")
def tell(this: Act) -> TellHowMany:
    return TellHowMany(**this.meta(desk=True), told=this.flag("told"))


ROUTES = [
    get("/n/{code}/moderated", page),
    post("/n/{code}/moderated/tell", tell),
    post("/n/{code}/moderated/{no:no}/why", say_why),
    post("/n/{code}/moderated/{no:no}/answer", answer),
    post("/n/{code}/moderated/{no:no}/heard", hear),
]
