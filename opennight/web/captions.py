"""The words of a clip over HTTP: for players, to be read and mended, and to be quoted."""

from starlette.responses import Response

from opennight.night import captions, mending
from opennight.night.captioned import Edition
from opennight.night.captions import PutBackCaptions
from opennight.night.mending import ConfirmCaptions, MendCaptions, TypeCaptions
from opennight.night.messages import DESK, Refused, _
from opennight.night.quoting import QuoteClip
from opennight.record.captions import vtt
from opennight.web.clips import SANDBOX, missing, seen
from opennight.web.core import access
from opennight.web.core.acts import Act, Meta
from opennight.web.core.posts import act
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


@show(access.collector)
def page(this: Visit) -> Response:
    """Where the words are put right."""
    night, clip = this.night, seen(this)
    number, now = captions.latest(night, clip.no)
    asking = this.caller
    if not mending.may_mend(night, clip, asking.no, desk=asking.for_others, reporter=asking.reporter):
        raise Refused(_("Only who made this clip, its group, or the host can change its words."), "forbidden")
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
        moderates=this.caller.host or "approve" in this.caller.controls,
    )


def meta(this: Act) -> Meta:
    """Who sits in the clip's group mends as themselves, also with the desk in their hand; a reporter is
    always one, as for all that they bring."""
    clip = this.night.clips.get(this.no)
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


@act(access.collector)
def mend(this: Act) -> MendCaptions:
    return MendCaptions(**meta(this), clip=this.no, edition=this.whole("edition", 0), texts=texts(this))


@act(access.collector)
def type_all(this: Act) -> TypeCaptions:
    return TypeCaptions(**meta(this), clip=this.no, edition=this.whole("edition", 0), text=this.text("text"))


@act(access.collector)
def confirm(this: Act) -> ConfirmCaptions:
    return ConfirmCaptions(**meta(this), clip=this.no, edition=this.whole("edition", 0))


@act(access.collector)
def quote(this: Act) -> QuoteClip:
    clip = this.night.clips.get(this.no)
    meta = this.meta(desk=True) if this.caller.reporter else this.meta_in(clip.group if clip else 0)
    person = this.person if meta["actor"].person else DESK
    return QuoteClip(**meta, clip=this.no, person=person, line=this.whole("line", 0))


@act(access.control("approve"))
def put_back(this: Act) -> PutBackCaptions:
    return PutBackCaptions(**this.meta(desk=True), clip=this.no, edition=this.whole("edition", 0))
