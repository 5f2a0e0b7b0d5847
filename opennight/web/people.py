"""People: join, come back, rename, leave; somebody without a phone; and the door."""

from starlette.responses import RedirectResponse, Response

from opennight import clock
from opennight.live.audiences import DOOR, PHONE
from opennight.night import searching
from opennight.night import slips as printed
from opennight.night.messages import Refused, _, acting
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.names import is_called, own
from opennight.night.people import ComeBack, Join, Rename, who_joined
from opennight.record import evening
from opennight.web import devices, slips
from opennight.web.core import access, cookies
from opennight.web.core.acts import Act
from opennight.web.core.answers import done, moved, way_back
from opennight.web.core.door import entrance_of, guessed, wrong_key
from opennight.web.core.forms import command_id
from opennight.web.core.keys import number_in
from opennight.web.core.limits import TooFast, refuse_flood, refuse_restless
from opennight.web.core.posts import act, posted
from opennight.web.core.visits import Visit, show
from opennight.web.door import come, let_through, wait_as


@show(access.anyone)
def door(this: Visit) -> Response:
    """The page behind the QR code; whoever has joined on this device goes straight in."""
    person = this.caller.person
    if person and person.removed:
        access.joined(this.caller)
    page = devices.door(this) or with_slip(this) or waiting(this) or this.shared_page("join/join.html", PHONE)
    if not cookies.keeps_cookies(this.request):
        cookies.keep_something(this.request, page)
    cookies.forget_who_left(this.request, page, this.night)
    return page


def with_slip(this: Visit) -> Response | None:
    """The door of whoever has a slip in the hand."""
    if this.refusal or not slips.another(this):
        return None
    return this.page("join/join.html", audience=PHONE.kind, **slips.at_door(this))


def waiting(this: Visit) -> Response | None:
    """The door of a device that waits at it, came by an old code, or was turned away."""
    no = this.caller.newcomer
    if no in this.night.newcomers:
        return this.page("door/door.html", audience=DOOR.kind, newcomer=this.night.newcomers[no])
    stale = not printed.needed(this.night) and this.night.entrance not in ("", entrance_of(this.request))
    if no or stale:
        return this.page("join/join.html", audience=PHONE.kind, turned_away=no > 0, stale=stale)
    return None


@posted
async def join(this: Act) -> Response:
    """A name and one tap. If the device was somebody's before, they say whether they are the same."""
    refuse_flood(this.request, access.Caller(newcomer=this.caller.newcomer))
    require_cookies(this)
    command, person = command_id(this.form), this.caller.person
    slip = slips.numbered(this.request, this.night, this.text("slip"))
    if person:
        access.joined(this.caller)
    if person and (own(person) or person.asked) and this.text("who") != devices.OTHER:
        asks = this.text("who") != devices.SAME and not person.asked
        if asks and not is_called(person, this.text("name")):
            return moved(this.request, devices.question(this))
        await this.send(ComeBack(id=command, at=clock.now(), actor=acting(person.no), person=person.no))
        await slips.bind(this, slip, person.no)
        return let_through(this, person.no)
    if slip in this.night.slips.awaited or this.flag("holder"):
        return let_through(this, await slips.take(this, slip))
    if this.caller.newcomer in this.night.newcomers and not slip:
        return await wait_as(this)
    return await come(this, slip)


@posted
async def come_back(this: Act) -> Response:
    """Come back on another phone, with the short personal code."""
    require_cookies(this)
    aim = f"{this.night.code} {number_in(this.text('personal'))}"
    if guessed(this.request, aim):
        raise TooFast
    no = access.keys(this.request).person_of(this.night, this.text("personal"))
    if no is None:
        wrong_key(this.request, aim)
        raise Refused(_("Nobody here has this code. Check it on your other phone."), field="personal")
    await this.send(ComeBack(id=command_id(this.form), at=clock.now(), actor=acting(no), person=no))
    return let_through(this, no)


def require_cookies(this: Act) -> None:
    """Raise `Refused` for a form of the door whose browser kept none of its cookies: inside, it is nobody.

    A request without that form's mark is let through: it comes from no page.
    """
    if this.flag("door") and not cookies.keeps_cookies(this.request):
        raise Refused(
            _(
                "Your browser keeps no cookies here, so this night would forget you at once. "
                "Allow cookies or use another browser, then reload this page."
            ),
            "forbidden",
        )


@posted
async def enter_someone(this: Act) -> Response:
    """Somebody without a phone is in the night like everyone else. A helper goes on to do something for them,
    and is told there if they got a number."""
    this.require(access.for_others)
    answer = await this.send(Join(**this.meta(desk=True), name=this.text("name"), phone=False))
    person = who_joined(this.night, answer.version)
    helping = f"/n/{this.night.code}/helper"
    if person and way_back(this.request, this.form) == helping:
        return moved(this.request, f"{helping}?for={person.no}")
    return done(this, answer)


@act(access.person, go="/me")
def rename(this: Act) -> Rename:
    if this.person == this.caller.no:
        refuse_restless(this.request, this.night.code, this.person)
    return Rename(**this.meta(), person=this.person, name=this.text("name"))


@act(access.host)
def remove(this: Act) -> RemovePerson:
    wrote, why = this.flag("wrote"), this.text("why")
    return RemovePerson(**this.meta(desk=True), person=this.no, wrote=wrote, why=why)


@act(access.host)
def restore(this: Act) -> LetBackIn:
    return LetBackIn(**this.meta(desk=True), person=this.no)


@show(access.joined)
def me(this: Visit) -> Response:
    code = access.keys(this.request).personal(this.night, this.caller.no)
    return this.page("phone/me.html", personal_code=code)


@show(access.anyone)
def phone(this: Visit) -> Response:
    """The attendee's page; whoever has not joined is sent to the door."""
    person = this.caller.person
    if person is None or not (person.here or person.removed):
        return RedirectResponse(f"/j/{this.night.code}", 303)
    access.joined(this.caller)
    if this.night.phase == "closed":
        its = evening.of(this.night, person.no)
        return this.page("phone/phone.html", audience=PHONE.kind, evening=its, later=True)
    return with_those_found(this) or this.shared_page("phone/phone.html", PHONE)


def with_those_found(this: Visit) -> Response | None:
    """The page with the topics alone that somebody without JavaScript looks for on a long wall."""
    words = this.request.query_params.get("find", "").strip()[:80]
    if not words or not searching.long_wall(this.night):
        return None
    those = searching.topics(this.night, words)
    return this.page("phone/phone.html", audience=PHONE.kind, sought=words, found=those)
