"""What is answered where no endpoint is, and where one of ours has failed."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from opennight.night.messages import Refused, _
from opennight.web.core.access import Caller
from opennight.web.core.answers import Json, wants_json
from opennight.web.core.limits import counted, may_read
from opennight.web.core.refusals import refusal_json, refused_page, sentence


def answer(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return not_there(request, error.status_code)
    return broken(request)


def not_there(request: Request, status: int) -> Response:
    """The answer for an unknown address, or a method that the address does not take."""
    refused = Refused(_("There is nothing at this address."), "missing")
    if status != 404:
        refused = Refused(_("That does not work here. Go back and try again."), "bad")
    if wants_json(request):
        return refusal_json(request, refused, None)
    text = sentence(request, refused)
    if not may_read(request, Caller()):  # whoever asks for one after another has the sentence alone
        return PlainTextResponse(f"{text}\n", status)
    with counted(request):
        return refused_page(request, text, status)


def broken(request: Request) -> Response:
    """The answer after a bug in our code. The log has the traceback; the person gets a sentence."""
    text = sentence(request, Refused(_("Something went wrong on our side. Try again in a moment.")))
    if wants_json(request):
        return Json({"refused": text, "field": "", "offer": None}, 500)
    return refused_page(request, text, 500)
