"""What somebody wrote who was not there, over HTTP: the form to hand it in, a private page that says what
became of it, and the host's word on whether any are taken. What keeps scripts out is in core/strangers.py."""

from typing import NamedTuple

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from opennight.clock import now
from opennight.night import posts, sequels
from opennight.night.kept.sequels import Sequel
from opennight.night.messages import GUEST, Refused, _
from opennight.night.posts import HandInPost, StopPosts, TakePostBack
from opennight.web.core import access, strangers
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.answers import moved
from opennight.web.core.forms import command_id
from opennight.web.core.limits import limits, refuse_flood
from opennight.web.core.posts import act, posted
from opennight.web.core.visits import Visit, show
from opennight.web.record import drawn, require_open, while_open
from opennight.web.sequels import subjects
from opennight.web.told import places_of


class Words(NamedTuple):
    """What is typed into the form: see `HandInPost`."""

    who: str
    text: str
    url: str
    about: str


def link(this: Visit | Act, one: Sequel) -> str:
    """The page of whoever handed it in, which is theirs alone: no log has its key."""
    secret = access.keys(this.request).derived("post", this.night.code, one.key)
    return f"/n/{this.night.code}/record/posts/{one.no}?key={secret}"


def require_own(this: Visit | Act) -> Sequel:
    """The post whose private page this is. Raises `Refused`."""
    one = this.night.sequels.get(this.no)
    if one is None or not one.key or not strangers.opens(this, link(this, one)):
        raise Refused(_("There is no such thing in this night."), "missing")
    return one


@show(access.anyone)
@while_open
def write_page(this: Visit) -> Response:
    """The form: about something in the record, which its link names, or about the night. Whoever was there
    has one of their own."""
    asked = this.refusal.typed if this.refusal else this.request.query_params
    about = asked.get("about", "")
    its = sequels.subject(this.night, about) if about else None
    if access.allowed(access.joined, this.caller) and not this.refusal:
        where = f"?about={about}" if its else ""
        return RedirectResponse(f"/n/{this.night.code}/afterwards{where}", 303)
    page = drawn(
        this.request,
        "posts/write.html",
        this.night,
        caller=None,
        refusal=this.refusal,
        about=about if its else "",
        its=its,
        page=places_of(this.night).get(its.anchor, "") if its else "",
        subjects=subjects(this.night),
        ticket=strangers.ticket_for(this),
        status=this.status,
    )
    return strangers.private(page)


@posted
async def hand_in(this: Act) -> Response:
    require_open(this.night, this.caller)
    ticket = strangers.require_ticket(this)
    words = Words(*(this.text(name) for name in Words._fields))
    key = strangers.key_of(this, "post", ticket)
    if known := posts.of_key(this.night, key):
        if not said(known, words):
            raise strangers.too_old()
        return moved(this.request, link(this, known))
    strangers.refuse_scripts(this, limits(this.request).posts)
    await this.send(HandInPost(id=ticket, at=now(), actor=GUEST, key=key, **words._asdict()))
    one = posts.of_key(this.night, key)
    if one is None:
        raise Refused(_("There is no such thing in this night."), "missing")
    return moved(this.request, link(this, one))


def said(one: Sequel, words: Words) -> bool:
    """Whether this is what they handed in."""
    return (one.who, one.text, one.url) == tuple(" ".join(text.split()) for text in words[:3])


@show(access.anyone)
def own_page(this: Visit) -> Response:
    """What became of it: also once the record is withdrawn, so that they can always take it back."""
    one = require_own(this)
    page = drawn(
        this.request,
        "posts/own.html",
        this.night,
        caller=None,
        refusal=this.refusal,
        one=one,
        its=sequels.subject(this.night, one.about) if one.about else None,
        key=strangers.key_in(link(this, one)),
        status=this.status,
    )
    return strangers.private(page)


@posted
async def take_back(this: Act) -> Response:
    refuse_flood(this.request, access.Caller())
    one = require_own(this)
    command = command_id(this.form)
    await this.send(TakePostBack(id=command, at=now(), actor=GUEST, sequel=one.no, key=one.key))
    return moved(this.request, link(this, one))


@act(access.host, go="/afterwards")
def stop(this: Act) -> StopPosts:
    return StopPosts(**this.meta(desk=True), stopped=this.flag("stopped"))


ROUTES: list[Route] = [
    get("/n/{code}/record/posts", write_page),
    post("/n/{code}/record/posts", hand_in),
    get("/n/{code}/record/posts/{no:no}", own_page),
    post("/n/{code}/record/posts/{no:no}/back", take_back),
    post("/n/{code}/afterwards/stop", stop),
]
