"""Notes: what a group records: notes, actions, questions, quotes, links, concerns, and answers to those.

Whoever is or was in the group writes, and puts a hand to what others of it wrote.
"""

from opennight.night import groups, promises, sight, why
from opennight.night.hands import require_pen, require_writer, wrote
from opennight.night.kept.notes import KINDS, Kind, Note
from opennight.night.messages import Called, Command, Event, Label, Refused, Undo, _
from opennight.night.quotas import places
from opennight.night.state import Night
from opennight.night.wording import worded

MOST_A_GROUP = 500


class WriteNote(Command, frozen=True):
    """`person` writes; 0 is the desk, or the reporter who acts. An answer is `about` a concern; a quote may
    be from a `clip`, from the `moment` on (milliseconds)."""

    group: int
    person: int
    text: str
    kind: str = "note"
    who: str = ""
    due: str = ""
    url: str = ""
    about: int = 0
    clip: int = 0
    moment: int = 0


class EditNote(Command, frozen=True):
    """By its writer, anybody else who is or was in its group, or the desk."""

    note: int
    text: str
    who: str = ""
    due: str = ""
    url: str = ""


class HideNote(Command, frozen=True):
    """By its writer or by the desk, which may say why."""

    note: int
    why: str = ""


class ShowNote(Command, frozen=True):
    note: int


class NoteWritten(Event, frozen=True):
    KIND = "note-written"
    PERSONAL = ("text", "who", "due", "url")

    no: int
    group: int
    person: int
    kind: Kind
    text: str = ""
    who: str = ""
    due: str = ""
    waiting: bool = False
    url: str = ""
    about: int = 0
    reporter: int = 0
    clip: int = 0
    moment: int = 0


class NoteEdited(Event, frozen=True):
    """`waiting`: nobody else sees it until the desk has read what it says now. `hand`: whose it was, 0 for
    the desk; none in logs from before others than the writer could do it. `reporter`: it was theirs, not
    the desk's."""

    KIND = "note-edited"
    PERSONAL = ("text", "who", "due", "url")

    note: int
    text: str = ""
    who: str = ""
    due: str = ""
    waiting: bool = False
    url: str = ""
    hand: int | None = None
    reporter: int = 0


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


def is_seen(night: Night, note: Note) -> bool:
    """Whether the room can see it: an answer goes with its concern."""
    return not note.hidden and not (note.about and night.notes[note.about].hidden)


def of_group(night: Night, group: int, *kinds: Kind) -> list[Note]:
    """The group's notes that can be seen, in its own order; only those of these kinds, if any are given."""
    those = (night.notes[no] for no in night.groups[group].order)
    return [note for note in those if is_seen(night, note) and (not kinds or note.kind in kinds)]


def written_by(night: Night, group: int) -> list[Note]:
    """All of the group's notes, hidden or not, oldest first."""
    return [night.notes[no] for no in sorted(night.groups[group].order)]


def list_of(note: Note) -> str:
    """The list in which the note stands: “actions”, “notes”, or “answers-12” for those to concern 12."""
    return f"answers-{note.about}" if note.about else "actions" if note.kind == "action" else "notes"


def in_list(night: Night, group: int, name: str) -> list[Note]:
    return [note for note in of_group(night, group) if list_of(note) == name]


def answers(night: Night, concern: Note) -> list[Note]:
    return in_list(night, concern.group, f"answers-{concern.no}") if concern.kind == "concern" else []


def to_promise(night: Night, no: int) -> promises.Subject | None:
    """An action that the room can see: anybody can say that they are in."""
    note = night.notes.get(no)
    seen = note and note.kind == "action" and not note.hidden
    return promises.Subject(note.text, note.group, f"note-{no}") if note and seen else None


def waiting(night: Night) -> list[Note]:
    """The notes that the desk has yet to read, oldest first."""
    return [note for note in night.notes.values() if note.waiting]


def must_wait(night: Night, command: Command) -> bool:
    return night.setup.approve_notes and not command.at_desk


def find(night: Night, no: int) -> Note:
    note = night.notes.get(no)
    if note is None or (note.clip and night.clips[note.clip].withdrawn):
        raise Refused(_("This night has no such note."), "missing")
    return note


def find_seen(night: Night, no: int) -> Note:
    note = find(night, no)
    if not is_seen(night, note):
        raise Refused(_("This night has no such note."), "missing")
    return note


def concern(night: Night, command: WriteNote) -> int:
    """The number of the concern that is answered; 0 if this is no answer."""
    if command.kind != "answer":
        return 0
    note = find_seen(night, command.about)
    if note.kind != "concern" or note.group != command.group:
        raise Refused(_("There is no such concern in this group."), "missing")
    return note.no


def write(night: Night, command: WriteNote) -> list[Event]:
    group = require_pen(night, command, command.person, command.group, command.kind)
    kind = next((one for one in KINDS if one == command.kind), None)
    if kind is None:
        raise Refused(_("There is no such kind of note."), field="kind")
    if group.noted >= places(MOST_A_GROUP, desk=command.at_desk):
        raise Refused(_("This group has as many notes as its page can hold."), "quota")
    return [
        NoteWritten(
            no=len(night.notes) + 1,
            group=group.no,
            person=0 if command.reporter else command.person,
            reporter=command.reporter,
            kind=kind,
            waiting=must_wait(night, command),
            about=concern(night, command),
            clip=command.clip,
            moment=command.moment,
            **worded(kind, command.text, command.who, command.due, command.url),
        )
    ]


def require_hand(night: Night, command: Command, note: Note) -> None:
    """Raise `Refused` unless the sender may change its words: its writer, the desk, and anybody who is or was
    in its group and can see it."""
    if command.at_desk or command.reporter or wrote(command, note):
        require_writer(night, command, note)
    else:
        groups.require_member(night, command, note.group)
        find_seen(night, note.no)


def edit(night: Night, command: EditNote) -> list[Event]:
    note = find(night, command.note)
    require_hand(night, command, note)
    words = worded(note.kind, command.text, command.who, command.due, command.url)
    if words == {"text": note.text, "who": note.who, "due": note.due, "url": note.url}:
        return []
    waits = must_wait(night, command) and not note.hidden
    by, reporter = command.by, command.reporter
    return [NoteEdited(note=note.no, waiting=waits, hand=by, reporter=reporter, **words)]


def hide(night: Night, command: HideNote) -> list[Event]:
    note = find(night, command.note)
    if not command.at_desk:
        require_writer(night, command, note)
    return sight.hide(note, NoteHidden(note=note.no, why=why.tidied(command.why)))


def show(night: Night, command: ShowNote) -> list[Event]:
    note = find(night, command.note)
    return sight.show(note, NoteShown(note=note.no))


def put(night: Night, note: Note, *, hidden: bool, waiting: bool = False) -> None:
    before = sight.is_gone(note)
    sight.put(note, hidden=hidden, waiting=waiting)
    night.groups[note.group].noted += before - sight.is_gone(note)


def written(night: Night, event: NoteWritten) -> None:
    note = Note(event.no, event.group, event.person, event.kind, event.text, night.at, event.who, event.due)
    note.hidden = note.waiting = event.waiting
    note.url, note.about, note.touched = event.url, event.about, night.at
    note.clip, note.moment = event.clip, event.moment
    note.versions += [night.version] if note.clip else []
    night.notes[event.no] = note
    night.groups[event.group].noted += 1
    night.groups[event.group].order.append(event.no)
    note.reporter = event.reporter
    for writer in (night.people.get(event.person), night.reporters.get(event.reporter)):
        if writer:
            writer.notes.append(event.no)


def edited(night: Night, event: NoteEdited) -> None:
    note = night.notes[event.note]
    note.text, note.who, note.due, note.url = event.text, event.who, event.due, event.url
    same = event.hand is None or (event.hand, event.reporter) == (note.person, note.reporter)
    note.touched, note.changed = night.at, None if same else event.hand
    note.versions += [night.version] if note.clip else []
    if event.waiting:
        put(night, note, hidden=True, waiting=True)


def hidden(night: Night, event: NoteHidden) -> None:
    put(night, night.notes[event.note], hidden=True, waiting=event.waiting)


def shown(night: Night, event: NoteShown) -> None:
    note = night.notes[event.note]
    put(night, note, hidden=bool(note.clip) and night.clips[note.clip].withdrawn)


def sight_back(night: Night, event: NoteHidden | NoteShown) -> list[Event]:
    """What the note was: seen, hidden, or waiting."""
    note = night.notes[event.note]
    no = note.no
    return sight.back(note, lambda waits: NoteHidden(note=no, waiting=waits), NoteShown(note=no))


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
