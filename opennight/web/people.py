"""People: join, come back, rename, leave; somebody without a phone; and the door."""

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from opennight import when
from opennight.handle import Handle
from opennight.night.people import ComeBack, Join, Leave, LetBackIn, RemovePerson, Rename
from opennight.night.state import Night
from opennight.night.words import Refused, _
from opennight.web import access, views
from opennight.web.acts import HOME, Act, act, command_id, read_form, refuse
from opennight.web.limits import address, limits, refuse_flood
from opennight.web.refusals import Form, code_of, wants_json


@views.show(access.anyone)
async def door(request: Request, night: Night, caller: access.Caller) -> Response:
    """The page behind the QR code; whoever has joined on this device goes straight in."""
    if caller.person and caller.person.here and not caller.person.removed:
        return RedirectResponse(f"/n/{night.code}", 303)
    return views.View(request, night, caller).door()


async def join(request: Request) -> Response:
    """A name and one tap. The same device comes back as the same person."""
    form: Form = {}
    night = None
    try:
        handle: Handle = request.app.state.handle
        form, _lists = await read_form(request)
        night = await handle.night(code_of(request))
        refuse_flood(request, access.Caller())
        caller = access.caller(request, night)
        command = command_id(form)
        if caller.person and not caller.person.removed:
            no = caller.person.no
            await handle.send(night.code, ComeBack(id=command, at=when.now(), by=no, person=no))
            if form.get("name", "").strip():
                await handle.send(
                    night.code,
                    Rename(id=f"{command}-name", at=when.now(), by=no, person=no, name=form["name"]),
                )
        else:
            await handle.send(night.code, Join(id=command, at=when.now(), name=form.get("name", "")))
            night = await handle.night(night.code)
            if command not in night.joined:  # the id of something else that was done
                raise Refused(_("This form is damaged. Load the page again."), field="command")
            no = night.joined[command]
        return enter(request, night, no)
    except Refused as refused:
        return await refuse(request, refused, night, form)


async def come_back(request: Request) -> Response:
    """Come back on another phone, with the short personal code."""
    form: Form = {}
    night = None
    try:
        handle: Handle = request.app.state.handle
        form, _lists = await read_form(request)
        night = await handle.night(code_of(request))
        if not limits(request).guesses.take(f"{night.code} {address(request)}"):
            raise Refused(_("That was very fast. Wait a moment, then try again."), "too many")
        no = access.keys(request).person_of(night.code, form.get("personal", ""))
        if no is None or no not in night.people:
            raise Refused(
                _("This code belongs to nobody here. Look at it again on your other phone."), field="personal"
            )
        await handle.send(night.code, ComeBack(id=command_id(form), at=when.now(), by=no, person=no))
        return enter(request, await handle.night(night.code), no)
    except Refused as refused:
        return await refuse(request, refused, night, form)


def enter(request: Request, night: Night, no: int) -> Response:
    """Make this device the person's, and go in."""
    page = f"/n/{night.code}"
    response = (
        JSONResponse({"go": page, "person": no}) if wants_json(request) else RedirectResponse(page, 303)
    )
    access.keep_person(request, response, night, no)
    return response


@act(access.helper)
def enter_someone(this: Act) -> Join:
    """Somebody without a phone is in the night like everyone else."""
    return Join(**this.meta(desk=True), name=this.text("name"), phone=False)


@act(access.person, go="/me")
def rename(this: Act) -> Rename:
    return Rename(**this.meta(), person=this.person, name=this.text("name"))


@act(access.person, go=HOME)
def leave(this: Act) -> Leave:
    return Leave(**this.meta(), person=this.person)


@act(access.host)
def remove(this: Act) -> RemovePerson:
    return RemovePerson(**this.meta(desk=True), person=this.no)


@act(access.host)
def restore(this: Act) -> LetBackIn:
    return LetBackIn(**this.meta(desk=True), person=this.no)


@views.show(access.joined)
async def me(request: Request, night: Night, caller: access.Caller) -> Response:
    return views.View(request, night, caller).me()


@views.show(access.anyone)
async def phone(request: Request, night: Night, caller: access.Caller) -> Response:
    """The attendee's page; whoever has not joined is sent to the door."""
    if caller.person is None or not (caller.person.here or caller.person.removed):
        return RedirectResponse(f"/j/{night.code}", 303)
    access.joined(caller)
    return views.View(request, night, caller).phone()
