"""The form by which anybody writes about a card. Nobody needs an account.

What keeps scripts out is in core/strangers.py; there are limits by card and night, too. No command holds what
is written, nor an address (see inbox.py).
"""

from starlette.responses import Response
from starlette.routing import Route

from opennight.clock import now
from opennight.inbox import contact_kind, mail_kind, text_kind
from opennight.mail import address as mail_address
from opennight.night import knocks, leaflets
from opennight.night.fold import decide
from opennight.night.kept.knocks import Knock
from opennight.night.knocks import CONTACT, TEXT, KnockAt
from opennight.night.messages import GUEST, Refused, _, clean
from opennight.record import people
from opennight.web import knock_mail
from opennight.web.core import access, strangers
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.answers import moved
from opennight.web.core.keys import same
from opennight.web.core.limits import limits
from opennight.web.core.posts import posted
from opennight.web.core.visits import Visit, show
from opennight.web.knock_inbox import inbox, keep, link, owner_of, rows_of
from opennight.web.record import drawn, require_open, while_open


@show(access.anyone)
@while_open
def write_page(this: Visit) -> Response:
    one = leaflets.find_seen(this.night, this.no)
    page = drawn(
        this.request,
        "knocks/write.html",
        this.night,
        caller=None,
        refusal=this.refusal,
        card=one,
        by=people.name(this.night, one.person),
        takes=knocks.takes(this.night, one),
        ticket=strangers.ticket_for(this),
        mails=knock_mail.on(this),
        status=this.status,
    )
    return strangers.private(page)


@posted
async def knock(this: Act) -> Response:
    """Somebody writes about a card; they get a link of their own to the answer."""
    require_open(this.night, this.caller)
    command = strangers.require_ticket(this)
    text = clean(this.text("text"), TEXT, "text", lines=True)
    contact = clean(this.text("contact"), CONTACT, "contact", least=0)
    mail = asked_mail(this)
    key = strangers.key_of(this, "knock", command)
    known = next((one for one in this.night.further.knocks.values() if one.key == key), None)
    if known:
        await require_same(this, known, text)
        return moved(this.request, link(this, known))
    strangers.refuse_scripts(this, limits(this.request).knocks)
    sent = KnockAt(id=command, at=now(), actor=GUEST, leaflet=this.no, key=key, agreed=bool(contact))
    decide(this.night, sent)  # nothing is kept of whoever is refused
    owner = this.night.further.leaflets[this.no].person
    kept = {text_kind(key): text, contact_kind(key, "asker"): contact, mail_kind(key): mail}
    await keep(this, owner, kept)
    await this.send(sent)
    one = next(one for one in this.night.further.knocks.values() if one.key == key)
    await knock_mail.to_owner(this, one.leaflet)
    return moved(this.request, link(this, one))


async def require_same(this: Act, one: Knock, text: str) -> None:
    """Raise `Refused` unless they wrote this."""
    rows = await rows_of(this, owner_of(this, one))
    if not same(inbox(this).text(this.night.code, rows, text_kind(one.key)), text):
        raise strangers.too_old()


def asked_mail(this: Act) -> str:
    """Where they want to be told of an answer; empty for nowhere. Raises `Refused`."""
    typed = this.text("mail").strip()
    if typed and not (found := mail_address(typed)):
        raise Refused(_("This is not an e-mail address."), field="mail")
    return found if typed and knock_mail.on(this) else ""


ROUTES: list[Route] = [
    get("/n/{code}/record/cards/{no:no}/write", write_page),
    post("/n/{code}/record/cards/{no:no}/write", knock),
]
