"""Reminders by e-mail, over HTTP: somebody asks for one, and the links in the letters (see reminders.py)."""

import urllib.parse

from starlette.responses import Response
from starlette.routing import Route

from opennight import mail
from opennight.mail import Mail, Unsent
from opennight.night.messages import Refused, _
from opennight.record.keeping import Kept
from opennight.reminders import Found, Reminders, about_of, still_wanted
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.answers import moved
from opennight.web.core.languages import language_of
from opennight.web.core.limits import limits, refuse_flood
from opennight.web.core.posts import posted
from opennight.web.core.visits import Visit, show
from opennight.writers import or_away


def reminders(this: Act | Visit) -> Reminders:
    found: Reminders = this.request.app.state.reminders
    return found


async def of_reader(this: Visit) -> dict[str, Found]:
    """The addresses of whoever asks, by what they are about; only they see this. Raises `Away`."""
    if not reminders(this).mail.on or not this.caller.no:
        return {}
    with or_away():
        return await reminders(this).of_person(this.night.code, this.caller.no)


def wanted(this: Act) -> Kept:
    """What they would be reminded of. Raises `Refused`."""
    this.require(access.joined)
    post_office: Mail = reminders(this).mail
    if not post_office.on:
        raise Refused(_("This server does not send e-mail."), "missing")
    one = still_wanted(this.night, this.caller.no, this.about)
    if one is None:
        raise Refused(
            _("Only people who are in on it can get a reminder, and only while it is open."), "forbidden"
        )
    if not one.day:
        raise Refused(_("It has no day yet. Move it to a day first."), "late")
    return one


@posted
async def ask(this: Act) -> Response:
    one = wanted(this)
    to = mail.address(this.text("to"))
    if not to:
        raise Refused(_("That is not an e-mail address. Check it."), field="to")
    code, no = this.night.code, this.caller.no
    most = limits(this.request)
    fine = most.reminders.take(f"{code} {no}") and most.reminded.take(to.lower())
    if not (fine and most.night_reminders.take(code)):
        raise Refused(_("Too many e-mails were asked for. Try again tomorrow."), "quota", field="to")
    with or_away():
        try:
            await reminders(this).ask(this.night, no, one.about, to, language_of(this.request))
        except Unsent:
            raise Refused(
                _("The e-mail could not be sent. Check the address, or try later."), field="to"
            ) from None
    return moved(this.request, f"/n/{code}/promises")


@posted
async def forget(this: Act) -> Response:
    """Their own address, from their own page."""
    this.require(access.joined)
    with or_away():
        found = (await reminders(this).of_person(this.night.code, this.caller.no)).get(this.about)
        if found:
            await reminders(this).stop(this.night.code, found)
    return moved(this.request, f"/n/{this.night.code}/promises")


def key_of(this: Act | Visit) -> str:
    """In the query: logs of what was asked for have only the path."""
    return this.request.query_params.get("key", "")


def here(this: Act | Visit) -> str:
    return f"{this.request.url.path}?{urllib.parse.urlencode({'key': key_of(this)})}"


async def behind(this: Act | Visit) -> Found | None:
    """What the link of a letter is about. Raises `Away`."""
    path = this.request.path_params
    with or_away():
        named = f"{path['what']}:{path['no']}"
        return await reminders(this).known(this.night.code, int(path["person"]), named, key_of(this))


def drawn(this: Visit, found: Found | None) -> Response:
    one = still_wanted(this.night, found.row.one, about_of(found.row)) if found else None
    page = this.page("keeping/reminder.html", found=found, one=one, here=here(this))
    page.headers["Cache-Control"] = "no-store"
    page.headers["X-Robots-Tag"] = "noindex"
    page.headers["Referrer-Policy"] = "no-referrer"
    return page


@show(access.anyone)
async def page(this: Visit) -> Response:
    """What a link of a letter opens. It changes nothing: mail servers open links, too."""
    return drawn(this, await behind(this))


@posted
async def settle(this: Act) -> Response:
    """Yes, or stop; a mail program's own button for that sends neither, and means stop (RFC 8058)."""
    refuse_flood(this.request, this.caller)
    found = await behind(this)
    with or_away():
        if found and this.text("do") == "yes":
            await reminders(this).confirm(this.night.code, found)
        elif found:
            await reminders(this).stop(this.night.code, found)
    return moved(this.request, here(this))


LETTER = "/n/{code}/reminders/{person:no}/{what:str}/{no:no}"
ROUTES: list[Route] = [
    post("/n/{code}/promises/{what:str}/{no:no}/remind", ask),
    post("/n/{code}/promises/{what:str}/{no:no}/unremind", forget),
    get(LETTER, page),
    post(LETTER, settle),
]
