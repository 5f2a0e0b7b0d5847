"""A refused form: a script is told why; without one, the page that the form was on is shown again."""

import markupsafe
from starlette.requests import Request
from starlette.responses import Response

from opennight import metrics
from opennight.night.messages import Refused
from opennight.night.state import Night
from opennight.web.core import pages
from opennight.web.core.access import caller
from opennight.web.core.answers import wants_json, way_back
from opennight.web.core.forms import Form, Lists
from opennight.web.core.limits import may_read
from opennight.web.core.refusals import STATUS, Refusal, offer, refusal_json, refused_page, sentence
from opennight.web.core.visits import Page
from opennight.writers import Away


async def refuse(
    request: Request, refused: Refused, night: Night | None, form: Form, lists: Lists | None = None
) -> Response:
    """Say why not: as JSON, or as the page that the form was on, with the sentence and what was typed."""
    metrics.REFUSALS.labels(refused.kind).inc()
    if night is not None:  # after a failed write, the state at hand holds what is not on the disk
        night = await latest(request, night.code)
    if wants_json(request):
        return refusal_json(request, refused, night)
    shown = Refusal(
        page=way_back(request, form),
        form=form.get("form") or request.url.path,
        text=sentence(request, refused),
        field=refused.field,
        offer=offer(request, refused, night),
        typed=form,
        lists=lists or {},
    )
    return await again(request, night, shown, STATUS[refused.kind])


async def latest(request: Request, code: str) -> Night | None:
    """The night as it is on the disk; None if that cannot be read now."""
    try:
        night: Night = await request.app.state.writers.night(code)
    except Away:
        return None
    return night


async def again(request: Request, night: Night | None, refusal: Refusal, status: int) -> Response:
    """The page that a refused form was on, with the refusal and what was typed still in it. It is drawn for
    its reader alone, so it counts as one that they asked for; beyond those, the sentence has a page of its
    own. So it has for strangers who may not do this: only the door has a form for them to send again."""
    if night is not None:
        who = caller(request, night)
        strange = not (who.no or who.newcomer or who.helper or who.reporter)
        lost = strange and status == STATUS["forbidden"] and not refusal.page.startswith("/j/")
        if lost or not may_read(request, who):
            return refused_page(request, refusal.text, status)
    found = page_at(request, refusal.page)
    if found is None:
        return refused_page(request, refusal.text, status)
    page, asked = found
    try:
        shown = await page.again(asked, night, refusal, status)
    except Refused:  # they may not even see the page that they say they were on
        return refused_page(request, refusal.text, status)
    # The cause of the refusal may have taken the form off its page; then the sentence needs its own.
    if str(markupsafe.escape(refusal.text)).encode() in shown.body:
        return shown
    return pages.page(request, "refused.html", night, status=status, refusal=refusal)


def page_at(request: Request, path: str) -> tuple[Page, Request] | None:
    """The page at this path and a request for it, as the table of addresses finds them."""
    scope = {**request.scope, "method": "GET", "path": path, "query_string": b""}
    if taken := request.app.router.find(scope):
        _route, found = taken
        if isinstance(page := found["endpoint"], Page):
            return page, Request(scope | found)
    return None
