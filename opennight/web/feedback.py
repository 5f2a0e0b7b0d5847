"""Feedback over HTTP: the forms of a person, and what the desk does with what they say."""

import contextlib

from starlette.responses import Response

from opennight import mixing
from opennight.night import feedback
from opennight.night.asking import EndFeedback, PublishFeedback, WriteForm
from opennight.night.feedback import GiveFeedback, HideAnswer, SealFeedback, ShowAnswer
from opennight.night.messages import Command, Refused
from opennight.sealing import Seals
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.answers import destination, done
from opennight.web.core.posts import act, posted
from opennight.web.core.visits import Visit, show


@show(access.joined)
def page(this: Visit) -> Response:
    return this.page("feedback/feedback.html")


@show(access.host)
def questions(this: Visit) -> Response:
    return this.page("feedback/questions.html")


@show(access.host)
def everything(this: Visit) -> Response:
    return this.page("feedback/all.html")


@posted
async def about_night(this: Act) -> Response:
    return await given(this, feedback.NIGHT)


@posted
async def about_group(this: Act) -> Response:
    return await given(this, feedback.of_group(this.no))


async def given(this: Act, about: str) -> Response:
    this.require(access.person)
    answer = await this.send(said(this, about))
    await mix(this)
    return done(this, answer, destination(this, "/feedback"))


def said(this: Act, about: str) -> Command:
    """What they answered, with their name or sealed."""
    meta, person = this.meta(), this.person
    fields = [this.text(f"words-{place}") for place in range(len(feedback.form(this.night).questions))]
    answer = feedback.answer(this.night, this.whole("scale", 0), fields)
    if this.flag("signed"):
        return GiveFeedback(**meta, person=person, about=about, answer=answer)
    sealed = seals(this).seal([answer], mixing.where(this.night, about))
    return SealFeedback(**meta, person=person, about=about, sealed=sealed)


def seals(this: Act) -> Seals:
    return Seals(access.keys(this.request).digest("feedback"))


async def mix(this: Act) -> None:
    """The answer is in the log by now: if it cannot be mixed in at once, the next one takes it along."""
    with contextlib.suppress(Refused):
        await mixing.mix(this.request.app.state.writers, seals(this), this.night.code)


@posted
async def end(this: Act) -> Response:
    """End it, or take more. At the end, what waited in the pool can be told."""
    this.require(access.host)
    answer = await this.send(EndFeedback(**this.meta(desk=True), ended=this.flag("ended")))
    await mix(this)
    return done(this, answer)


@act(access.host, go="/feedback/questions")
def write_form(this: Act) -> WriteForm:
    return WriteForm(
        **this.meta(desk=True),
        scale=this.text("scale"),
        steps=lines(this, "steps"),
        questions=lines(this, "questions"),
    )


def lines(this: Act, name: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, this.text(name).splitlines())))


@act(access.host)
def publish(this: Act) -> PublishFeedback:
    return PublishFeedback(**this.meta(desk=True), published=this.flag("published"))


@act(access.writer)
def hide(this: Act) -> HideAnswer:
    """Words that somebody put their name to: by them, or by the desk."""
    return HideAnswer(**this.meta(desk=this.caller.host), no=this.no, why=this.text("why"))


@act(access.host)
def show_again(this: Act) -> ShowAnswer:
    return ShowAnswer(**this.meta(desk=True), no=this.no)


ROUTES = [
    get("/n/{code}/feedback", page),
    get("/n/{code}/feedback/questions", questions),
    get("/n/{code}/feedback/all", everything),
    post("/n/{code}/feedback", about_night),
    post("/n/{code}/groups/{no:no}/feedback", about_group),
    post("/n/{code}/feedback/questions", write_form),
    post("/n/{code}/feedback/end", end),
    post("/n/{code}/feedback/publish", publish),
    post("/n/{code}/feedback/answers/{no:no}/hide", hide),
    post("/n/{code}/feedback/answers/{no:no}/show", show_again),
]
