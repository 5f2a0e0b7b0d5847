"""Refusals: how one is told, as JSON or on a page of its own (see again.py for those of a form on a page)."""

import dataclasses
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from opennight.night import groups
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.web.core import access, door, pages
from opennight.web.core.answers import Json, wants_json
from opennight.web.core.forms import Form, Lists
from opennight.web.core.languages import language_of, translate
from opennight.web.core.revoked import revoked_reporter

STATUS = {
    "bad": 422,
    "late": 409,
    "full": 409,
    "forbidden": 403,
    "missing": 404,
    "gone": 410,
    "quota": 409,
    "too much": 413,
    "too many": 429,
    "busy": 503,
}
PASSING = ("bad", "late", "missing", "busy")
"""Refusals of one page, after which the rest of the night is still there for whoever asked."""


def sentence(request: Request, refused: Refused) -> str:
    """The refusal in the language of whoever reads it."""
    return translate(language_of(request))(refused.text) % refused.values


@dataclass
class Refusal:
    """A refusal as a page shows it: at which form and field, what had been typed, and what to do instead.

    `page` is the path of the page that is shown again. It appears at the address of the refused form, so the
    forms on it carry this path as their way back.
    """

    page: str
    form: str
    text: str
    field: str = ""
    offer: dict[str, object] | None = None
    typed: Form = dataclasses.field(default_factory=dict)
    lists: Lists = dataclasses.field(default_factory=dict)
    told: bool = False

    def first(self) -> bool:
        """Whether the page tells it here for the first time: the form may be on it twice."""
        first, self.told = not self.told, True
        return first


def offer(request: Request, refused: Refused, night: Night | None) -> dict[str, object] | None:
    """The next best group as a button: which it is, where the button leads, and what is on it."""
    if refused.offer is None or night is None:
        return None
    label = translate(language_of(request))(_("Go to “%(title)s”"))
    return {
        "group": refused.offer,
        "action": f"/n/{night.code}/groups/{refused.offer}/join",
        "label": label % {"title": groups.pitch(night, refused.offer).title},
    }


def refusal_json(request: Request, refused: Refused, night: Night | None) -> Json:
    """The refusal for a script: the sentence, the field that it is about, and what to do instead."""
    body = {
        "refused": sentence(request, refused),
        "field": refused.field,
        "offer": offer(request, refused, night),
    }
    return Json(body, STATUS[refused.kind])


def refused(request: Request, refused: Refused, night: Night | None = None) -> Response:
    """The answer to a refusal that belongs to no form."""
    if wants_json(request):
        return refusal_json(request, refused, night)
    unsent = night.code if night and revoked_reporter(request, night) else ""
    text, kind = sentence(request, refused), refused.kind
    back = way_back(request, night) if night and kind in PASSING else ""
    strange = night is not None and not access.knows(request, night.code)
    way_in = f"/n/{night.code}" if night and strange and kind in ("forbidden", "late") else ""
    return refused_page(request, text, STATUS[kind], unsent, back=back, way_in=way_in, later=kind == "busy")


def way_back(request: Request, night: Night) -> str:
    """The desk, or the night, of whoever is at home there; "" for anybody else."""
    if access.hosts(request, night.code, access.keys(request).renewal(night)):
        return f"/n/{night.code}/desk"
    return f"/n/{night.code}" if access.knows(request, night.code) else ""


def refused_page(
    request: Request,
    text: str,
    status: int,
    unsent: str = "",
    *,
    back: str = "",
    way_in: str = "",
    later: bool = False,
) -> Response:
    """A whole page for a refusal that belongs to no form on it.

    `unsent`: the code of a night whose reporter this device was until their link was revoked: what they did
    not send is on a page of its own. `back`: where they came from; `way_in`: where a stranger comes in.
    `later`: it may be there in a moment.
    """
    return pages.page(
        request,
        "refused.html",
        status=status,
        text=text,
        unsent=unsent,
        back=back,
        way_in=way_in,
        later=later,
    )


def crowded(request: Request, refused: door.Crowded) -> Response:
    """The answer when there is no place left to wait at the door; the page tries again by itself."""
    if wants_json(request):
        response: Response = refusal_json(request, refused, None)
    else:
        text = sentence(request, refused)
        response = pages.page(
            request, "refused.html", status=STATUS[refused.kind], text=text, again=door.AGAIN
        )
    response.headers["Retry-After"] = str(door.AGAIN)
    return response
