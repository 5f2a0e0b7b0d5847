"""What is written about cards and groups, over HTTP: a private page for whoever asked, and their inboxes.

No command holds what is written, nor an address (see inbox.py). The form that begins it is in knock_form.py.
"""

from starlette.responses import Response
from starlette.routing import Route

from opennight import clock
from opennight.clock import now
from opennight.inbox import contact_kind, hearers, mail_kind, text_kind
from opennight.night import knocks, leaflets, takers
from opennight.night.fold import decide
from opennight.night.kept.knocks import Knock, Side
from opennight.night.knocks import (
    CONTACT,
    TEXT,
    AgreeToPass,
    EndKnock,
    ReportKnock,
    SayMore,
)
from opennight.night.messages import DESK, GUEST, Command, Refused, _, clean
from opennight.night.quieting import HearReport, StopKnocks
from opennight.night.state import Night
from opennight.night.takers import PassMessagesOn, TakeMessages
from opennight.record import people
from opennight.store.between import Passed
from opennight.web import knock_mail
from opennight.web.core import access, strangers
from opennight.web.core.acts import Act, Meta
from opennight.web.core.addresses import get, post
from opennight.web.core.answers import moved
from opennight.web.core.forms import command_id
from opennight.web.core.limits import refuse_flood
from opennight.web.core.posts import act, posted
from opennight.web.core.visits import Visit, show
from opennight.web.knock_inbox import forget, inbox, keep, link, rows_of


def require_asker(this: Visit | Act) -> Knock:
    """What they asked, if the address or the form has its key: no log has that. Raises `Refused`."""
    one = knocks.find(this.night, this.no)
    if not strangers.opens(this, link(this, one)):
        raise Refused(_("There is no such message."), "missing")
    return one


async def talk_page(
    this: Visit, those: list[Knock], side: Side, owners: list[int], template: str
) -> Response:
    rows: dict[str, Passed] = {}
    hearing = hearers(this.night) if side == "owner" else set()
    for owner in owners:
        rows |= await rows_of(this, owner)
    talks = {one.no: inbox(this).talk(this.night, one, side, rows) for one in those}
    page = this.page(
        template,
        those=those,
        cards=[one for owner in owners for one in leaflets.of_person(this.night, owner) if not one.closed],
        talks=talks,
        side=side,
        public=people.name,
        day=lambda at: clock.moment(this.night, at)[:10],
        keys={one.no: strangers.key_in(link(this, one)) for one in those} if side == "asker" else {},
        mails=knock_mail.on(this),
        told=knock_mail.told_of(this, rows) if side == "owner" else {},
        hearing={one: knock_mail.groups_told(this, rows, one) for one in owners if one in hearing},
        titled=lambda one: title(this.night, one),
    )
    return strangers.private(page)


def title(night: Night, one: Knock) -> str:
    """What the card or the group is called."""
    if one.leaflet:
        return night.further.leaflets[one.leaflet].title
    return takers.title(night, one.group)


@show(access.anyone)
async def asker_page(this: Visit) -> Response:
    one = require_asker(this)
    return await talk_page(this, [one], "asker", [one.owner], "knocks/asked.html")


@show(access.person)
async def own(this: Visit) -> Response:
    """The inbox: what others wrote to one, also months later; and to the host, who sees how many write to
    which group, and nothing of it."""
    if not this.caller.host:
        access.joined(this.caller)
    owners = [*([this.caller.no] if this.caller.no else []), *([DESK] if this.caller.host else [])]
    those = [one for owner in owners for one in knocks.of_owner(this.night, owner)]
    return await talk_page(this, those, "owner", owners, "knocks/inbox.html")


def meta_of(this: Act, one: Knock, side: Side) -> Meta:
    """What a command of this side carries: nobody speaks for anybody else here, not even the desk."""
    if side == "asker":
        return {"id": command_id(this.form), "at": now(), "actor": GUEST, "desk_key": None}
    if one.owner == DESK:
        access.host(this.caller)
        return this.meta(desk=True)
    access.joined(this.caller)
    if this.text("for"):
        raise Refused(_("You can only do this for yourself."), "forbidden")
    return this.meta()


def at(this: Act, side: Side) -> Knock:
    """What it is about, if they are on this side of it. Raises `Refused`."""
    refuse_flood(this.request, this.caller)
    return require_asker(this) if side == "asker" else knocks.find(this.night, this.no)


def back(this: Act, one: Knock, side: Side) -> Response:
    return moved(this.request, link(this, one) if side == "asker" else f"/n/{this.night.code}/knocks")


async def carry(this: Act, command: Command, owner: int, kept: dict[str, str]) -> None:
    """Carry it out, with what comes along. That is kept first: the other side's page may load at once."""
    if not this.night.done(command.actor, command.id):
        decide(this.night, command)
        await keep(this, owner, kept)
    await this.send(command)


async def say(this: Act, side: Side) -> Response:
    one = at(this, side)
    text = clean(this.text("text"), TEXT, "text", lines=True)
    meta = meta_of(this, one, side)
    key = strangers.key_of(this, "knock", f"{side} {meta['id']}")
    owner = one.owner
    known = any(said.key == key for said in one.said)
    command = SayMore(**meta, knock=one.no, side=side, key=key)
    await carry(this, command, owner, {text_kind(key): text})
    if not known:
        await (knock_mail.to_asker(this, one) if side == "owner" else knock_mail.asked_more(this, one))
    return back(this, one, side)


async def agree(this: Act, side: Side) -> Response:
    """Pass an address, or take that back: then it is deleted at once."""
    one, yes = at(this, side), this.flag("agreed")
    contact = clean(this.text("contact"), CONTACT, "contact") if yes else ""
    meta, owner = meta_of(this, one, side), one.owner
    command = AgreeToPass(**meta, knock=one.no, side=side, agreed=yes)
    await carry(this, command, owner, {contact_kind(one, side): contact})
    if not yes:
        await forget(this, owner, contact_kind(one, side))
    return back(this, one, side)


async def end(this: Act, side: Side) -> Response:
    """No more of it: all that was written is deleted."""
    one = at(this, side)
    meta, owner = meta_of(this, one, side), one.owner
    why = this.text("why")
    command: Command
    if this.flag("report"):
        command = ReportKnock(**meta, knock=one.no, side=side, why=why)
    else:
        command = EndKnock(**meta, knock=one.no, side=side)
    await this.send(command)
    sides: tuple[Side, Side] = ("asker", "owner")
    kinds = [text_kind(said.key) for said in one.said] + [contact_kind(one, each) for each in sides]
    await forget(this, owner, *kinds, mail_kind(one))
    return back(this, one, side)


@posted
async def asker_says(this: Act) -> Response:
    return await say(this, "asker")


@posted
async def asker_agrees(this: Act) -> Response:
    return await agree(this, "asker")


@posted
async def asker_ends(this: Act) -> Response:
    return await end(this, "asker")


@posted
async def owner_says(this: Act) -> Response:
    return await say(this, "owner")


@posted
async def owner_agrees(this: Act) -> Response:
    return await agree(this, "owner")


@posted
async def owner_ends(this: Act) -> Response:
    return await end(this, "owner")


@act(access.host)
def stop(this: Act) -> StopKnocks:
    return StopKnocks(**this.meta(desk=True), leaflet=this.no, stopped=this.flag("stopped"))


@act(access.host, go="/knocks")
def stop_group(this: Act) -> StopKnocks:
    return StopKnocks(**this.meta(desk=True), group=this.no, stopped=this.flag("stopped"))


@act(access.host, go="/knocks")
def hear(this: Act) -> HearReport:
    return HearReport(**this.meta(desk=True), knock=this.no)


@act(access.person)
def take(this: Act) -> TakeMessages:
    """Somebody for themselves: nobody else would read what comes."""
    return TakeMessages(**this.meta(), person=this.person, group=this.no, taken=this.flag("taken"))


@act(access.host, go="/knocks")
def pass_on(this: Act) -> PassMessagesOn:
    return PassMessagesOn(**this.meta(desk=True), passed=this.flag("passed"))


ROUTES: list[Route] = [
    get("/n/{code}/knocks", own),
    post("/n/{code}/knocks/{no:no}/say", owner_says),
    post("/n/{code}/knocks/{no:no}/agree", owner_agrees),
    post("/n/{code}/knocks/{no:no}/end", owner_ends),
    get("/n/{code}/knocks/{no:no}", asker_page),
    post("/n/{code}/knocks/{no:no}/asker/say", asker_says),
    post("/n/{code}/knocks/{no:no}/asker/agree", asker_agrees),
    post("/n/{code}/knocks/{no:no}/asker/end", asker_ends),
    post("/n/{code}/leaflets/{no:no}/quiet", stop),
    post("/n/{code}/knocks/pass", pass_on),
    post("/n/{code}/knocks/{no:no}/heard", hear),
    post("/n/{code}/record/g/{no:no}/quiet", stop_group),
    post("/n/{code}/record/g/{no:no}/messages", take),
    *knock_mail.ROUTES,
]
