"""The reel over HTTP: the desk says what plays; the page has the same clips for everybody."""

from starlette.responses import Response

from opennight.night.reel import DropClip, MoveClip, PickClip, to_watch
from opennight.night.screening import EndReel, HoldReel, PlayReel, ResumeReel, SkipClip
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


@act(access.host)
def pick(this: Act) -> PickClip:
    return PickClip(**this.meta(desk=True), clip=this.whole("clip", 0))


@act(access.host)
def drop(this: Act) -> DropClip:
    return DropClip(**this.meta(desk=True), clip=this.no)


@act(access.host)
def move(this: Act) -> MoveClip:
    return MoveClip(**this.meta(desk=True), clip=this.no, by=this.whole("by"))


@act(access.control("board"))
def play(this: Act) -> PlayReel:
    return PlayReel(**this.meta(desk=True), clip=this.whole("clip", 0))


@act(access.control("board"))
def hold(this: Act) -> HoldReel:
    return HoldReel(**this.meta(desk=True))


@act(access.control("board"))
def resume(this: Act) -> ResumeReel:
    return ResumeReel(**this.meta(desk=True))


@act(access.control("board"))
def skip(this: Act) -> SkipClip:
    return SkipClip(**this.meta(desk=True), clip=this.whole("clip", 0), over=this.flag("over"))


@act(access.control("board"))
def end(this: Act) -> EndReel:
    return EndReel(**this.meta(desk=True))


@show(access.anyone)
def page(this: Visit) -> Response:
    """What is in the reel, for whoever has the address: what everybody may see, and no more."""
    return this.page("reel/reel.html", those=to_watch(this.night))


ROUTES = [
    get("/n/{code}/reel", page),
    post("/n/{code}/reel/pick", pick),
    post("/n/{code}/reel/{no:no}/drop", drop),
    post("/n/{code}/reel/{no:no}/move", move),
    post("/n/{code}/reel/play", play),
    post("/n/{code}/reel/hold", hold),
    post("/n/{code}/reel/resume", resume),
    post("/n/{code}/reel/skip", skip),
    post("/n/{code}/reel/end", end),
]
