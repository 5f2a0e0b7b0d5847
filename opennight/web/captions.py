"""The words of a clip over HTTP: for players, to be read and mended, and to be quoted."""

from typing import TypedDict

from starlette.responses import Response
from starlette.routing import Route

from opennight.night import captions, mending
from opennight.night.captions import PutBackCaptions
from opennight.night.kept.captions import Edition
from opennight.night.mending import ConfirmCaptions, MendCaptions, TypeCaptions
from opennight.night.messages import DESK, Refused, _
from opennight.night.quoting import QuoteClip
from opennight.record.captions import vtt
from opennight.web.clips import SANDBOX, keyed, missing, page_of, require_any_say, said, seen
from opennight.web.core import access
from opennight.web.core.acts import Act, Meta
from opennight.web.core.addresses import get, post
from opennight.web.core.answers import done
from opennight.web.core.posts import act, posted
from opennight.web.core.refusals import Refusal
from opennight.web.core.visits import Visit, show


@show(access.anyone)
def file(this: Visit) -> Response:
    """As a player's captions: for exactly those who may have the clip."""
    clip = seen(this)
    return Response(
        vtt(captions.shown(this.night, clip.no)),
        media_type="text/vtt",
        headers={
            "Content-Security-Policy": SANDBOX,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-cache",
        },
    )


def typed(refusal: Refusal | None, had: Edition, now: Edition) -> list[str]:
    """What stands in the fields of a form that is shown again: what its sender changed, and else what the
    lines say by now."""
    texts = [line.text for line in now.lines]
    if refusal is None or len(had.lines) != len(texts):
        return texts
    given = [refusal.typed.get(f"line-{no}", text) for no, text in enumerate(texts, 1)]
    changed = (mine != before.text for mine, before in zip(given, had.lines, strict=True))
    return [mine if new else text for mine, text, new in zip(given, texts, changed, strict=True)]


@show(access.anyone)
def page(this: Visit) -> Response:
    """Where the words are put right."""
    night, asking, shown = this.night, this.caller, keyed(this, this.no)
    if not shown:
        access.collector(asking)
    clip = seen(this)
    number, now = captions.latest(night, clip.no)
    if not shown and not mending.may_mend(
        night, clip, asking.no, desk=asking.for_others, reporter=asking.reporter
    ):
        raise Refused(
            _("Only the person who made this clip, its group, or the host can change its words."), "forbidden"
        )
    had = now
    if this.refusal and (given := this.refusal.typed.get("edition", "")).isdecimal() and len(given) < 6:
        its = captions.of(night, clip.no).editions
        had = its[int(given) - 1] if 0 < int(given) <= len(its) else now
    return this.page(
        "captions/mend.html",
        clip=clip,
        number=number,
        now=now,
        texts=typed(this.refusal, had, now),
        missing=missing(this, clip),
        moderates=asking.moderates,
        key=this.request.query_params["key"] if shown else "",
    )


def meta(this: Act) -> Meta:
    """Whoever holds the link of those who are in it is a guest, unless they are somebody here already. Who
    sits in the clip's group mends as themselves, also with the desk in their hand; a reporter is always one,
    as for all that they bring."""
    clip = this.night.clips.get(this.no)
    if keyed(this, this.no):
        return said(this)
    own = clip and mending.may_mend(this.night, clip, this.caller.no, desk=False)
    return this.meta(desk=bool(this.caller.reporter) or (this.caller.for_others and not own))


def texts(this: Act) -> tuple[str, ...]:
    """The fields line-1, line-2 … as far as they go."""
    found = []
    for no in range(1, captions.MOST_LINES + 1):
        if (name := f"line-{no}") not in this.form:
            break
        found.append(this.form[name])
    return tuple(found)


class Which(TypedDict):
    clip: int
    edition: int
    shown: int


def which(this: Act) -> Which:
    """What all commands about words say. Raises `Refused` for whoever has neither joined nor the link."""
    return {"shown": require_any_say(this), "clip": this.no, "edition": this.whole("edition", 0)}


@posted
async def mend(this: Act) -> Response:
    return await answered(this, MendCaptions(**which(this), **meta(this), texts=texts(this)))


@posted
async def type_all(this: Act) -> Response:
    return await answered(this, TypeCaptions(**which(this), **meta(this), text=this.text("text")))


@posted
async def confirm(this: Act) -> Response:
    return await answered(this, ConfirmCaptions(**which(this), **meta(this)))


async def answered(this: Act, command: MendCaptions | TypeCaptions | ConfirmCaptions) -> Response:
    """Whoever holds the link goes on to their page of the clip; everybody else stays where they are."""
    return done(this, await this.send(command), page_of(this, command.shown))


@act(access.collector)
def quote(this: Act) -> QuoteClip:
    clip = this.night.clips.get(this.no)
    meta = this.meta(desk=True) if this.caller.reporter else this.meta_in(clip.group if clip else 0)
    person = this.person if meta["actor"].person else DESK
    return QuoteClip(**meta, clip=this.no, person=person, line=this.whole("line", 0))


@act(access.control("approve"))
def put_back(this: Act) -> PutBackCaptions:
    return PutBackCaptions(**this.meta(desk=True), clip=this.no, edition=this.whole("edition", 0))


ROUTES = [
    Route("/n/{code}/clips/{no:no}/captions.vtt", file, methods=["GET"]),
    get("/n/{code}/clips/{no:no}/words", page),
    post("/n/{code}/clips/{no:no}/words", mend),
    post("/n/{code}/clips/{no:no}/words/whole", type_all),
    post("/n/{code}/clips/{no:no}/words/confirm", confirm),
    post("/n/{code}/clips/{no:no}/words/back", put_back),
    post("/n/{code}/clips/{no:no}/quote", quote),
]
