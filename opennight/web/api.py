"""`/api`: what programs read of a night; and the host's page of keys and ballots for it."""

import contextlib
from collections.abc import Awaitable, Callable

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from opennight import __version__, clock
from opennight.api import openapi
from opennight.api.answers import Problem
from opennight.api.table import READINGS, Reading, require_open
from opennight.night import api_keys
from opennight.night.api_keys import MakeApiKey, RevokeApiKey, UseApiKey
from opennight.night.ballots import KeepBallot, PublishBallots, WithdrawBallots
from opennight.night.messages import SYSTEM, Refused, _
from opennight.night.state import Night
from opennight.record import data
from opennight.record.outcome import Outcome
from opennight.web.core import access, cookies, door, server_address
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.answers import destination, done
from opennight.web.core.keys import hashed, same
from opennight.web.core.limits import TooFast, address, limits
from opennight.web.core.posts import act, posted
from opennight.web.core.ready import has
from opennight.web.core.refusals import STATUS, sentence
from opennight.web.core.remembered import Remembered
from opennight.web.core.visits import Visit, show
from opennight.web.told import told
from opennight.writers import Writers

ANYWHERE = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Retry-After"}
"""What is public may be read by the pages of every site; they never send a key of ours along."""
PREFLIGHT = {
    **ANYWHERE,
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
AGAIN = "2"
"""Seconds after which to try again what was too fast."""
KEPT = 64
"""Answers that are kept, of all nights."""
SCHEME = "bearer "
SHOWN = 300
"""Seconds for which a device that made a key can be told it."""


class WrongKey(Refused):
    def __init__(self) -> None:
        super().__init__(_("This key opens nothing here. Ask the host for this night's key."), "forbidden")


def body(found: msgspec.Struct) -> bytes:
    """As the record's file has it: what has an anchor there begins with it."""
    return (
        data.write(found).encode() if isinstance(found, Outcome) else msgspec.json.encode(data.written(found))
    )


def key_in(request: Request) -> str:
    """The key that the request carries; empty if it has none. Raises `Refused` if it is in the address, where
    logs and histories keep it."""
    if {"key", "api_key", "access_token", "token"} & request.query_params.keys():
        raise Refused(_("Send the key in the Authorization header, never in the address."), "bad")
    header = request.headers.get("authorization", "")
    if not header:
        return ""
    key = header[len(SCHEME) :].strip() if header.lower().startswith(SCHEME) else ""
    return key or "?"


def number_of(request: Request, night: Night, key: str) -> int:
    """The number of this key; 0 for none. Raises `WrongKey`, or `TooFast` if too many were wrong."""
    if not key:
        return 0
    hash = hashed(key)
    for one in api_keys.open_keys(night):
        if same(hash, one.hash):
            return one.no
    raise TooFast if door.wrong_key(request, f"api {night.code}") else WrongKey


async def used(request: Request, night: Night, no: int) -> Night:
    """The night, in which it is noted that this key was used today. If that fails, it refuses nothing."""
    day = clock.today(night.setup.zone)
    if night.api_keys[no].used == day:
        return night
    writers: Writers = request.app.state.writers
    command = UseApiKey(id=f"api-{no}-{day}", at=clock.now(), actor=SYSTEM, no=no, day=day)
    with contextlib.suppress(Refused):
        await writers.send(night.code, command)
    return await door.night(request, night.code)


def refuse_many(request: Request, code: str = "", key: int = 0) -> None:
    """Each caller has a bucket of their own: whoever has a key by that, others by where they are."""
    buckets = limits(request)
    fine = buckets.programs.take(f"{code} {key}") if key else buckets.readings.take(address(request))
    if not fine:
        raise TooFast


def mark_of(request: Request, night: Night) -> str:
    """What changes whenever an answer about this night may: with its version, and with the day where it is,
    on which offers run out."""
    mark = access.keys(request).mark(night, night.version)
    return f'W/"{night.version}-{mark}-{clock.today(night.setup.zone)}-{__version__}"'


def refused(request: Request, why: Refused) -> Response:
    status = 401 if isinstance(why, WrongKey) else 400 if why.kind == "bad" else STATUS[why.kind]
    headers = dict(ANYWHERE)
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if status in (429, 503):
        headers["Retry-After"] = AGAIN
    body = msgspec.json.encode(Problem(kind=why.kind, text=sentence(request, why)))
    return Response(body, status, headers | {"Cache-Control": "no-store"}, "application/json")


def reads(reading: Reading) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of one row of the table."""

    async def endpoint(request: Request) -> Response:
        try:
            key = key_in(request)
            if not key:
                refuse_many(request)
            night = await door.night(request, door.code_of(request))
            no = number_of(request, night, key)
            if no:
                refuse_many(request, night.code, no)
                night = await used(request, night, no)
            require_open(night, reading, keyed=bool(no))
            return answer(request, night, reading, keyed=bool(no))
        except Refused as why:
            return refused(request, why)

    return endpoint


def answer(request: Request, night: Night, reading: Reading, *, keyed: bool) -> Response:
    mark = mark_of(request, night)
    headers = {"ETag": mark, "Vary": "Authorization"}
    headers |= {"Cache-Control": "private, no-cache"} if keyed else {"Cache-Control": "no-cache"} | ANYWHERE
    if has(request.headers, mark):
        return Response(status_code=304, headers=headers)
    kept: Remembered[bytes] = request.app.state.api
    content = kept.of(night, reading.name, lambda: body(reading.make(night, lambda: told(night))))
    return Response(content, 200, headers, "application/json")


async def described(request: Request) -> Response:
    """The description of all of this, for programs that make programs."""
    return Response(openapi.written(), 200, {"Cache-Control": "no-cache"} | ANYWHERE, "application/json")


async def preflight(request: Request) -> Response:
    """A page of another site asks whether it may read: what is public, and with no key."""
    return Response(status_code=204, headers=PREFLIGHT)


@show(access.host)
def page(this: Visit) -> Response:
    url = f"{server_address.address_of(this.request, this.night)}/api/n/{this.night.code}"
    made = access.signed(this.request, "key", this.night.code)
    response = this.page("api/api.html", made=made, made_hash=hashed(made), readings=READINGS, api_url=url)
    if made:
        response.delete_cookie(f"key_{this.night.code}")
    return response


@posted
async def make_key(this: Act) -> Response:
    """The device that made it is told the key on the next page that it loads, and then never again."""
    this.require(access.host)
    meta = this.meta(desk=True)
    key = access.keys(this.request).api(this.night.code, meta["id"])
    answer = await this.send(MakeApiKey(**meta, name=this.text("name"), hash=hashed(key)))
    response = done(this, answer, destination(this, "/api"))
    cookies.keep(this.request, response, f"key_{this.night.code}", key, SHOWN)
    return response


@act(access.host, go="/api")
def revoke_key(this: Act) -> RevokeApiKey:
    return RevokeApiKey(**this.meta(desk=True), no=this.no)


@act(access.host, go="/api")
def publish_ballots(this: Act) -> PublishBallots:
    if not this.flag("sure"):
        raise Refused(_("Tick the box if you are sure."), field="sure")
    return PublishBallots(**this.meta(desk=True))


@act(access.host, go="/api")
def withdraw_ballots(this: Act) -> WithdrawBallots:
    return WithdrawBallots(**this.meta(desk=True))


@act(access.person)
def keep_ballot(this: Act) -> KeepBallot:
    return KeepBallot(**this.meta(), person=this.person, out=this.flag("out"))


def route_of(reading: Reading) -> list[Route]:
    path = openapi.path_of(reading)
    return [get(path, reads(reading)), Route(path, preflight, methods=["OPTIONS"])]


ROUTES = [
    get("/api/openapi.json", described),
    *(route for reading in READINGS for route in route_of(reading)),
    get("/n/{code}/api", page),
    post("/n/{code}/api/keys", make_key),
    post("/n/{code}/api/keys/{no:no}/revoke", revoke_key),
    post("/n/{code}/api/ballots", publish_ballots),
    post("/n/{code}/api/ballots/withdraw", withdraw_ballots),
    post("/n/{code}/me/ballot", keep_ballot),
]
"""All addresses of this."""
