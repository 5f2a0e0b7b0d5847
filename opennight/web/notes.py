"""Notes and actions of a group."""

from opennight.night.notes import EditNote, HideNote, ShowNote, WriteNote
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act


@act(access.person)
def write(this: Act) -> WriteNote:
    return WriteNote(
        **this.meta(),
        group=this.no,
        person=this.person,
        kind=this.text("kind") or "note",
        text=this.text("text"),
        who=this.text("who"),
        due=this.text("due"),
    )


@act(access.person)
def edit(this: Act) -> EditNote:
    return EditNote(
        **this.meta(desk=this.caller.for_others),
        note=this.no,
        text=this.text("text"),
        who=this.text("who"),
        due=this.text("due"),
    )


@act(access.writer)
def hide(this: Act) -> HideNote:
    return HideNote(**this.meta(desk=this.caller.tends), note=this.no, why=this.text("why"))


@act(access.control("approve"))
def show(this: Act) -> ShowNote:
    return ShowNote(**this.meta(desk=True), note=this.no)
