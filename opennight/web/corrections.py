"""Corrections over HTTP: the desk mends words in the record, and whose words they are answers."""

from starlette.responses import Response
from starlette.routing import Route

from opennight.night import anchored, corrections
from opennight.night.corrections import (
    AnswerCorrection,
    HideCorrectionAnswer,
    MendWords,
    ShowCorrectionAnswer,
)
from opennight.night.messages import Refused, _
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


@show(access.anyone)
def page(this: Visit) -> Response:
    """The words, their corrections, and a form for whoever may do something about them."""
    anchor = this.request.path_params["anchor"]
    found = anchored.words(this.night, anchor)
    if not this.caller.for_others and this.caller.no not in found.authors:
        raise Refused(_("Only the host and helpers can do this."), "forbidden")
    return this.page(
        "record/mend.html",
        anchor=anchor,
        words=found,
        those=this.night.publication.of(anchor),
        answerable=corrections.to_answer(this.night, this.caller.no),
    )


@act(access.for_others)
def mend(this: Act) -> MendWords:
    anchor = this.request.path_params["anchor"]
    return MendWords(**this.meta(desk=True), anchor=anchor, was=this.text("was"), text=this.text("text"))


@act(access.person)
def answer(this: Act) -> AnswerCorrection:
    return AnswerCorrection(**this.meta(), correction=this.no, person=this.person, text=this.text("text"))


@act(access.writer)
def hide(this: Act) -> HideCorrectionAnswer:
    return HideCorrectionAnswer(**this.meta(desk=this.caller.tends), correction=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_again(this: Act) -> ShowCorrectionAnswer:
    return ShowCorrectionAnswer(**this.meta(desk=True), correction=this.no)


ROUTES: list[Route] = [
    get("/n/{code}/record/mend/{anchor:str}", page),
    post("/n/{code}/record/mend/{anchor:str}", mend),
    post("/n/{code}/corrections/{no:no}/answer", answer),
    post("/n/{code}/corrections/{no:no}/hide", hide),
    post("/n/{code}/corrections/{no:no}/show", show_again),
]
