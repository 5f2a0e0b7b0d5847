"""Forms that anybody may send, without an account, and the private pages on which they find again what they
sent. Scripts are kept out by a ticket like the door's, a field that only they fill in, and limits."""

from starlette.responses import Response

from opennight.clock import now
from opennight.night.messages import Refused, _
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.keys import same
from opennight.web.core.limits import Bucket, TooFast, address, refuse_flood
from opennight.web.core.visits import Visit

LEAST_AGE = 2_000
"""Of a form (ms): nobody reads a page and writes faster."""
MOST_AGE = 24 * 3_600_000
KEY = 24
"""Characters by which something that was sent is found again."""


def private(page: Response) -> Response:
    """Search engines leave it alone. As any page, it is stored nowhere."""
    page.headers["X-Robots-Tag"] = "noindex"
    return page


def ticket_for(this: Visit) -> str:
    """The ticket for the form of this page: the one that it was sent with before, while that can be used."""
    typed = this.refusal.typed.get("ticket", "") if this.refusal else ""
    keys = access.keys(this.request)
    made = keys.made_at(this.night.code, typed)
    fresh = made is not None and now() - made < MOST_AGE
    return typed if fresh else keys.ticket(this.night.code, now())


def require_ticket(this: Act) -> str:
    """The ticket of the form, which is the id of its command. Raises `Refused`."""
    ticket = this.text("ticket")
    made = access.keys(this.request).made_at(this.night.code, ticket)
    if made is None or now() - made > MOST_AGE:
        raise too_old()
    if 0 <= now() - made < LEAST_AGE:  # one from later is from before the clock was set back
        raise TooFast
    return ticket


def refuse_scripts(this: Act, bucket: Bucket) -> None:
    """Raise `Refused` for a sender who has sent a lot, or fills in what no person sees."""
    refuse_flood(this.request, access.Caller())
    if this.text("homepage"):
        raise Refused(_("Leave the field marked “Leave this empty” empty."), field="homepage")
    if not bucket.take(address(this.request)):
        raise TooFast


def too_old() -> Refused:
    """Of a form. Also for a ticket with which something else was sent: as the id of a command it is in the
    log, which a host may keep, and it must open nothing to whoever finds it there."""
    return Refused(_("This page was open for too long. Reload it, then send this again."), "late")


def key_of(this: Act, what: str, command: str) -> str:
    """By which what this command sent is found again. A repeat has the same, and no log leads to it."""
    return access.keys(this.request).digest(what, this.night.code, command).hex()[:KEY]


def typed_key(this: Visit | Act) -> str:
    """The key in the form or the address, neither of which any log has."""
    typed = this.refusal.typed if isinstance(this, Visit) and this.refusal else {}
    form = this.form if isinstance(this, Act) else typed
    return form.get("key", "") or this.request.query_params.get("key", "")


def key_in(link: str) -> str:
    """The key in the link to a private page."""
    return link.partition("?key=")[2]


def opens(this: Visit | Act, link: str) -> bool:
    """Whether whoever asks has the key of this private page."""
    return same(typed_key(this), key_in(link))
