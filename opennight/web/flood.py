"""The page on which the host looks at everybody who joined since some moment, and removes those who are a
flood; and the new code for the door."""

from starlette.responses import Response

from opennight.night import flood
from opennight.night.entrance import RenewEntrance
from opennight.night.flood import UndoFlood
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.forms import command_id
from opennight.web.core.keys import letters
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show

LETTERS_OF_ENTRANCE = 4


def fresh_entrance(this: Act) -> str:
    """A new code, which follows from the command's id, so that a repeat means the same one."""
    digest = access.keys(this.request).digest("entrance", this.night.code, command_id(this.form))
    return letters(digest[:8])[:LETTERS_OF_ENTRANCE]


@show(access.host)
def page(this: Visit) -> Response:
    night = this.night
    moments, suggested = flood.moments(night)
    since = this.asked("since")
    if since not in night.people:
        start = suggested or (moments[0] if moments else None)
        since = start.no if start else 1
    persons = flood.came(night, since)
    return this.page("flood/flood.html", moments=moments, suggested=suggested, since=since, persons=persons)


@act(access.host, go="/desk")
def undo(this: Act) -> UndoFlood:
    return UndoFlood(
        **this.meta(desk=True),
        since=this.whole("since"),
        upto=this.whole("upto"),
        keep=tuple(int(no) for no in this.lists.get("keep", []) if no.isdecimal() and len(no) < 7),
        wrote=this.flag("wrote"),
        entrance=fresh_entrance(this) if this.flag("entrance") else "",
    )


@act(access.host)
def renew_entrance(this: Act) -> RenewEntrance:
    return RenewEntrance(**this.meta(desk=True), entrance=fresh_entrance(this))
