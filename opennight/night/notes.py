"""Notes: what a group records. Plain notes, and actions that say what, who, and by when."""

from typing import Literal

from opennight.night import groups, people, promises, slow, why
from opennight.night.messages import DESK, Called, Command, Event, Label, Refused, Undo, _, clean
from opennight.night.quotas import places, reached
from opennight.night.said import Note
from opennight.night.state import Night, Person

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
    """By its writer or by the desk, which may say why."""

    note: int
    why: str = ""


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
    waiting: bool = False


class NoteEdited(Event, frozen=True):
    """`waiting`: nobody else sees it until the desk has read what it says now."""

    KIND = "note-edited"
    PERSONAL = ("text", "who", "due")

    note: int
    text: str = ""
    who: str = ""
    due: str = ""
    waiting: bool = False


class NoteHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "note-hidden"
    PERSONAL = ("why",)

    note: int
    waiting: bool = False
    why: str = ""


class NoteShown(Event, frozen=True):
    KIND = "note-shown"

    note: int


def of_group(night: Night, group: int, kind: str = "") -> list[Note]:
    """The group's notes that can be seen, oldest first; only those of one kind, if given."""
    return [n for n in night.notes.values() if n.group == group and not n.hidden and kind in ("", n.kind)]


def to_promise(night: Night, no: int) -> promises.Subject | None:
    """An action that the room can see: anybody can say that they are in."""
    note = night.notes.get(no)
    seen = note and note.kind == "action" and not note.hidden
    return promises.Subject(note.text, note.group, f"note-{no}") if note and seen else None


def waiting(night: Night) -> list[Note]:
    """The notes that the desk has yet to read, oldest first."""
    return [note for note in night.notes.values() if note.waiting]


def is_gone(note: Note) -> bool:
    return note.hidden and not note.waiting


def must_wait(night: Night, command: Command) -> bool:
    return night.setup.approve_notes and not command.at_desk


def find(night: Night, no: int) -> Note:
    note = night.notes.get(no)
    if note is None:
        raise Refused(_("This night has no such note."), "missing")
    return note


def refuse_more(night: Night, command: WriteNote, person: Person) -> None:
    """Raise `Refused` if the person has written enough. Removed notes may be replaced, but not for ever."""
    slow.refuse_haste(night, command, max((night.notes[no].at for no in person.notes), default=None))
    if len(person.notes) >= MOST_EVER:
        raise Refused(
            _("One person can write at most %(most)s notes in a night. Give others a turn."),
            "quota",
            most=MOST_EVER,
        )
    if reached(sum(not is_gone(night.notes[no]) for no in person.notes), night.each.notes):
        raise Refused(
            _("You have as many notes as one person may (%(most)s). Give others a turn, or remove one."),
            "quota",
            most=night.each.notes,
        )


def write(night: Night, command: WriteNote) -> list[Event]:
    group = groups.require_member(night, command, command.group)
    if command.person != DESK or not command.at_desk:
        people.require_self(night, command, command.person)
    if command.kind not in ("note", "action"):
        raise Refused(_("There is no such kind of note."), field="kind")
    if not command.at_desk:
        refuse_more(night, command, night.people[command.person])
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
            waiting=must_wait(night, command),
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
    waits = must_wait(night, command) and not note.hidden
    return [NoteEdited(note=note.no, text=text, who=who, due=due, waiting=waits)]


def hide(night: Night, command: HideNote) -> list[Event]:
    note = find(night, command.note)
    if not command.at_desk:
        require_writer(night, command, note)
    return [] if is_gone(note) else [NoteHidden(note=note.no, why=why.tidied(command.why))]


def show(night: Night, command: ShowNote) -> list[Event]:
    note = find(night, command.note)
    return [NoteShown(note=note.no)] if note.hidden else []


def put(night: Night, note: Note, *, hidden: bool, waiting: bool = False) -> None:
    night.groups[note.group].noted += is_gone(note) - (hidden and not waiting)
    note.hidden, note.waiting = hidden, waiting


def written(night: Night, event: NoteWritten) -> None:
    note = Note(event.no, event.group, event.person, event.kind, event.text, night.at, event.who, event.due)
    note.hidden = note.waiting = event.waiting
    night.notes[event.no] = note
    night.groups[event.group].noted += 1
    if person := night.people.get(event.person):
        person.notes.append(event.no)


def edited(night: Night, event: NoteEdited) -> None:
    note = night.notes[event.note]
    note.text, note.who, note.due = event.text, event.who, event.due
    if event.waiting:
        put(night, note, hidden=True, waiting=True)


def hidden(night: Night, event: NoteHidden) -> None:
    put(night, night.notes[event.note], hidden=True, waiting=event.waiting)


def shown(night: Night, event: NoteShown) -> None:
    put(night, night.notes[event.note], hidden=False)


def sight_back(night: Night, event: NoteHidden | NoteShown) -> list[Event]:
    """What the note was: seen, hidden, or waiting."""
    note = night.notes[event.note]
    return [NoteHidden(note=note.no, waiting=note.waiting) if note.hidden else NoteShown(note=note.no)]


def called(waiting: str, otherwise: str) -> Called:
    """What a step is called, by whether the note waited, with its group in it as %(group)s."""

    def label(night: Night, event: NoteHidden | NoteShown) -> Label:
        note = night.notes[event.note]
        return Label(waiting if note.waiting else otherwise, about={"group": note.group})

    return label


promises.SUBJECTS["note"] = to_promise
DECIDE = {WriteNote: write, EditNote: edit, HideNote: hide, ShowNote: show}
EVOLVE = {NoteWritten: written, NoteEdited: edited, NoteHidden: hidden, NoteShown: shown}
UNDO: dict[type[Event], Undo] = {
    NoteHidden: (called(_("turning away a note of %(group)s"), _("hiding a note of %(group)s")), sight_back),
    NoteShown: (
        called(_("letting in a note of %(group)s"), _("bringing back a note of %(group)s")),
        sight_back,
    ),
}
