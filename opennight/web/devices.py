"""Whose device it is. One that several people share asks at the door, and forgets whoever leaves."""

from starlette.responses import RedirectResponse, Response

from opennight.live.audiences import PHONE
from opennight.night.bylines import TakeName
from opennight.night.names import own
from opennight.night.people import Leave
from opennight.web import slips
from opennight.web.core import access, cookies
from opennight.web.core.acts import Act
from opennight.web.core.answers import HOME, destination, done, moved
from opennight.web.core.door import entrance_of
from opennight.web.core.limits import refuse_restless
from opennight.web.core.posts import posted
from opennight.web.core.visits import Visit, show

SAME, OTHER = "me", "other"
"""Answers to “Are you Fay?”, in the field "who"."""


def question(this: Visit | Act) -> str:
    """Where the door asks even somebody who is here."""
    return f"/j/{came_by(this)}?ask=1"


def door(this: Visit) -> Response | None:
    """The door of a device that is somebody's: the way in, or the question whether they are that person; not
    if they have taken their name along."""
    person = this.caller.person
    if person is None or person.removed or not (person.here or own(person)):
        return None
    asks = "ask" in this.request.query_params or slips.another(this)
    if person.here and not this.refusal and not asks:
        return RedirectResponse(f"/n/{this.night.code}", 303)
    return this.page(
        "join/join.html", audience=PHONE.kind, whose=own(person), came_by=came_by(this), **slips.at_door(this)
    )


def came_by(this: Visit | Act) -> str:
    """The code in the address: the night's, with that of its entrance if they have it."""
    code, entrance = this.night.code, entrance_of(this.request)
    return f"{code}-{entrance}" if entrance else code


@posted
async def leave(this: Act) -> Response:
    """Leave, with one's name if that is ticked. The device forgets who it was, for whoever has it in their
    hands next."""
    this.require(access.person)
    meta, person = this.meta(), this.person
    if person == this.caller.no:
        refuse_restless(this.request, this.night.code, person)
    answer = await this.send(Leave(**meta, person=person))
    if this.flag("nameless"):
        answer = await this.send(TakeName(**meta | {"id": f"{meta['id']}-name"}, person=person))
    if this.person != this.caller.no:
        return done(this, answer, destination(this, HOME))
    response = moved(this.request, f"/n/{this.night.code}/left")
    cookies.forget_person(this.request, response, this.night, this.caller.no)
    return response


@show(access.anyone)
def left(this: Visit) -> Response:
    """The last page for whoever has just left here, with their way back."""
    person = access.who_left(this.request, this.night)
    if person is None or person.removed or this.caller.person:
        return RedirectResponse(f"/j/{this.night.code}", 303)
    code = access.keys(this.request).personal(this.night, person.no)
    return this.page("phone/left.html", personal_code=code)
