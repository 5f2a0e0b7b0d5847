"""Where what people write shows: found in the night after the event, as in further.py."""

from typing import Any

from opennight.live import threaded
from opennight.live.audiences import ASSEMBLY, BOARD, CHOOSING, DESK, PHONE, REPORTER, STEERING, Audience
from opennight.live.patterns import Target
from opennight.night import moderated, sharing, workbooks
from opennight.night.kept.notes import Note
from opennight.night.kept.publication import named
from opennight.night.notes import NoteEdited, NoteWritten
from opennight.night.state import Night


def where_written(night: Night, event: Any) -> list[Target]:
    """The note on its own group's page; and, if it is an action of the group in front, on all phones."""
    note = night.notes[event.no if isinstance(event, NoteWritten) else event.note]
    targets = [(DESK, f"gathering-{note.group}"), (DESK, f"unread-note-{note.no}")]
    targets += threaded.unread_about(night, f"note:{note.no}")
    unseen = isinstance(event, NoteWritten) and note.waiting
    targets += [(REPORTER, "tour")] if note.reporter or not unseen else []
    if unseen:
        return targets  # that it is there is nobody else's business yet
    targets += in_the_room(night, event, note)
    if note.kind == "action":
        targets += [(DESK, "desk-choice"), (PHONE, "choice"), (CHOOSING, "choosing")]
        targets += [(PHONE, "shown-actions")] if note.group == sharing.shown(night) else []
    return targets


def in_the_room(night: Night, event: Any, note: Note) -> list[Target]:
    """The note on its group's page, on the board, and with what could be asked."""
    # An answer stands with its concern, and says of it that it is answered.
    page = Audience("group", note.group)
    return [(BOARD, "scene"), threaded.of_note(note), (page, "note-order"), *asked(night, event, note.no)]


def gone_with_clip(night: Night, event: Any) -> list[Target]:
    """The notes that quoted the clip."""
    found: list[Target] = []
    for note in (one for one in night.notes.values() if one.clip == event.clip):
        rows = (f"gathering-{note.group}", f"unread-note-{note.no}")
        found += [*((DESK, row) for row in rows), *threaded.unread_about(night, f"note:{note.no}")]
        found += [(REPORTER, "tour"), *in_the_room(night, event, note)]
    return found


def of_reporter(night: Night, event: Any) -> list[Target]:
    """What this reporter wrote, on the pages of its groups."""
    theirs = [note for note in night.notes.values() if note.reporter == event.reporter]
    return [threaded.of_note(note) for note in theirs]


def where_mended(night: Night, event: Any) -> list[Target]:
    """The note on its group's page whose words were mended in the record, or are as they were again."""
    no = getattr(event, "correction", 0)
    anchor = night.publication.mended[no - 1].anchor if no else event.anchor
    what, number = named(anchor)
    note = night.notes.get(number) if what == "note" else None
    return [threaded.of_note(note)] if note else []


def where_new(night: Night, event: NoteWritten) -> list[Target]:
    return [*where_written(night, event), *writers_row(night, event)]


def writers_row(night: Night, event: Any) -> list[Target]:
    """Somebody's row at the desk, once they have written the first thing: it can be taken off with them."""
    return threaded.first_row(night, event.person)


def where_starred(night: Night, event: Any) -> list[Target]:
    note = night.notes[event.note]
    return [(Audience("group", note.group), f"stars-{note.no}")]


def where_moved(night: Night, event: Any) -> list[Target]:
    """The order on the group's page; answers are drawn with their concern, actions also in front of all."""
    note = night.notes[event.note]
    page = Audience("group", note.group)
    if note.about:
        return [(page, f"note-{note.about}")]
    front = [(PHONE, "shown-actions")] if note.group == sharing.shown(night) else []
    return [(page, "note-order"), (BOARD, "scene"), *front]


def where_said(night: Night, event: Any) -> list[Target]:
    """A new comment: at the desk, and unless it waits there, on phones and the board."""
    if night.comments[event.no].waiting:
        return writers_row(night, event)
    return [(PHONE, f"comment-{event.no}"), (BOARD, "scene"), *writers_row(night, event)]


def laid(night: Night, event: Any) -> list[Target]:
    """The cards of one kind on the page of the group, and in front of the room its goals, or all once its
    story is finished; and the row of whoever wrote for the first time."""
    writers = writers_row(night, event) if hasattr(event, "person") else []
    shown = event.kind == "goal" or workbooks.finished(night, event.group)
    front = told(night, event) if shown else []
    return [(Audience("group", event.group), f"cards-{event.kind}"), *front, *writers]


def told(night: Night, event: Any) -> list[Target]:
    """The story of a group on the board, while it is in front of the room."""
    return [(BOARD, "scene")] if event.group == sharing.shown(night) else []


def moderated_one(night: Night, event: Any) -> list[int]:
    """Whose words the act of moderation was about."""
    act = night.moderated.get(event.act)
    return [moderated.author(night, act)] if act else []


def asked(night: Night, event: Any, note: int = 0) -> list[Target]:
    """Where the assembly has what groups wrote: what could be asked, and what is. If it is about one `note`,
    whoever is in the assembly hears of it only if that was taken up."""
    taken = {ask.note: ask.no for ask in night.manifesto.asks.values()}
    if note not in taken if note else not taken:
        return on_the_list("")
    # A note that goes or comes back may change more than its own place in the list.
    return on_the_list(f"ask-{taken[note]}" if note and isinstance(event, NoteEdited) else "asks")


def from_the_wall(night: Night, offer: int) -> list[Target]:
    """Where the assembly has an ask from the wall: with what could be asked, and once taken up, as one."""
    return on_the_list("asks" if any(ask.offer == offer for ask in night.manifesto.asks.values()) else "")


def on_the_list(region: str) -> list[Target]:
    """What could be asked, at the desk; and this region of the assembly, if it was taken up."""
    found = [(STEERING, "candidates")]
    if region:
        found += [(ASSEMBLY, region)]
        found += [(STEERING, "put"), (STEERING, "front"), (STEERING, "choice-of-asks")]
        found += [(DESK, "desk-next"), (DESK, "desk-assembly")]
    return found
