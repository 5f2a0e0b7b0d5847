"""Reporters: their links, and the page that tells them where to go."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from opennight.night import clips, reporters
from opennight.night.messages import Refused, _
from opennight.night.reporters import ChangeReporter, InviteReporter, RevokeReporter
from opennight.night.state import Night
from opennight.web.core import access, cookies, door
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.answers import moved
from opennight.web.core.keys import Keys, same
from opennight.web.core.limits import TooFast
from opennight.web.core.posts import act, posted
from opennight.web.core.revoked import revoked_reporter
from opennight.web.core.visits import Visit, show
from opennight.web.uploads import owner, taken


@act(access.host, go="/links")
def invite(this: Act) -> InviteReporter:
    return InviteReporter(**this.meta(desk=True), name=this.text("name"), interest=this.text("interest"))


@act(access.host, go="/links")
def change(this: Act) -> ChangeReporter:
    words = {"name": this.text("name"), "interest": this.text("interest")}
    return ChangeReporter(**this.meta(desk=True), reporter=this.no, **words)


@act(access.host, go="/links")
def revoke(this: Act) -> RevokeReporter:
    return RevokeReporter(**this.meta(desk=True), reporter=this.no)


def with_key(keys: Keys, night: Night, key: str) -> int | None:
    """The reporter whose link has this key; None if none that opens has."""
    known = [one.no for one in reporters.open_links(night)]
    return next((no for no in known if same(key, keys.reporter(night, no))), None)


def exchange(this: Visit, key: str) -> Response:
    """Trade the secret in the link for a cookie. The host may try it and stays the host."""
    no = with_key(access.keys(this.request), this.night, key)
    if no is None:
        if door.wrong_key(this.request, f"reporter {this.night.code}"):
            raise TooFast
        raise Refused(_("This link does not work any more. Ask the host for the new one."), "forbidden")
    response = RedirectResponse(this.request.url.path, 303)
    if not this.caller.host:
        keep(this.request, response, this.night, no)
    return response


def keep(request: Request, response: Response, night: Night, no: int) -> None:
    """Give the device the reporter's key, where a helper's would be: it is one or the other."""
    key = access.keys(request).reporter(night, no)
    cookies.keep(request, response, f"desk_{night.code}", f"reporter {night.code} {no}-{key}")


@posted
async def leave(this: Act) -> Response:
    """The device forgets the link, for whoever has it in their hands next. The link stays what it is."""
    this.require(access.reporter)
    response = moved(this.request, f"/n/{this.night.code}")
    if this.caller.reporter:
        response.delete_cookie(f"desk_{this.night.code}")
    return response


def unsent(this: Visit, no: int) -> Response:
    """What became of a reporter's link, for the device that had it: what was not sent is in its browser."""
    key = this.request.query_params.get("key", "")
    if key and with_key(access.keys(this.request), this.night, key):
        return exchange(this, key)  # the new one
    response = this.page("reporters/revoked.html", owner=f"reporter-{no}")
    response.status_code = 403
    return response


@show(access.keyed)
def page(this: Visit) -> Response:
    if no := revoked_reporter(this.request, this.night):
        return unsent(this, no)
    if key := this.request.query_params.get("key"):
        return exchange(this, key)
    access.reporter(this.caller)
    own = [clip for clip in this.night.clips.values() if 0 < clip.reporter == this.caller.reporter]
    mine = [
        clip
        for clip in reversed(own)
        if clips.may_see(this.night, clip, 0, desk=False, reporter=clip.reporter)
    ]
    whose = owner(this.night, this.caller)[1] if this.caller.reporter and taken(this.request) else ""
    return this.page("reporters/reporter.html", audience="reporter", mine_clips=mine, owner=whose)


ROUTES = [
    get("/n/{code}/reporter", page),
    post("/n/{code}/reporter/leave", leave),
    post("/n/{code}/reporters", invite),
    post("/n/{code}/reporters/{no:no}", change),
    post("/n/{code}/reporters/{no:no}/revoke", revoke),
]
