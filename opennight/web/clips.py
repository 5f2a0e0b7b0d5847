"""Clips over HTTP: their pages and files, and who releases, withdraws and hides them."""

import asyncio
from typing import NamedTuple

from starlette.responses import Response
from starlette.routing import Route

from opennight.media.kinds import served_as
from opennight.media.withdrawn import clear
from opennight.night import captions, clips, groups, lineup, searching
from opennight.night.consent import HideClip, ReleaseClip, ShowClip, WithdrawClip, has_say, may_release
from opennight.night.kept.clips import Clip, Sort
from opennight.night.messages import GUEST, Refused, _
from opennight.night.state import Night
from opennight.record import people
from opennight.scribe import Scribe
from opennight.web.core import access, server_address
from opennight.web.core.acts import Act, Meta
from opennight.web.core.addresses import get, post
from opennight.web.core.allowances import most_ms, times
from opennight.web.core.answers import done
from opennight.web.core.guard import RECORDS
from opennight.web.core.keys import same
from opennight.web.core.limits import refuse_flood
from opennight.web.core.posts import act, posted
from opennight.web.core.refusals import refused
from opennight.web.core.revoked import revoked_reporter
from opennight.web.core.stored import Stored, not_there
from opennight.web.core.visits import Visit, show
from opennight.web.uploads import owner, taken

SANDBOX = "default-src 'none'; sandbox"


def keyed(this: Act | Visit, no: int) -> int:
    """Which of those who can be seen in it the sender is, from 1, by the link that they hold; 0: none."""
    given = this.text("key") if isinstance(this, Act) else this.request.query_params.get("key", "")
    clip, keys = this.night.clips.get(no), access.keys(this.request)
    if not (given and clip):
        return 0
    seen = range(1, len(clip.shows) + 1)
    return next((one for one in seen if same(given, keys.clip(this.night, no, one))), 0)


@posted
async def release(this: Act) -> Response:
    shown = require_any_say(this)
    answer = await this.send(ReleaseClip(**said(this), clip=this.no, shown=shown))
    return done(this, answer, page_of(this, shown))


@posted
async def withdraw(this: Act) -> Response:
    """The bytes are gone before the answer."""
    shown = require_any_say(this)
    answer = await this.send(WithdrawClip(**said(this), clip=this.no, shown=shown))
    if its := this.request.app.state.uploads:
        await asyncio.to_thread(clear, its.media, this.night)
    return done(this, answer, page_of(this, shown))


def page_of(this: Act, shown: int) -> str:
    """The page of whoever holds the link; everybody else stays where they are."""
    return f"/n/{this.night.code}/clips/{this.no}?key={this.text('key')}" if shown else ""


def said(this: Act) -> Meta:
    """What the command carries: whoever only holds the link is a guest, also on a reporter's phone."""
    clip = this.night.clips.get(this.no)
    theirs = bool(clip and 0 < clip.reporter == this.caller.reporter)
    meta = this.meta(desk=this.caller.for_others or theirs)
    if not (this.caller.no or this.caller.for_others or theirs):
        meta["actor"], meta["desk_key"] = GUEST, None
    return meta


def require_any_say(this: Act) -> int:
    """Which of those who are in it the sender is, as `keyed`. Raises `Refused` for whoever is none of them,
    and has not joined."""
    refuse_flood(this.request, this.caller)
    shown = keyed(this, this.no)
    if not shown:
        access.collector(this.caller)
    return shown


@act(access.control("approve"))
def hide(this: Act) -> HideClip:
    return HideClip(**this.meta(desk=True), clip=this.no, why=this.text("why"))


@act(access.control("approve"))
def show_again(this: Act) -> ShowClip:
    return ShowClip(**this.meta(desk=True), clip=this.no)


def says(this: Visit, clip: Clip) -> bool:
    """Whether this reader has a say in it, without its link."""
    asking = this.caller
    return has_say(this.night, clip, asking.no, desk=asking.for_others, reporter=asking.reporter)


class Link(NamedTuple):
    """For the one of this name who can be seen in a clip; `agreed`: they have released it."""

    name: str
    url: str
    agreed: bool


def links_of(this: Visit, those: list[Clip]) -> dict[int, list[Link]]:
    """By number, the links for those who can be seen, as far as they are this reader's to hand on."""
    return {clip.no: links(this, clip) for clip in those if says(this, clip)}


def links(this: Visit, clip: Clip) -> list[Link]:
    keys, here = access.keys(this.request), server_address.of_night(this.request, this.night)
    return [
        Link(name, f"{here}/clips/{clip.no}?key={keys.clip(this.night, clip.no, one)}", one in clip.agreed)
        for one, name in enumerate(clip.shows, 1)
    ]


def makers(night: Night, those: list[Clip]) -> dict[int, str]:
    """By number, who made each, as everybody may read it: what is released goes beyond the room."""
    return {clip.no: people.name(night, clip.person) for clip in those}


def visible(this: Visit, group: int) -> list[Clip]:
    """Those of a group, or of the night, as far as this reader may see them. On the night's page, everybody
    also has the released ones of all groups, and the desk has them all."""
    asking, night = this.caller, this.night
    return [
        clip
        for clip in night.clips.values()
        if (clip.group == group or (not group and (clip.released or asking.tends)))
        and clips.may_see(night, clip, asking.no, desk=asking.tends, reporter=asking.reporter)
    ]


def missing(this: Visit, clip: Clip) -> str:
    """Why nothing has been written down; empty if something has, or nothing can be."""
    if not captions.has_sound(clip):
        return ""
    scribe: Scribe = this.request.app.state.scribe
    its = this.night.captions.get(clip.no)
    if its is not None:
        return "" if its.editions else its.why
    if not scribe.languages:
        return "engine"
    return "working" if this.night.setup.language in scribe.languages else "language"


def listed(this: Visit, group: int, back: str) -> Response:
    night, asking = this.night, this.caller
    those = visible(this, group)
    inside = access.allowed(access.joined, asking)
    sits = inside and (not group or groups.was_there(night, asking.no, night.groups[group]))
    if asking.reporter:
        those, back = those[::-1], f"/n/{night.code}/reporter"
    sought = this.request.query_params.get("q", "").strip()[:80]
    many = len(those) > 1
    those = [clip for clip in those if searching.says(night, clip, sought)]
    its = taken(this.request)
    taking = night.phase in groups.WRITING_IN if group else night.phase != "closed" or not asking.reporter
    writes = bool(its and taking and (asking.for_others or asking.reporter or sits))
    page = this.page(
        "clips/clips.html",
        sought=sought,
        searched=many,
        missing={clip.no: missing(this, clip) for clip in those},
        makers=makers(night, those),
        group=group,
        those=those,
        links=links_of(this, those),
        revoked=revoked_reporter(this.request, night),
        moderates=asking.moderates,
        taking=taking,
        writes=writes,
        live="reporter" if asking.reporter else "own" if inside else "",
        back=back,
        taken=its is not None,
        most=its.most * times(this.request, asking) if its else 0,
        most_seconds=most_ms(this.request, night, asking) // 1000,
        owner=owner(night, asking)[1] if asking.reporter or access.allowed(access.person, asking) else "",
    )
    if writes:
        page.headers.update(RECORDS)
    return page


@show(access.anyone)
def of_night(this: Visit) -> Response:
    """Open to everybody: whoever is not in the night sees what was released, while groups still talk."""
    return listed(this, 0, f"/n/{this.night.code}")


@show(access.collector)
def of_group(this: Visit) -> Response:
    groups.find(this.night, this.no)
    lineup.find(this.night, this.no)
    return listed(this, this.no, f"/n/{this.night.code}/groups/{this.no}")


def seen(this: Visit) -> Clip:
    """The clip in the address. Raises `Refused` for whoever may not see it, in the same words as for none."""
    clip = clips.find(this.night, this.no)
    if keyed(this, clip.no) and (clips.in_sight(this.night, clip) or clip.waiting):
        return clip
    asking = this.caller
    if not clips.may_see(this.night, clip, asking.no, desk=asking.tends, reporter=asking.reporter):
        raise Refused(_("This night has no such clip."), "missing")
    return clip


@show(access.anyone)
def page(this: Visit) -> Response:
    clip, shown = seen(this), keyed(this, this.no)
    say = shown or says(this, clip)
    key = this.request.query_params["key"] if shown else ""
    return this.page(
        "clips/page.html",
        clip=clip,
        makers=makers(this.night, [clip]),
        key=key,
        say_so=say,
        links=[] if shown else links_of(this, [clip]).get(clip.no, []),
        agreed=shown in clip.agreed,
        alone=may_release(clip, 0 if shown else this.caller.reporter),
        missing={clip.no: missing(this, clip)},
        since=this.asked("t"),  # the moment from which it is played, in milliseconds
    )


@show(access.anyone)
def file(this: Visit) -> Response:
    clip = seen(this)
    return kept(this, clip, clip.hash, clip.sort)


@show(access.anyone)
def poster(this: Visit) -> Response:
    """The still of a film."""
    clip = seen(this)
    return kept(this, clip, clip.poster, "photo")


def kept(this: Visit, clip: Clip, hash: str, sort: Sort, name: str = "") -> Response:
    """A file of a clip, as what we made it, and as nothing else."""
    its = this.request.app.state.uploads
    if not (its and hash):
        raise not_there()

    def told(start: bytes) -> dict[str, str]:
        kind, ending = served_as(start, sort)
        file = f"opennight-{this.night.code}-{clip.no}{name}.{ending}"
        return {
            "Content-Type": kind,
            "Content-Disposition": f'inline; filename="{file}"',
            "Content-Security-Policy": SANDBOX,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-cache",
        }

    def refuse(why: Refused) -> Response:
        return refused(this.request, why, this.night)

    return Stored(its.media, (this.night.code, hash), told, refuse)


ROUTES = [
    get("/n/{code}/clips", of_night),
    get("/n/{code}/groups/{no:no}/clips", of_group),
    get("/n/{code}/clips/{no:no}", page),
    Route("/n/{code}/clips/{no:no}/file", file, methods=["GET"]),
    Route("/n/{code}/clips/{no:no}/poster", poster, methods=["GET"]),
    post("/n/{code}/clips/{no:no}/release", release),
    post("/n/{code}/clips/{no:no}/withdraw", withdraw),
    post("/n/{code}/clips/{no:no}/hide", hide),
    post("/n/{code}/clips/{no:no}/show", show_again),
]
