"""Threads: a heart, a comment or an answer under what somebody wrote."""

from starlette.responses import Response
from starlette.routing import Route

from opennight.night import replies, threads
from opennight.night.messages import DESK
from opennight.night.replies import AcceptAnswer, HideReply, ShowReply, WriteReply
from opennight.night.threads import Like, Unlike
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


@show(access.person)
def page(this: Visit) -> Response:
    """All that was said under one thing."""
    subject = threads.find(this.night, this.about)
    audience = "group" if subject.group else "own"
    return this.page(
        "threads/thread.html", audience=audience, link=subject.group, about=this.about, subject=subject
    )


@act(access.person)
def like(this: Act) -> Like:
    return Like(**this.meta(), person=this.person, about=this.about)


@act(access.person)
def unlike(this: Act) -> Unlike:
    return Unlike(**this.meta(), person=this.person, about=this.about)


@act(access.person)
def write(this: Act) -> WriteReply:
    """Whoever has joined speaks as themselves, also with the desk in their hand."""
    return WriteReply(
        **this.meta(),
        person=this.person or DESK,
        about=this.about,
        kind=this.text("kind") or "comment",
        text=this.text("text"),
        as_group=this.flag("as_group"),
    )


@act(access.person)
def accept(this: Act) -> AcceptAnswer:
    reply = this.night.replies.get(this.no)
    group = replies.under(this.night, reply) if reply else 0
    return AcceptAnswer(**this.meta_in(group), reply=this.no, accepted=this.flag("accepted"))


@act(access.writer)
def hide(this: Act) -> HideReply:
    return HideReply(**this.meta(desk=this.caller.tends), reply=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_again(this: Act) -> ShowReply:
    return ShowReply(**this.meta(desk=True), reply=this.no)


ROUTES: list[Route] = [
    get("/n/{code}/threads/{what:str}/{no:no}", page),
    post("/n/{code}/threads/{what:str}/{no:no}/like", like),
    post("/n/{code}/threads/{what:str}/{no:no}/unlike", unlike),
    post("/n/{code}/threads/{what:str}/{no:no}/replies", write),
    post("/n/{code}/replies/{no:no}/accept", accept),
    post("/n/{code}/replies/{no:no}/hide", hide),
    post("/n/{code}/replies/{no:no}/show", show_again),
]
