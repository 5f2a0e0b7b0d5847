"""What a group writes: entries, their stars and their order."""

from opennight.night.messages import DESK
from opennight.night.notes import EditNote, HideNote, ShowNote, WriteNote
from opennight.night.ordering import MoveNote
from opennight.night.stars import StarNote, UnstarNote
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import post
from opennight.web.core.posts import act


@act(access.collector)
def write(this: Act) -> WriteNote:
    """A reporter is always one, wherever they sit: what they write says whom they speak for."""
    return WriteNote(
        **this.meta(desk=bool(this.caller.reporter)),
        group=this.no,
        person=DESK if this.caller.reporter else this.person,
        kind=this.text("kind") or "note",
        text=this.text("text"),
        who=this.text("who"),
        due=this.text("due"),
        url=this.text("url"),
        about=this.whole("about", 0),
    )


def own(this: Act) -> bool:
    """Whether it is about an entry that the sender wrote as a reporter."""
    note = this.night.notes.get(this.no)
    return bool(note and 0 < note.reporter == this.caller.reporter)


@act(access.collector)
def edit(this: Act) -> EditNote:
    note = this.night.notes.get(this.no)
    return EditNote(
        **(this.meta(desk=True) if own(this) else this.meta_in(note.group if note else 0)),
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


@act(access.tidier)
def hide(this: Act) -> HideNote:
    return HideNote(**this.meta(desk=this.caller.tends or own(this)), note=this.no, why=this.text("why"))


@act(access.control("approve"))
def show(this: Act) -> ShowNote:
    return ShowNote(**this.meta(desk=True), note=this.no)


ROUTES = [
    post("/n/{code}/groups/{no:no}/notes", write),
    post("/n/{code}/notes/{no:no}/edit", edit),
    post("/n/{code}/notes/{no:no}/star", star),
    post("/n/{code}/notes/{no:no}/unstar", unstar),
    post("/n/{code}/notes/{no:no}/move", move),
    post("/n/{code}/notes/{no:no}/hide", hide),
    post("/n/{code}/notes/{no:no}/show", show),
]
