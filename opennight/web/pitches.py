"""Pitches: made, edited and withdrawn by their pitchers; merged by the desk."""

from typing import Any

from starlette.responses import Response

from opennight import alike
from opennight.meaning import Meaning
from opennight.night.merging import MergePitch, UnmergePitch
from opennight.night.messages import Refused, _
from opennight.night.moderation import WithdrawPitch
from opennight.night.pitches import EditPitch, MakePitch, find
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.answers import HOME
from opennight.web.core.forms import number
from opennight.web.core.posts import act
from opennight.web.core.visits import Visit, show


def needs(this: Act) -> tuple[str, ...]:
    """The boxes that were ticked: what the pitch needs of its room."""
    return tuple(this.lists.get("needs", ()))


def times(this: Act) -> tuple[int, ...]:
    """The slots in which it can run; none means any."""
    return tuple(number(text, "times") for text in this.lists.get("times", ()))


def said(this: Act) -> dict[str, Any]:
    """What both forms have."""
    return {
        "title": this.text("title"),
        "more": this.text("more"),
        "hosted": this.flag("hosted"),
        "needs": needs(this),
    }


@act(access.person)
def make(this: Act) -> MakePitch:
    return MakePitch(**this.meta(), person=this.person, **said(this))


@act(access.person, go=HOME)
def edit(this: Act) -> EditPitch:
    meta = this.meta(desk=this.caller.for_others)
    return EditPitch(**meta, pitch=this.no, times=times(this), **said(this))


@act(access.person, go=HOME)
def withdraw(this: Act) -> WithdrawPitch:
    return WithdrawPitch(**this.meta(desk=this.caller.for_others), pitch=this.no)


@act(access.host)
def merge(this: Act) -> MergePitch:
    return MergePitch(**this.meta(desk=True), pitch=this.no, into=this.whole("into"))


@act(access.host)
def unmerge(this: Act) -> UnmergePitch:
    return UnmergePitch(**this.meta(desk=True), pitch=this.no)


@show(access.person)
def similar(this: Visit) -> Response:
    """The pitches that resemble what somebody is typing (a fragment for htmx): by their words at once. What
    they mean is asked for once more, a moment later."""
    title = this.request.query_params.get("title", "")[:200]
    meaning: Meaning = this.request.app.state.meaning
    meant = meaning.near(this.night, title)
    found = alike.similar(this.night, title, meant or ())
    later = title if meant is None and "later" not in this.request.query_params else ""
    return this.page("pitches/_similar.html", similar=found, later=later)


@show(access.person)
def edit_form(this: Visit) -> Response:
    """The form to edit a pitch, for its pitcher and the desk."""
    pitch = find(this.night, this.no)
    if pitch.person != this.caller.no and not this.caller.for_others:
        raise Refused(_("Only the person who pitched this can change it."), "forbidden")
    return this.page("pitches/edit.html", pitch=pitch)
