"""How a POST becomes a command: read the form, check who is asking, hand the command over, answer."""

import dataclasses
import functools
import secrets
import urllib.parse
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from opennight import when
from opennight.handle import Answer, Handle
from opennight.night.state import Night
from opennight.night.words import DESK, Command, Refused, _
from opennight.web import mine, pages
from opennight.web.access import Caller, caller
from opennight.web.limits import refuse_flood

STATUS = {
    "bad": 422,
    "late": 409,
    "full": 409,
    "forbidden": 403,
    "missing": 404,
    "too many": 429,
    "busy": 503,
}
MOST_FIELDS = 400
MOST_BYTES = 64 * 1024
"""Of a form as it is sent; a setup with every room and slot fits well."""

Form = Mapping[str, str]
Lists = Mapping[str, list[str]]


class Meta(TypedDict):
    """What every command carries (see night/words.py)."""

    id: str
    at: int
    by: int


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
    def by(self) -> int:
        """Who is answerable: the person themselves, or the desk for somebody else and for the night."""
        return self.caller.no if self.person == self.caller.no and self.caller.no else DESK

    def meta(self, *, desk: bool = False) -> Meta:
        """What every command carries. `desk`: it is the desk that does it, whoever else uses this device."""
        return {"id": command_id(self.form), "at": when.now(), "by": DESK if desk else self.by}

    @property
    def no(self) -> int:
        """The number in the address."""
        return int(self.request.path_params["no"])

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


def command_id(form: Form) -> str:
    """The form's own command id, by which a repeat is recognised; a new one if it has none."""
    given = form.get("id", "")
    if not given:
        return secrets.token_hex(8)
    if not (8 <= len(given) <= 64 and given.isascii() and given.replace("-", "").isalnum()):
        raise Refused(_("This form is damaged. Load the page again."), field="id")
    return given


async def read_form(request: Request) -> tuple[Form, Lists]:
    """The fields of a form: each one's last value, and all values of each."""
    if int(request.headers.get("content-length", "0") or 0) > MOST_BYTES:
        raise Refused(_("That is too much to send at once."), "too many")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Refused(_("That is too much to send at once."), "too many")
    try:
        lists = urllib.parse.parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refused(_("This form is damaged. Load the page again.")) from None
    return {name: values[-1] for name, values in lists.items()}, lists


def wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


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


def sentence(request: Request, refused: Refused) -> str:
    """The refusal in the language of whoever reads it."""
    return pages.translate(pages.language_of(request))(refused.text) % refused.values


@dataclass
class Refusal:
    """A refusal as a page shows it: at which form and field, what had been typed, and what to do instead.

    `page` is the path of the page that is shown again. Its own address is then that of the refused form, so the forms
    on it carry this as their way back.
    """

    page: str
    form: str
    text: str
    field: str = ""
    offer: dict[str, object] | None = None
    typed: Form = dataclasses.field(default_factory=dict)
    lists: Lists = dataclasses.field(default_factory=dict)


def offer(request: Request, refused: Refused, night: Night | None) -> dict[str, object] | None:
    """The next best group as a button: which pitch, where the button leads, and what is on it."""
    if refused.offer is None or night is None:
        return None
    label = pages.translate(pages.language_of(request))(_("Go to “%(title)s”"))
    return {
        "pitch": refused.offer,
        "action": f"/n/{night.code}/groups/{refused.offer}/join",
        "label": label % {"title": night.pitches[refused.offer].title},
    }


def refusal_json(request: Request, refused: Refused, night: Night | None) -> JSONResponse:
    body = {
        "refused": sentence(request, refused),
        "field": refused.field,
        "offer": offer(request, refused, night),
    }
    return JSONResponse(body, STATUS[refused.kind])


def done(act: Act, answer: Answer, go: str = "") -> Response:
    """The answer to a command that was carried out. `go` is the page to move to, if it should move at all."""
    if not wants_json(act.request):
        return RedirectResponse(go or way_back(act.request, act.form), 303)
    body: dict[str, object] = {"version": answer.version}
    if go:
        body["go"] = go
    if act.caller.no:
        body["mine"] = mine.of(act.night, act.caller.no)
    return JSONResponse(body)


HOME = "home"
"""As a destination: the page that is the caller's own in this night."""


def destination(act: Act, go: str) -> str:
    """The path of the page to move to; empty to stay."""
    if go == HOME:
        go = "/desk" if act.caller.host else "/helper" if act.caller.helper else ""
        return f"/n/{act.night.code}{go}"
    return f"/n/{act.night.code}{go}" if go else ""


Make = Callable[[Act], Command]
Endpoint = Callable[[Request], Awaitable[Response]]


def act(who: Callable[[Caller], None], *, go: str = "") -> Callable[[Make], Endpoint]:
    """Turn a function from an `Act` to a command into the endpoint of a POST.

    `who` says who may (see access.py). `go` is the page to move to afterwards, relative to the night ("/desk"),
    or HOME.
    """

    def wrap(make: Make) -> Endpoint:
        @functools.wraps(make)
        async def endpoint(request: Request) -> Response:
            form: Form = {}
            lists: Lists = {}
            night = None
            try:
                handle: Handle = request.app.state.handle
                form, lists = await read_form(request)
                night = await handle.night(code_of(request))
                this = Act(request, night, caller(request, night), form, lists)
                who(this.caller)
                refuse_flood(request, this.caller)
                answer = await handle.send(night.code, make(this))
                this.night = await handle.night(night.code)
                return done(this, answer, destination(this, go))
            except Refused as refused:
                return await refuse(request, refused, night, form, lists)

        return endpoint

    return wrap


def code_of(request: Request) -> str:
    return str(request.path_params["code"]).upper()


async def refuse(
    request: Request, refused: Refused, night: Night | None, form: Form, lists: Lists | None = None
) -> Response:
    """Say why not: as JSON, or as the page that the form was on, with the sentence and what was typed."""
    if night is not None:  # a failed write drops the state that was at hand; what it held is not on the disk
        night = await request.app.state.handle.night(night.code)
    if wants_json(request):
        return refusal_json(request, refused, night)
    from opennight.web import views  # the pages import the acts' Refusal; this is the one way back

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
