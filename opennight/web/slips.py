"""Slips: the host prints, gives and voids them, a helper gives them, and people come in with them."""

from starlette.requests import Request
from starlette.responses import Response

from opennight import clock
from opennight.night import slips
from opennight.night.messages import GUEST, Refused, _, acting
from opennight.night.names import own
from opennight.night.slips import GiveSlip, PrintSlips, UseSlip, VoidSlips
from opennight.night.state import Night
from opennight.web.core import access, server_address
from opennight.web.core.acts import Act
from opennight.web.core.addresses import get, post
from opennight.web.core.door import guessed, wrong_key
from opennight.web.core.forms import command_id
from opennight.web.core.keys import number_in
from opennight.web.core.limits import TooFast
from opennight.web.core.posts import act
from opennight.web.core.refusals import sentence
from opennight.web.core.visits import Visit, show

SHEET = 18
"""Slips on one sheet of paper."""
AT_ONCE = 5 * SHEET
"""On one page: their QR codes take the server a while, in which it serves nobody else."""


def numbered(request: Request, night: Night, typed: str) -> int:
    """The number of the slip that says this; 0 if nothing was typed. Raises `Refused` for a wrong code."""
    if not typed.strip() or not slips.needed(night):
        return 0
    aim = f"{night.code} slip {number_in(typed)}"
    if guessed(request, aim):
        raise TooFast
    slip = access.keys(request).slip_of(night.code, typed)
    if slip is None:
        wrong_key(request, aim)
        raise Refused(_("No slip has this code. Check it, or scan the slip."), field="slip")
    return slip


def at_door(this: Visit) -> dict[str, object]:
    """What the page of the door knows of the slip in its address: whose it is, or why it is no good."""
    typed = this.request.query_params.get("slip", "")[:20]
    try:
        slip = numbered(this.request, this.night, typed)
        if slip in this.night.slips.awaited:
            holder = this.night.people[this.night.slips.holders[slip]]
            return {"slip": typed, "holder": own(holder) or f"#{holder.no}"}
        if slip:
            slips.require_good(this.night, slip)
    except Refused as why:
        return {"spoilt": sentence(this.request, why)}
    return {"slip": typed}


def another(this: Visit) -> bool:
    """Whether the slip in the address is not the one with which this device came in."""
    person, typed = this.caller.person, this.request.query_params.get("slip", "")
    return bool(typed) and slips.needed(this.night) and (person is None or person.slip != number_in(typed))


async def take(this: Act, slip: int) -> int:
    """This device comes in as the person to whom the slip was given; their number."""
    await this.send(UseSlip(id=command_id(this.form), at=clock.now(), actor=GUEST, slip=slip))
    return this.night.slips.holders[slip]


async def bind(this: Act, slip: int, person: int) -> None:
    """Somebody who is in already has a vote with this slip, if they had none."""
    if slip and not this.night.people[person].slip:
        use = UseSlip(
            id=f"{command_id(this.form)}-s", at=clock.now(), actor=acting(person), slip=slip, person=person
        )
        await this.send(use)


@show(access.control("people"))
def page(this: Visit) -> Response:
    """All about slips for the host; for a helper, how to give somebody one."""
    return this.page("slips/slips.html", at_once=AT_ONCE)


@show(access.host)
def sheet(this: Visit) -> Response:
    """Slips to print and cut apart: of the same numbers always the same."""
    printed = this.night.slips.printed
    first = max(1, this.asked("from", 1))
    last = min(printed, this.asked("to", printed), first + AT_ONCE - 1)
    keys, address = access.keys(this.request), server_address.address_of(this.request, this.night)
    codes = {no: keys.slip(this.night.code, no) for no in range(first, last + 1)}
    return this.page("slips/sheet.html", codes=codes, way=f"{address}/j/{this.night.code}", sheet_of=SHEET)


@act(access.host, go="/slips")
def print_slips(this: Act) -> PrintSlips:
    return PrintSlips(**this.meta(desk=True), count=this.whole("count"))


@act(access.control("people"), go="/slips")
def give(this: Act) -> GiveSlip:
    """They have the slip in the hand: its number is enough."""
    slip = number_in(this.text("slip"))
    if slip is None:
        raise Refused(_("Type the number of the slip."), field="slip")
    return GiveSlip(**this.meta(desk=True), slip=slip, person=this.whole("person"))


@act(access.host, go="/slips")
def void(this: Act) -> VoidSlips:
    first = this.whole("first")
    return VoidSlips(**this.meta(desk=True), first=first, last=this.whole("last", first))


ROUTES = [
    get("/n/{code}/slips", page),
    get("/n/{code}/slips/sheet", sheet),
    post("/n/{code}/slips/print", print_slips),
    post("/n/{code}/slips/give", give),
    post("/n/{code}/slips/void", void),
]
