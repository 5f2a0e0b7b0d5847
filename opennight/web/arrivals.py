"""Clips arrive: by a form with a file in it, or by one that names an upload (see uploads.py)."""

import asyncio
from typing import cast

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from opennight.answers import Answer
from opennight.media.developing import Picture
from opennight.media.kinds import head, recorded_of, refuse_unknown
from opennight.media.pictures import Darkroom
from opennight.media.studio import Studio
from opennight.media.uploads import Upload
from opennight.media.withdrawn import forget
from opennight.night import clips, groups
from opennight.night.clips import AddClip
from opennight.night.messages import Refused, _
from opennight.web.core import access, door
from opennight.web.core.access import caller
from opennight.web.core.acts import Act, Meta
from opennight.web.core.allowances import most_ms, refuse_fast, refuse_more, times
from opennight.web.core.answers import done
from opennight.web.core.forms import MOST_BYTES, Files, Form, Lists
from opennight.web.core.multipart import boundary_of
from opennight.web.core.posts import Post, read_plain
from opennight.web.core.spooled import spool, taken_apart
from opennight.web.uploads import gone, owner, uploads


async def read_clip(request: Request) -> tuple[Form, Lists, Files]:
    """A form with a file in it, from somebody who may send one: it becomes an upload that has arrived, and
    the form names it, as one does after an upload in parts."""
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        return await read_plain(request)
    night = await door.night(request, door.code_of(request))
    asking = caller(request, night)
    access.collector(asking)
    clips.refuse_closed(night, reporter=asking.reporter)
    whose, its = owner(night, asking), uploads(request)
    length = int(request.headers.get("content-length", "0") or 0)
    its.refuse_size(length - 2 * MOST_BYTES, times(request, asking))
    refuse_more(request, night, asking, length)
    refuse_fast(request, *whose)
    its.refuse_full(2 * length)  # the form, and then the file that was in it
    body, file = its.scratch(), its.scratch()
    try:
        await spool(request, body, its.most * times(request, asking) + 2 * MOST_BYTES, its.refuse_full)
        its.refuse_full(body.stat().st_size)
        form, lists, size = await asyncio.to_thread(taken_apart, body, boundary_of(kind), file)
        if size:
            made = await asyncio.to_thread(its.take, whose, file, times(request, asking))
            form = {**form, "upload": made.id}
    finally:
        body.unlink(missing_ok=True)
        file.unlink(missing_ok=True)
    return form, lists, {}


def sent(this: Act, group: int) -> Meta:
    """What the command carries: for a group in which they do not sit, whoever holds the desk acts from it. A
    reporter is always one, wherever they sit: what they bring says whom they speak for."""
    if this.caller.reporter:
        return this.meta(desk=True)
    there = this.night.groups.get(group)
    own = this.caller.no and (there is None or groups.was_there(this.night, this.caller.no, there))
    return this.meta(desk=this.caller.for_others and not own)


async def carry_add(this: Act) -> Response:
    """Send the command once its picture is made. What is wrong with the words is said before that work."""
    this.require(access.collector)
    group = this.whole("group", 0)
    meta = sent(this, group)
    command = AddClip(
        **meta,
        group=group,
        person=meta["actor"].person,
        title=this.text("title"),
        who=this.text("who"),
        consent=this.flag("consent"),
        most=most_ms(this.request, this.night, this.caller),
    )
    if this.night.done(command.actor, command.id) is None:
        clips.worded(this.night, command)
        refuse_more(this.request, this.night, this.caller)
        upload = await arrived(this)
        with uploads(this.request).working_on(upload):
            answer = await sent_with(this, command, upload)
    else:
        answer = await this.send(command)
    return done(this, answer, next_page(this, command, answer.version))


def next_page(this: Act, command: AddClip, version: int) -> str:
    """Where a flip chart is straightened, if it is one; else where the photo is shown."""
    those = (clip for clip in this.night.clips.values() if clip.version == version and clip.sort == "photo")
    its = next((clip.no for clip in those), 0)
    if its and this.flag("chart"):
        return f"/n/{this.night.code}/clips/{its}/straighten"
    there = f"/groups/{command.group}" if command.group else ""
    return f"/n/{this.night.code}{there}/clips"


add = Post(carry_add, read_clip)


async def sent_with(this: Act, command: AddClip, upload: Upload) -> Answer:
    """Send the command with what has arrived. A photo is made at once; of sound and film it is only looked
    whether it can be, and the night makes it while nobody waits (see preparing.py)."""
    start = head(upload.path)
    refuse_unknown(start)
    its = uploads(this.request)
    studio = cast(Studio, this.request.app.state.studio)
    if recorded_of(start) and studio.able:
        look = await studio.look(upload.path, clips.longest(command))
        command = msgspec.structs.replace(command, sort=look.sort, upload=upload.id)
        return await held(this, command, upload)
    if recorded_of(start):
        command = await as_recorded(this, command, upload, studio)
    else:
        command = await developed(this, command, upload)
    try:
        answer = await this.send(command)
    except Refused:
        await asyncio.to_thread(forget, its.media, this.night, command.hash)
        raise
    its.drop(upload)
    return answer


async def held(this: Act, command: AddClip, upload: Upload) -> Answer:
    """Send it; what has arrived is the night's, unless it is refused."""
    its = uploads(this.request)
    its.hold(this.night.code, upload)
    try:
        return await this.send(command)
    except Refused:
        its.give_back(owner(this.night, this.caller), upload.id)
        raise


async def arrived(this: Act) -> Upload:
    """The upload that the form names. Raises `Refused` unless all of it is there."""
    id = this.text("upload")
    if not id:
        raise Refused(_("Pick a photo, a recording or a film."), field="file")
    whose = owner(this.night, this.caller)
    found = await asyncio.to_thread(uploads(this.request).find, whose, id)
    if found is None or not found.whole:
        raise gone()
    return found


async def developed(this: Act, command: AddClip, upload: Upload) -> AddClip:
    """The command with a picture that is in the store."""
    its = uploads(this.request)
    darkroom = cast(Darkroom, this.request.app.state.darkroom)
    target = its.scratch()
    try:
        made: Picture = await darkroom.make(upload.path, target)
        size = target.stat().st_size
        hash = await asyncio.to_thread(its.media.keep, this.night.code, target)
    finally:
        target.unlink(missing_ok=True)
    return msgspec.structs.replace(command, hash=hash, width=made.width, height=made.height, size=size)


async def as_recorded(this: Act, command: AddClip, upload: Upload, studio: Studio) -> AddClip:
    """The command with sound or film that is in the store as a browser made it."""
    its = uploads(this.request)
    target = its.scratch()
    try:
        made = await studio.keep(upload.path, clips.longest(command), target)
        hash = await asyncio.to_thread(its.media.keep, this.night.code, target)
    finally:
        target.unlink(missing_ok=True)
    about = {"sort": made.sort, "width": made.width, "height": made.height, "ms": made.ms, "size": made.size}
    return msgspec.structs.replace(command, hash=hash, **about)
