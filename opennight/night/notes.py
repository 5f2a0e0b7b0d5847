"""Notes: what a group records. Plain notes, and actions that say what, who, and by when."""

from typing import Literal

from opennight.night import groups, people
from opennight.night.messages import DESK, Command, Event, Label, Refused, Undo, _, clean
from opennight.night.quotas import places
from opennight.night.state import Night, Note

TEXT = 1000
WHO = 60
DUE = 40
MOST_A_GROUP = 500
MOST_EVER = 300


class WriteNote(Command, frozen=True):
    """`person` writes; 0 is the desk."""

    group: int
    person: int
    text: str
    kind: str = "note"
    who: str = ""
    due: str = ""


class EditNote(Command, frozen=True):
    note: int
    text: str
    who: str = ""
    due: str = ""


class HideNote(Command, frozen=True):
    """By its writer or by the desk."""

    note: int


class ShowNote(Command, frozen=True):
    note: int


class NoteWritten(Event, frozen=True):
    KIND = "note-written"
    PERSONAL = ("text", "who", "due")

    no: int
    group: int
    person: int
    kind: Literal["note", "action"]
    text: str = ""
    who: str = ""
    due: str = ""


class NoteEdited(Event, frozen=True):
    KIND = "note-edited"
    PERSONAL = ("text", "who", "due")

    note: int
    text: str = ""
    who: str = ""
    due: str = ""


class NoteHidden(Event, frozen=True):
    KIND = "note-hidden"

    note: int


class NoteShown(Event, frozen=True):
    KIND = "note-shown"

    note: int


def of_group(night: Night, group: int, kind: str = "") -> list[Note]:
    """The group's notes that can be seen, oldest first; only those of one kind, if given."""
    return [n for n in night.notes.values() if n.group == group and not n.hidden and kind in ("", n.kind)]


def find(night: Night, no: int) -> Note:
    note = night.notes.get(no)
    if note is None:
        raise Refused(_("This night has no such note."), "missing")
    return note


def write(night: Night, command: WriteNote) -> list[Event]:
    group = groups.require_member(night, command, command.group)
    if command.person != DESK or not command.at_desk:
        people.require_self(night, command, command.person)
    if command.kind not in ("note", "action"):
        raise Refused(_("There is no such kind of note."), field="kind")
    if not command.at_desk and len(night.people[command.person].notes) >= MOST_EVER:
        raise Refused(
            _("One person can write at most %(most)s notes in a night. Give others a turn."),
            "quota",
            most=MOST_EVER,
        )
    if group.noted >= places(MOST_A_GROUP, desk=command.at_desk):
        raise Refused(_("This group has as many notes as its page can hold."), "quota")
    return [
        NoteWritten(
            no=len(night.notes) + 1,
            group=group.no,
            person=command.person,
            kind=command.kind,  # type: ignore[arg-type]
            text=clean(command.text, TEXT, "text", lines=command.kind == "note"),
            who=clean(command.who, WHO, "who", least=0),
            due=clean(command.due, DUE, "due", least=0),
        )
    ]


def require_writer(night: Night, command: Command, note: Note) -> None:
    """Raise `Refused` unless the sender wrote the note, even if in another group by now, or is the desk."""
    groups.require_writing(night, note.group)
    if not command.at_desk:
        people.require(night, command.by)
    if not command.at_desk and command.by != note.person:
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")


def edit(night: Night, command: EditNote) -> list[Event]:
    note = find(night, command.note)
    require_writer(night, command, note)
    text = clean(command.text, TEXT, "text", lines=note.kind == "note")
    who, due = clean(command.who, WHO, "who", least=0), clean(command.due, DUE, "due", least=0)
    if (text, who, due) == (note.text, note.who, note.due):
        return []
    return [NoteEdited(note=note.no, text=text, who=who, due=due)]


def hide(night: Night, command: HideNote) -> list[Event]:
    note = find(night, command.note)
    if not command.at_desk:
        require_writer(night, command, note)
    return [] if note.hidden else [NoteHidden(note=note.no)]


def show(night: Night, command: ShowNote) -> list[Event]:
    note = find(night, command.note)
    return [NoteShown(note=note.no)] if note.hidden else []


def put(night: Night, note: Note, *, hidden: bool) -> None:
    night.groups[note.group].noted += note.hidden - hidden
    note.hidden = hidden


def written(night: Night, event: NoteWritten) -> None:
    night.notes[event.no] = Note(
        event.no, event.group, event.person, event.kind, event.text, night.at, event.who, event.due
    )
    night.groups[event.group].noted += 1
    if person := night.people.get(event.person):
        person.notes.append(event.no)


def edited(night: Night, event: NoteEdited) -> None:
    note = night.notes[event.note]
    note.text, note.who, note.due = event.text, event.who, event.due


def hidden(night: Night, event: NoteHidden) -> None:
    put(night, night.notes[event.note], hidden=True)


def shown(night: Night, event: NoteShown) -> None:
    put(night, night.notes[event.note], hidden=False)


DECIDE = {WriteNote: write, EditNote: edit, HideNote: hide, ShowNote: show}
EVOLVE = {NoteWritten: written, NoteEdited: edited, NoteHidden: hidden, NoteShown: shown}
UNDO: dict[type[Event], Undo] = {
    NoteHidden: (
        lambda n, e: Label(_("hiding a note of %(group)s"), about={"group": n.notes[e.note].group}),
        lambda n, e: [NoteShown(note=e.note)],
    ),
}
