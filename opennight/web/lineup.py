"""The line-up: made with one press, mended by hand."""

from opennight.night.lineup import ClearLineup, DropPitch, MakeLineup, PinPitch, PlacePitch
from opennight.night.words import Refused, _
from opennight.web import access
from opennight.web.acts import Act, act


@act(access.host)
def make(this: Act) -> MakeLineup:
    return MakeLineup(**this.meta(desk=True))


@act(access.host)
def clear(this: Act) -> ClearLineup:
    return ClearLineup(**this.meta(desk=True))


def cell(text: str) -> tuple[int | None, int | None]:
    """The slot and the room of "SLOT-ROOM"; none of an empty text."""
    slot, _dash, room = text.partition("-")
    if not text:
        return None, None
    if not (slot.isdecimal() and room.isdecimal() and len(text) < 20):
        raise Refused(_("There is no such room or slot in this night."), field="cell")
    return int(slot), int(room)


@act(access.host)
def place(this: Act) -> PlacePitch:
    slot, room = cell(this.text("cell"))
    return PlacePitch(**this.meta(desk=True), pitch=this.no, slot=slot, room=room)


@act(access.host)
def pin(this: Act) -> PinPitch:
    return PinPitch(**this.meta(desk=True), pitch=this.no, pinned=this.flag("pinned"))


@act(access.host)
def drop(this: Act) -> DropPitch:
    return DropPitch(**this.meta(desk=True), pitch=this.no)
