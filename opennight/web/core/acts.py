"""How a POST becomes a command: read the form, check who is asking, hand the command over, answer."""

import functools
import inspect
import secrets
import urllib.parse
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypedDict

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from opennight import metrics, when
from opennight.answers import Answer
from opennight.night.state import Night
from opennight.night.words import Actor, Command, Refused, _, acting, key
from opennight.web.core import door, mine, views
from opennight.web.core.access import Caller, caller
from opennight.web.core.limits import refuse_flood
from opennight.web.core.refusals import (
    STATUS,
    Form,
    Json,
    Lists,
    Refusal,
    code_of,
    offer,
    refusal_json,
    sentence,
    wants_json,
)
from opennight.writers import Writers

MOST_FIELDS = 400
MOST_BYTES = 64 * 1024
"""Of a form as it is sent; a setup with every room and slot fits well."""


class Meta(TypedDict):
    """What every command carries (see night/words.py)."""

    id: str
    at: int
    actor: Actor


@dataclass
class Act:
    """One POST about a night: who, what they sent, and the command that they mean."""

    request: Request
    night: Night
    caller: Caller
    form: Form
    lists: Lists

    @property
    def person(self) -> int:
        """The person who acts: the one on this device, or the one for whom the desk or a helper does it."""
        if self.caller.helper and self.form.get("for", ""):
            return self.whole("for")
        return self.caller.no

    @property
    def actor(self) -> Actor:
        """Who is answerable: the person themselves, or the desk for somebody else and for the night."""
        themselves = self.caller.no and self.person == self.caller.no
        return acting(self.caller.no) if themselves else self.caller.desk

    def meta(self, *, desk: bool = False) -> Meta:
        """What every command carries. `desk`: it is the desk that does it, whoever else uses this device."""
        actor = self.caller.desk if desk else self.actor
        return {"id": command_id(self.form), "at": when.now(), "actor": actor}

    @property
    def no(self) -> int:
        """The number in the address."""
        return int(self.request.path_params["no"])

    @property
    def repeated(self) -> bool:
        """Whether the desk has done this already, so that it gets its first answer whatever it says."""
        return key(self.caller.desk, self.form.get("command", "")) in self.night.commands

    async def send(self, command: Command) -> Answer:
        """Have the command carried out; `night` is then the night after it."""
        writers: Writers = self.request.app.state.writers
        answer = await writers.send(self.night.code, command)
        self.night = await writers.night(self.night.code)
        return answer

    def text(self, name: str) -> str:
        return self.form.get(name, "")

    def flag(self, name: str) -> bool:
        return self.form.get(name, "") in ("1", "on", "true")

    def whole(self, name: str, default: int | None = None) -> int:
        """A whole number from the form."""
        text = self.form.get(name, "").strip()
        if not text and default is not None:
            return default
        if not text.removeprefix("-").isdecimal() or len(text) > 9:
            raise Refused(_("Write a whole number here."), field=name)
        return int(text)


def moved(request: Request, page: str, **more: object) -> Response:
    """The answer that leads to another page; a script is told `more`."""
    return Json({"go": page} | more) if wants_json(request) else RedirectResponse(page, 303)


def command_id(form: Form) -> str:
    """The form's own command id, by which a repeat is recognised; a new one if it has none."""
    given = form.get("command", "")
    if not given:
        return secrets.token_hex(8)
    if not (8 <= len(given) <= 64 and given.isascii() and given.replace("-", "").isalnum()):
        raise Refused(_("This form is damaged. Load the page again."), field="command")
    return given


async def read_form(request: Request) -> tuple[Form, Lists]:
    """The fields of a form: each one's last value, and all values of each."""
    if int(request.headers.get("content-length", "0") or 0) > MOST_BYTES:
        raise Refused(_("That is too much to send at once."), "too much")
    body, more = b"", True
    while more:  # by hand: the request's own stream costs as much as all else here
        message = await request.receive()
        if message["type"] != "http.request":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MOST_BYTES:
            raise Refused(_("That is too much to send at once."), "too much")
    try:
        lists = urllib.parse.parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refused(_("This form is damaged. Load the page again.")) from None
    return {name: values[-1] for name, values in lists.items()}, lists


def way_back(request: Request, form: Form) -> str:
    """The page that the form was on, as a path of this server; the night's own page if that is not known."""
    for address in (form.get("back", ""), request.headers.get("referer", "")):
        try:
            parts = urllib.parse.urlsplit(address)
        except ValueError:
            continue
        here = not parts.netloc or parts.netloc == request.headers.get("host", "")
        if here and parts.path.startswith("/") and not parts.path.startswith("//") and "\\" not in parts.path:
            return parts.path
    code = request.path_params.get("code")
    return f"/n/{code}" if code else "/"


def done(act: Act, answer: Answer, go: str = "") -> Response:
    """The answer to a command that was carried out. `go` is the page to move to, if it should move at all."""
    if not wants_json(act.request):
        page = go or way_back(act.request, act.form)
        if page.endswith("/helper") and act.person:
            page += f"?for={act.person}"  # a helper stays with the person they are helping
        return RedirectResponse(page, 303)
    body: dict[str, object] = {"version": answer.version}
    if go:
        body["go"] = go
    if act.caller.no:
        body["mine"] = mine.of(act.night, act.caller.no)
    return Json(body)


HOME = "home"
"""As a destination: the page that is the caller's own in this night."""


def destination(act: Act, go: str) -> str:
    """The path of the page to move to; empty to stay."""
    if go == HOME:
        go = "/desk" if act.caller.host else "/helper" if act.caller.helper else ""
        return f"/n/{act.night.code}{go}"
    return f"/n/{act.night.code}{go}" if go else ""


Make = Callable[[Act], Command | Awaitable[Command]]
Endpoint = Callable[[Request], Awaitable[Response]]


Carry = Callable[[Act], Awaitable[Response]]


def posted(carry: Carry) -> Endpoint:
    """Turn a function from an `Act` to its answer into the endpoint of a POST about a night.

    What it refuses is told as `refuse` tells it. It sees to access and floods itself.
    """

    @functools.wraps(carry)
    async def endpoint(request: Request) -> Response:
        form: Form = {}
        lists: Lists = {}
        night = None
        try:
            form, lists = await read_form(request)
            night = await door.night(request, code_of(request))
            return await carry(Act(request, night, caller(request, night), form, lists))
        except Refused as refused:
            return await refuse(request, refused, night, form, lists)

    return endpoint


def act(who: Callable[[Caller], None], *, go: str = "") -> Callable[[Make], Endpoint]:
    """Turn a function from an `Act` to a command into the endpoint of a POST.

    `who` says who may (see access.py). `go` is the page to move to afterwards, relative to the night
    ("/desk"), or HOME.
    """

    def wrap(make: Make) -> Endpoint:
        async def carry(this: Act) -> Response:
            who(this.caller)
            refuse_flood(this.request, this.caller)
            made = make(this)
            command = await made if inspect.isawaitable(made) else made
            return done(this, await this.send(command), destination(this, go))

        return posted(functools.wraps(make)(carry))

    return wrap


async def refuse(
    request: Request, refused: Refused, night: Night | None, form: Form, lists: Lists | None = None
) -> Response:
    """Say why not: as JSON, or as the page that the form was on, with the sentence and what was typed."""
    metrics.REFUSALS.labels(refused.kind).inc()
    if night is not None:  # a failed write drops the state that was at hand; what it held is not on the disk
        night = await request.app.state.writers.night(night.code)
    if wants_json(request):
        return refusal_json(request, refused, night)
    shown = Refusal(
        page=way_back(request, form),
        form=form.get("form") or request.url.path,
        text=sentence(request, refused),
        field=refused.field,
        offer=offer(request, refused, night),
        typed=form,
        lists=lists or {},
    )
    return await views.again(request, night, shown, STATUS[refused.kind])
