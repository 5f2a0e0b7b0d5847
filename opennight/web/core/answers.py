"""Answers to a POST that was carried out: the page to go to, or JSON for a script."""

import urllib.parse

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from opennight.answers import Answer
from opennight.web.core import mine
from opennight.web.core.acts import Act
from opennight.web.core.forms import Form

HOME = "home"
"""As a destination: the caller's own page in this night."""


class Json(JSONResponse):
    """An answer for a script."""

    def render(self, content: object) -> bytes:
        return msgspec.json.encode(content)


def wants_json(request: Request) -> bool:
    """Whether a script asks, which stays on its page."""
    return "application/json" in request.headers.get("accept", "")


def moved(request: Request, page: str, **more: object) -> Response:
    """The answer that leads to another page; a script is told `more`."""
    return Json({"go": page} | more) if wants_json(request) else RedirectResponse(page, 303)


def way_back(request: Request, form: Form) -> str:
    """The page that the form was on, as a path of this server; the night's own page if that is not known.
    Whoever looks for topics on the wall comes back to those that were found."""
    for address in (form.get("back", ""), request.headers.get("referer", "")):
        try:
            parts = urllib.parse.urlsplit(address)
        except ValueError:
            continue
        here = not parts.netloc or parts.netloc == request.headers.get("host", "")
        if here and parts.path.startswith("/") and not parts.path.startswith("//") and "\\" not in parts.path:
            found = parts.path == f"/n/{request.path_params.get('code')}" and parts.query.startswith("find=")
            return f"{parts.path}?{parts.query}" if found else parts.path
    code = request.path_params.get("code")
    return f"/n/{code}" if code else "/"


def done(act: Act, answer: Answer, go: str = "") -> Response:
    """The answer to a command that was carried out. `go` is the page to move to; empty to stay."""
    if not wants_json(act.request):
        page = go or way_back(act.request, act.form)
        helped = act.person if page.endswith("/helper") else act.form.get("for", "")
        if page.endswith(("/helper", "/thanks")) and helped:
            page += f"?for={act.person}"  # a helper stays with the person they are helping
        return RedirectResponse(page, 303)
    body: dict[str, object] = {"version": answer.version}
    if go:
        body["go"] = go
    if act.caller.no:
        body["mine"] = mine.of(act.night, act.caller.no)
    return Json(body)


def destination(act: Act, go: str) -> str:
    """The path of the page to move to; empty to stay."""
    if go == HOME:
        go = "/desk" if act.caller.host else "/helper" if act.caller.helper else ""
        return f"/n/{act.night.code}{go}"
    return f"/n/{act.night.code}{go}" if go else ""
