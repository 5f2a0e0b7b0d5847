"""Setups as files: a night's own to download, and starting a night from one."""

import re

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from opennight.night import takeaway
from opennight.night.kept.decks import Deck
from opennight.night.kept.setups import Setup
from opennight.night.messages import Refused, _
from opennight.night.setupfile import FIELD, Kept, read, write
from opennight.web import nights, setups, taking
from opennight.web.core import access
from opennight.web.core.again import refuse
from opennight.web.core.forms import Files, Form, Lists, read_upload
from opennight.web.core.limits import refuse_flood
from opennight.web.core.visits import Visit, show
from opennight.web.decks import on_shelf


@show(access.host)
def file(this: Visit) -> Response:
    """The setup of this night as a file."""
    setup = this.night.setup
    deck = named(this.night.deck, on_shelf(this.request))
    title = re.sub(r"[^a-z0-9]+", "-", setup.title.lower()).strip("-")[:40] or "night"
    return Response(
        write(Kept(name=setup.title, deck=deck, setup=setup)),
        media_type="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="setup-{title}.json"',
            "Cache-Control": "no-cache",
        },
    )


def named(played: Deck | None, shelf: dict[str, Deck]) -> str:
    """The name of the deck on the shelf that is played with, in any language; empty if it is none of them."""
    for name, deck in shelf.items():
        if played and msgspec.structs.replace(deck, language=played.language) == played:
            return name
    return ""


async def take(request: Request) -> Response:
    """The form for a new night, filled from a setup on the shelf or from an uploaded one."""
    form: Form = {}
    lists: Lists = {}
    try:
        nights.may_start(request)
        refuse_flood(request, access.Caller())
        form, lists, files = await read_upload(request)
        if found := await taken_further(request, form, files):
            return found
        kept = chosen(request, form, files)
    except Refused as refused:
        return await refuse(request, refused, None, form, lists)
    setup = with_typed(kept.setup, form)
    return setups.page(
        request,
        None,
        setup,
        date=form.get("date", ""),
        taken=kept.name,
        deck=kept.deck,
        takes=form.get("takes", ""),
        takeaway=form.get("takeaway", ""),
    )


async def taken_further(request: Request, form: Form, files: Files) -> Response | None:
    """The form for a night that takes something further, if this form or its file has just named that, and no
    setup. Raises `Refused`."""
    content, named = files.get(FIELD, b""), form.get("takes", "")
    if takeaway.is_one(content):
        found, text, named = *taking.kept(content), ""
    elif named and not form.get("shelf") and not content:
        found, text = await taking.packed_by(request, named), ""
    else:
        return None
    called = form.get("title", "").strip() or found.origin.title
    date = form.get("date", "")
    return setups.page(
        request, None, None, date=date, taken=found.origin.title, called=called, takes=named, takeaway=text
    )


def chosen(request: Request, form: Form, files: Files) -> Kept:
    """The setup that was asked for. Raises `Refused`."""
    if key := form.get("shelf", ""):
        kept = setups.on_shelf(request).get(key)
        if kept is None:
            raise Refused(_("This setup is not here any more. Pick another one."), "missing", field=FIELD)
        return kept
    if not files.get(FIELD):
        raise Refused(_("Pick a file first: a setup kept as a file."), field=FIELD)
    return read(files[FIELD])


def with_typed(setup: Setup, form: Form) -> Setup:
    """The setup, with what its file leaves to each night, and with what somebody has typed already."""
    typed = {name: form[name].strip() for name in ("title", "place") if form.get(name, "").strip()}
    zone = setup.zone or form.get("zone", "")
    return msgspec.structs.replace(setup, **({"zone": zone} | typed))
