"""People: join, come back, rename, leave; somebody without a phone; and the door."""

from starlette.responses import RedirectResponse, Response

from opennight import clock
from opennight.live.audiences import PHONE
from opennight.night.messages import GUEST, Refused, _, acting
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.names import is_called
from opennight.night.people import ComeBack, Join, Rename, who_joined
from opennight.record import evening
from opennight.web import devices
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.answers import moved
from opennight.web.core.door import guessed, wrong_key
from opennight.web.core.forms import command_id
from opennight.web.core.keys import number_in
from opennight.web.core.limits import TooFast, refuse_flood
from opennight.web.core.posts import act, posted
from opennight.web.core.visits import Visit, show


@show(access.anyone)
def door(this: Visit) -> Response:
    """The page behind the QR code; whoever has joined on this device goes straight in."""
    page = devices.door(this) or this.shared_page("join/join.html", PHONE)
    if not access.keeps_cookies(this.request):
        access.keep_something(this.request, page)
    access.forget_who_left(this.request, page, this.night)
    return page


@posted
async def join(this: Act) -> Response:
    """A name and one tap. If the device was somebody's before, they say whether they are the same."""
    refuse_flood(this.request, access.Caller())
    require_cookies(this)
    command, person = command_id(this.form), this.caller.person
    if person and person.name and not person.removed and this.text("who") != devices.OTHER:
        if this.text("who") != devices.SAME and not is_called(person, this.text("name")):
            return moved(this.request, devices.question(this.night))
        await this.send(ComeBack(id=command, at=clock.now(), actor=acting(person.no), person=person.no))
        return enter(this, person.no)
    joined = await this.send(Join(id=command, at=clock.now(), actor=GUEST, name=this.text("name")))
    new = who_joined(this.night, joined.version)
    return enter(this, new.no, "/me" if new.number else "")


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
    return enter(this, no)


def require_cookies(this: Act) -> None:
    """Raise `Refused` for a form of the door whose browser kept none of its cookies: inside, it is nobody.

    A request without that form's mark is let through: it comes from no page.
    """
    if this.flag("door") and not access.keeps_cookies(this.request):
        raise Refused(
            _(
                "Your browser keeps no cookies here, so this night would forget you at once. "
                "Allow cookies or use another browser, then reload this page."
            ),
            "forbidden",
        )


def enter(this: Act, no: int, page: str = "") -> Response:
    """Make this device the person's, and go in: to their own page if it has to tell them something."""
    response = moved(this.request, f"/n/{this.night.code}{page}", person=no)
    access.keep_person(this.request, response, this.night, no)
    return response


@act(access.helper)
def enter_someone(this: Act) -> Join:
    """Somebody without a phone is in the night like everyone else."""
    return Join(**this.meta(desk=True), name=this.text("name"), phone=False)


@act(access.person, go="/me")
def rename(this: Act) -> Rename:
    return Rename(**this.meta(), person=this.person, name=this.text("name"))


@act(access.host)
def remove(this: Act) -> RemovePerson:
    return RemovePerson(**this.meta(desk=True), person=this.no)


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
        return this.page("phone/phone.html", audience=PHONE.kind, evening=evening.of(this.night, person.no))
    return this.shared_page("phone/phone.html", PHONE)
