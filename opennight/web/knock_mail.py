"""Being told by e-mail that somebody wrote, where the operator has set SMTP: that, and a link; nothing else.

A letter has no word that anybody wrote and no address but its reader's. Whoever owns a card, or takes
messages about groups, says yes from their own mailbox first. Whoever asked is told of one answer, until they
write again.
"""

import hashlib
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from opennight.inbox import TOLD, YES, card_kind, groups_kind, hearers, mail_kind
from opennight.mail import Letter, Mail
from opennight.mail import address as mail_address
from opennight.night import leaflets
from opennight.night.kept.knocks import Knock
from opennight.night.messages import DESK, Refused, _
from opennight.night.state import Night
from opennight.store.between import Passed
from opennight.web.core import access, strangers
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.answers import moved
from opennight.web.core.languages import translate
from opennight.web.core.limits import TooFast, limits, refuse_flood
from opennight.web.core.posts import posted
from opennight.web.core.visits import Visit, show
from opennight.web.knock_inbox import forget, inbox, keep, link, rows_of

OF_GROUPS = "groups mail"


class Box(NamedTuple):
    """Where it is kept that its `owner` is told by e-mail: of one card, or of all their groups. `path` is
    that of its form below the night; `what` and `no` are what the key of its links follows from."""

    owner: int
    kind: str
    path: str
    what: str
    no: int


def of_card(night: Night, no: int) -> Box:
    """Raises `Refused` if there is no such card."""
    owner = leaflets.find(night, no).person
    return Box(owner, card_kind(no), f"/leaflets/{no}/mail", "card mail", no)


def of_groups(owner: int) -> Box:
    return Box(owner, groups_kind(owner), f"/knocks/mail/{owner}", OF_GROUPS, owner)


def of_knock(night: Night, one: Knock) -> Box:
    return of_groups(one.owner) if one.group else of_card(night, one.leaflet)


def mail(request: Request) -> Mail:
    found: Mail = request.app.state.mail
    return found


def on(this: Visit | Act) -> bool:
    return mail(this.request).on


def url(this: Visit | Act, path: str) -> str:
    return f"{this.request.app.state.settings.url}/n/{this.night.code}{path}"


def send(this: Visit | Act, to: str, subject: str, text: str, path: str, stop: str = "") -> None:
    """Send it beside the request, unless its reader gets too many."""
    reader = hashlib.sha256(to.lower().encode()).hexdigest()
    if not limits(this.request).mails.take(reader):
        return
    say = translate(this.night.setup.language or "en")
    ends = url(this, stop) if stop else ""
    parts = [say(text), url(this, path)]
    parts += [say(_("Stop these e-mails:")), ends] if ends else []
    letter = Letter(to, say(subject), "\n\n".join(parts) + "\n", ends)
    mail(this.request).begin(letter)


def may_ask(this: Act) -> bool:
    """Whether one more letter of this night may go to somebody who has not said yes: anybody can type the
    addresses of others, with as many cards and questions as they like."""
    return limits(this.request).letters.take(this.night.code)


def told_of(this: Visit, rows: dict[str, Passed]) -> dict[int, bool]:
    """The cards whose owner is told by e-mail, or was asked whether they want that (False)."""
    found = {}
    for no in this.night.further.leaflets:
        if text := inbox(this).text(this.night.code, rows, card_kind(no)):
            found[no] = text.startswith(YES)
    return found


def groups_told(this: Visit, rows: dict[str, Passed], owner: int) -> bool | None:
    """Whether this person is told of messages about groups; None if they do not want that."""
    text = inbox(this).text(this.night.code, rows, groups_kind(owner))
    return text.startswith(YES) if text else None


async def to_owner(this: Act, one: Knock) -> None:
    """Somebody wrote this."""
    if not on(this):
        return
    box = of_knock(this.night, one)
    text = inbox(this).text(this.night.code, await rows_of(this, box.owner), box.kind)
    if not text.startswith(YES):
        return
    to = text.removeprefix(YES)
    if one.group:
        subject = _("Somebody wrote about your group")
        words = _("Somebody has written to you about a group you were in. Read it and answer here:")
    else:
        subject = _("Somebody wrote about your card")
        words = _("Somebody has written to you about a card you made. Read it and answer here:")
    send(this, to, subject, words, "/knocks", stop_of(this, box, to))


async def to_asker(this: Act, one: Knock) -> None:
    """Its owner has answered: whoever asked is told once, until they write again."""
    if not on(this):
        return
    owner = one.owner
    to = inbox(this).text(this.night.code, await rows_of(this, owner), mail_kind(one))
    if not to or to.startswith(TOLD) or not may_ask(this):
        return
    await keep(this, owner, {mail_kind(one): TOLD + to})
    words = _(
        "You asked something, and left this address so that you could be told of an answer. Here it is:"
    )
    send(
        this,
        to,
        _("An answer to what you asked"),
        words,
        link(this, one).removeprefix(f"/n/{this.night.code}"),
    )


async def asked_more(this: Act, one: Knock) -> None:
    """Whoever asked has written again: they are told of the next answer, and the owner of this."""
    if not on(this):
        return
    to = inbox(this).text(this.night.code, await rows_of(this, one.owner), mail_kind(one))
    if to.startswith(TOLD):
        await keep(this, one.owner, {mail_kind(one): to.removeprefix(TOLD)})
    await to_owner(this, one)


def stop_of(this: Visit | Act, box: Box, to: str) -> str:
    """The page on which whoever reads letters at this address says yes to them, or no."""
    secret = access.keys(this.request).derived(box.what, this.night.code, box.no, to)
    return f"{box.path}/read?key={secret}"


def require_owner(this: Act, owner: int, text: str) -> None:
    """Raise `Refused` with this text unless they are the owner (DESK: the host)."""
    if owner == DESK:
        access.host(this.caller)
        return
    access.joined(this.caller)
    if owner != this.caller.no:
        raise Refused(text, "forbidden")


def require_card(this: Act) -> Box:
    """The box of this card, if they own it. Raises `Refused`."""
    box = of_card(this.night, this.no)
    require_owner(this, box.owner, _("Only the person who wrote this can change it."))
    return box


def require_groups(this: Act) -> Box:
    """The box of whoever acts, or the host's (number DESK), if they take messages about groups. Raises
    `Refused`."""
    require_owner(this, this.no, _("You can only do this for yourself."))
    if this.no not in hearers(this.night):
        raise Refused(_("You do not take messages about groups."), "late")
    return of_groups(this.no)


async def ask(this: Act, box: Box, words: str) -> Response:
    """The owner wants to be told by e-mail: a letter asks whether that is so. Without an address, no more."""
    typed = this.text("mail").strip()
    if not on(this):
        raise Refused(_("This server does not send e-mail."), "late")
    if not typed:
        await forget(this, box.owner, box.kind)
        return moved(this.request, f"/n/{this.night.code}/knocks")
    to = mail_address(typed)
    if not to:
        raise Refused(_("This is not an e-mail address."), field="mail")
    if not limits(this.request).knocks.take(f"mail {this.night.code} {box.owner}"):
        raise TooFast
    if not may_ask(this):
        raise Refused(_("Too many e-mails were asked for. Try again tomorrow."), "quota", field="mail")
    await keep(this, box.owner, {box.kind: to})
    send(this, to, _("May we write to you?"), words, stop_of(this, box, to))
    return moved(this.request, f"/n/{this.night.code}/knocks")


@posted
async def ask_about_card(this: Act) -> Response:
    refuse_flood(this.request, this.caller)
    words = _(
        "Somebody, most likely you, asked to be told here when people write about a card. Is that right?"
    )
    return await ask(this, require_card(this), words)


@posted
async def ask_about_groups(this: Act) -> Response:
    refuse_flood(this.request, this.caller)
    words = _(
        "Somebody, most likely you, asked to be told here when people write about a group. Is that right?"
    )
    return await ask(this, require_groups(this), words)


async def require_reader(this: Visit | Act, box: Box) -> str:
    """The address that is kept there, if the link went there. Raises `Refused`."""
    text = inbox(this).text(this.night.code, await rows_of(this, box.owner), box.kind)
    to = text.removeprefix(YES)
    if not to or not strangers.opens(this, stop_of(this, box, to)):
        raise Refused(_("No more e-mails go out from here."), "missing")
    return text


async def reader_page(this: Visit, box: Box) -> Response:
    text = await require_reader(this, box)
    return this.page(
        "knocks/mail.html",
        here=this.request.url.path,
        key=strangers.typed_key(this),
        groups=box.what == OF_GROUPS,
        yes=text.startswith(YES),
    )


async def read(this: Act, box: Box) -> Response:
    """Yes, from the mailbox itself; anything else ends it, as one tap in a mail program does."""
    refuse_flood(this.request, access.Caller())
    text = await require_reader(this, box)
    if not this.flag("yes"):
        await forget(this, box.owner, box.kind)
        return moved(this.request, f"/n/{this.night.code}/about")
    if not text.startswith(YES):
        await keep(this, box.owner, {box.kind: YES + text})
    return moved(this.request, f"{this.request.url.path}?key={strangers.typed_key(this)}")


@show(access.anyone)
async def card_reader(this: Visit) -> Response:
    return await reader_page(this, of_card(this.night, this.no))


@show(access.anyone)
async def groups_reader(this: Visit) -> Response:
    return await reader_page(this, of_groups(this.no))


@posted
async def card_read(this: Act) -> Response:
    return await read(this, of_card(this.night, this.no))


@posted
async def groups_read(this: Act) -> Response:
    return await read(this, of_groups(this.no))


ROUTES: list[Route] = [
    post("/n/{code}/leaflets/{no:no}/mail", ask_about_card),
    get("/n/{code}/leaflets/{no:no}/mail/read", card_reader),
    post("/n/{code}/leaflets/{no:no}/mail/read", card_read),
    post("/n/{code}/knocks/mail/{no:no}", ask_about_groups),
    get("/n/{code}/knocks/mail/{no:no}/read", groups_reader),
    post("/n/{code}/knocks/mail/{no:no}/read", groups_read),
]
