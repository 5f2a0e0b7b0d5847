"""What a group writes: entries, their stars and their order."""

from opennight.night.notes import EditNote, HideNote, ShowNote, WriteNote
from opennight.night.ordering import MoveNote
from opennight.night.stars import StarNote, UnstarNote
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
        url=this.text("url"),
        about=this.whole("about", 0),
    )


@act(access.person)
def edit(this: Act) -> EditNote:
    note = this.night.notes.get(this.no)
    return EditNote(
        **this.meta_in(note.group if note else 0),
        note=this.no,
        text=this.text("text"),
        who=this.text("who"),
        due=this.text("due"),
        url=this.text("url"),
    )


@act(access.person)
def star(this: Act) -> StarNote:
    return StarNote(**this.meta(), person=this.person, note=this.no)


@act(access.person)
def unstar(this: Act) -> UnstarNote:
    return UnstarNote(**this.meta(), person=this.person, note=this.no)


@act(access.person)
def move(this: Act) -> MoveNote:
    return MoveNote(**this.meta(desk=this.caller.for_others), note=this.no, up=this.flag("up"))


@act(access.writer)
def hide(this: Act) -> HideNote:
    return HideNote(**this.meta(desk=this.caller.tends), note=this.no, why=this.text("why"))


@act(access.control("approve"))
def show(this: Act) -> ShowNote:
    return ShowNote(**this.meta(desk=True), note=this.no)
