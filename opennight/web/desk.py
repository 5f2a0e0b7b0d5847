"""The desk: the host's page and what only the host does to the night as a whole; and the helper's page."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from opennight import clock
from opennight.night import groups, remote, reporters
from opennight.night.kept.parts import PHASES
from opennight.night.messages import HOST, Refused, _
from opennight.night.nights import DeskKeyRenewed, LockJoining, RenewDeskKey, RevealVotes
from opennight.night.phases import MovePhase
from opennight.night.state import Night
from opennight.night.undo import UndoStep
from opennight.web.core import access, cookies, door, server_address
from opennight.web.core.acts import Act
from opennight.web.core.answers import destination, done
from opennight.web.core.forms import command_id
from opennight.web.core.keys import Keys, same
from opennight.web.core.limits import TooFast, refuse_flood
from opennight.web.core.posts import act, posted
from opennight.web.core.visits import Visit, show
from opennight.writers import Writers

PARTS = ("lineup", "groups", "connections", "sharing")
"""What the desk has only in some phases; in others it can be asked for with `?part=`."""


@act(access.control("next"))
def move_phase(this: Act) -> MovePhase:
    return MovePhase(**this.meta(desk=True), to=this.text("to"), since=this.text("from"))


@show(access.control("next"))
def ask_phase(this: Visit) -> Response:
    """Asks before the night jumps to the phase in the address."""
    to = this.request.path_params["to"]
    if to not in PHASES:
        raise Refused(_("The night has no such phase."), "missing")
    in_hand = "remote" in this.request.query_params or not this.caller.host
    back = f"/n/{this.night.code}/{'remote' if in_hand else 'desk'}"
    if to == this.night.phase:
        return RedirectResponse(back, 303)
    if not remote.may_move(this.night, to):
        access.host(this.caller)
    return this.page("desk/phase.html", to=to, sure="sure" in this.request.query_params, back=back)


@act(access.host)
def lock(this: Act) -> LockJoining:
    return LockJoining(**this.meta(desk=True), locked=this.flag("locked"))


@act(access.host)
def reveal(this: Act) -> RevealVotes:
    return RevealVotes(**this.meta(desk=True), revealed=this.flag("revealed"))


@act(access.host)
def undo(this: Act) -> UndoStep:
    return UndoStep(**this.meta(desk=True), step=this.whole("step"))


@posted
async def renew_key(this: Act) -> Response:
    """Shut out every desk link and every desk device but this one."""
    known = this.night.desk_key
    command = RenewDeskKey(id=command_id(this.form), at=clock.now(), actor=HOST, desk_key=known)
    writers: Writers = this.request.app.state.writers
    # Whoever missed the answer asks again, with a key that their own renewal has made worthless.
    if not (access.was_host(this.request, this.night) and await renewed_last(writers, this.night, command)):
        access.host(this.caller)
    refuse_flood(this.request, this.caller)
    response = done(this, await this.send(command), destination(this, "/links"))
    cookies.keep_host(this.request, response, this.night)
    return response


async def renewed_last(writers: Writers, night: Night, command: RenewDeskKey) -> bool:
    """Whether this command was carried out already and the key has not been renewed since.

    Reads only what came after it, and nothing for a command that is new: whoever was shut out can ask this.
    """
    version = night.done(command.actor, command.id)
    if version is None:
        return False
    since = await writers.log.read(night.code, version - 1)
    return [one.version for one in since if isinstance(one.event, DeskKeyRenewed)] == [version]


def exchange(request: Request, night: Night, role: str, key: str) -> Response:
    """Trade the secret in the link for a cookie, and take it out of the address bar."""
    keys = access.keys(request)
    link = None
    if role == "host":
        right = same(key, keys.desk(night))
    else:
        link = link_with(keys, night, key)
        right = link is not None
    if not right:
        if door.wrong_key(request, f"{role} {night.code}"):
            raise TooFast
        raise Refused(_("This link does not work any more. Ask the host for the new one."), "forbidden")
    response = RedirectResponse(request.url.path, 303)
    if not access.caller(request, night).host:  # the host may try the helpers' link and stays the host
        if role == "host":
            cookies.keep_host(request, response, night)
        else:
            cookies.keep_helper(request, response, night, link or 0)
    return response


def link_with(keys: Keys, night: Night, key: str) -> int | None:
    """The helper link that has this key; None if none that opens has."""
    known = [0, *remote.open_links(night)]
    right = [link for link in known if same(key, keys.helper(night, link))]
    return next((link for link in right if remote.is_open(night, link)), None)


def secrets(this: Visit) -> dict[str, object]:
    """The links of the desk, the remote, the helpers and the reporters, for the host's eyes only."""
    keys, night = access.keys(this.request), this.night
    here = server_address.of_night(this.request, night)
    return {
        "board_url": f"{here}/board?key={keys.board(night)}",
        "desk_url": f"{here}/desk?key={keys.desk(night)}",
        "remote_url": f"{here}/remote?key={keys.desk(night)}",
        "helper_urls": {
            link: f"{here}/helper?key={keys.helper(night, link)}"
            for link in (0, *remote.open_links(night))
            if remote.is_open(night, link)
        },
        "reporter_urls": {
            one.no: f"{here}/reporter?key={keys.reporter(night, one.no)}"
            for one in reporters.open_links(night)
        },
    }


@show(access.keyed)
def desk(this: Visit) -> Response:
    if key := this.request.query_params.get("key"):
        return exchange(this.request, this.night, "host", key)
    access.host(this.caller)
    asked = this.request.query_params.get("part", "")
    if asked == "written":
        return written(this)
    if asked in PARTS and "hx-request" in this.request.headers:
        return this.page(f"desk/_{asked}.html", audience="desk", asked=asked)
    return this.page("desk/desk.html", audience="desk", asked=asked, **secrets(this))


def written(this: Visit) -> Response:
    """What a group has written: for its row on the desk, or as a page by itself."""
    group = this.asked("group")
    groups.find(this.night, group)
    alone = "hx-request" not in this.request.headers
    return this.page("desk/written.html" if alone else "desk/_written.html", audience="desk", no=group)


@show(access.keyed)
def helper(this: Visit) -> Response:
    if key := this.request.query_params.get("key"):
        return exchange(this.request, this.night, "helper", key)
    access.helper(this.caller)
    if not this.caller.for_others:
        return RedirectResponse(f"/n/{this.night.code}/remote", 303)
    return this.page("desk/helper.html")


@show(access.host)
def links(this: Visit) -> Response:
    return this.page("desk/links.html", **secrets(this))


@show(access.host)
def overview(this: Visit) -> Response:
    return this.page("desk/overview.html")
