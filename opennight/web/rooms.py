"""Rooms that are lost or gained in the middle of a night: first a proposal of what that would change."""

import msgspec

from opennight.night.closed import refuse_closed
from opennight.night.kept.rooms import Room
from opennight.night.kept.setups import Setup
from opennight.night.lineup import room
from opennight.night.messages import Refused, _
from opennight.night.proposals import Propose
from opennight.night.setups import ChangeSetup
from opennight.night.tidy import tidy_rooms
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act
from opennight.web.lineup import work_out
from opennight.web.setups import features

Change = ChangeSetup | Propose


async def with_rooms(this: Act, rooms: tuple[Room, ...]) -> Change:
    """Change to these rooms; only proposed if there is a line-up, which may have to change."""
    setup: Setup = msgspec.structs.replace(this.night.setup, rooms=rooms)
    if not this.night.lineup:
        return ChangeSetup(**this.meta(desk=True), setup=setup)
    return await work_out(this, setup=setup, few_moves=True)


@act(access.host)
async def lose(this: Act) -> Change:
    """A room that cannot be used any more."""
    rooms = this.night.setup.rooms
    if not this.repeated:
        refuse_closed(this.night)
        if room(this.night, this.no) is None:
            raise Refused(_("This night has no such room or round."), "missing")
        if len(rooms) == 1:
            raise Refused(_("This is the only room. Add another one first."), "late")
    return await with_rooms(this, tuple(room for room in rooms if room.id != this.no))


@act(access.host)
async def gain(this: Act) -> Change:
    """One more room."""
    rooms = this.night.setup.rooms
    if not this.repeated:
        refuse_closed(this.night)
        no = max((room.id for room in rooms), default=0) + 1
        more = Room(
            no, this.text("name"), this.whole("seats"), features("+".join(this.lists.get("features", ())))
        )
        rooms = tidy_rooms((*rooms, more))
    return await with_rooms(this, rooms)
