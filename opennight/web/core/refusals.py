"""Refusals: how one is told, as JSON or on the page that the form was on."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse

from opennight.night import groups
from opennight.night.state import Night
from opennight.night.words import Refused, _
from opennight.web.core import pages

STATUS = {
    "bad": 422,
    "late": 409,
    "full": 409,
    "forbidden": 403,
    "missing": 404,
    "quota": 409,
    "too much": 413,
    "too many": 429,
    "busy": 503,
}

Form = Mapping[str, str]
Lists = Mapping[str, list[str]]


class Json(JSONResponse):
    """An answer for a script."""

    def render(self, content: object) -> bytes:
        return msgspec.json.encode(content)


def code_of(request: Request) -> str:
    return str(request.path_params["code"]).upper()


def wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def sentence(request: Request, refused: Refused) -> str:
    """The refusal in the language of whoever reads it."""
    return pages.translate(pages.language_of(request))(refused.text) % refused.values


@dataclass
class Refusal:
    """A refusal as a page shows it: at which form and field, what had been typed, and what to do instead.

    `page` is the path of the page that is shown again. Its own address is then that of the refused form, so
    the forms on it carry this as their way back.
    """

    page: str
    form: str
    text: str
    field: str = ""
    offer: dict[str, object] | None = None
    typed: Form = dataclasses.field(default_factory=dict)
    lists: Lists = dataclasses.field(default_factory=dict)


def offer(request: Request, refused: Refused, night: Night | None) -> dict[str, object] | None:
    """The next best group as a button: which it is, where the button leads, and what is on it."""
    if refused.offer is None or night is None:
        return None
    label = pages.translate(pages.language_of(request))(_("Go to “%(title)s”"))
    return {
        "group": refused.offer,
        "action": f"/n/{night.code}/groups/{refused.offer}/join",
        "label": label % {"title": groups.pitch(night, refused.offer).title},
    }


def refusal_json(request: Request, refused: Refused, night: Night | None) -> Json:
    body = {
        "refused": sentence(request, refused),
        "field": refused.field,
        "offer": offer(request, refused, night),
    }
    return Json(body, STATUS[refused.kind])
