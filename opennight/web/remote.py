"""The remote: the desk's controls on a phone, and which of them helpers get."""

from starlette.responses import Response

from opennight.night.remote import AllowHelpers, ChangeHelper, InviteHelper, RevokeHelper
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show
from opennight.web.desk import exchange


@act(access.host, go="/links")
def allow(this: Act) -> AllowHelpers:
    return AllowHelpers(**this.meta(desk=True), controls=tuple(this.lists.get("controls", ())))


@act(access.host, go="/links")
def invite(this: Act) -> InviteHelper:
    controls = tuple(this.lists.get("controls", ()))
    return InviteHelper(**this.meta(desk=True), name=this.text("name"), controls=controls)


@act(access.host, go="/links")
def change(this: Act) -> ChangeHelper:
    controls = tuple(this.lists.get("controls", ()))
    return ChangeHelper(**this.meta(desk=True), link=this.no, controls=controls)


@act(access.host, go="/links")
def revoke(this: Act) -> RevokeHelper:
    return RevokeHelper(**this.meta(desk=True), link=this.no)


@show(access.keyed)
def remote(this: Visit) -> Response:
    """The host comes with the desk's key; helpers get here from their own page."""
    if key := this.request.query_params.get("key"):
        return exchange(this.request, this.night, "host", key)
    access.helper(this.caller)
    audience = "remote" if this.caller.host else "helper"
    return this.page("remote/remote.html", audience=audience, link=this.caller.link)


ROUTES = [
    get("/n/{code}/remote", remote),
    post("/n/{code}/remote/helpers", allow),
    post("/n/{code}/helpers", invite),
    post("/n/{code}/helpers/{no:no}", change),
    post("/n/{code}/helpers/{no:no}/revoke", revoke),
]
