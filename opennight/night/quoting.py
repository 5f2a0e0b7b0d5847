"""Quoting a clip: a line of it becomes an entry of its group, with the way back to the moment. Only what is
released can be quoted, since everybody in the room reads entries; withdrawn, the clip takes its quotes along.
"""

from collections.abc import Callable
from typing import Any

from opennight.night import captions, clips, notes
from opennight.night.kept.clips import Clip
from opennight.night.messages import Command, Event, Refused, Undo, _
from opennight.night.state import Night
from opennight.night.wording import WHO


class QuoteClip(Command, frozen=True):
    """This line of its captions, counted from 1, as it is now. `person` quotes; 0 is the desk, or
    the reporter who acts."""

    clip: int
    person: int
    line: int


def can_be_quoted(night: Night, clip: Clip) -> bool:
    return bool(clip.group) and clips.is_public(night, clip)


def quote(night: Night, command: QuoteClip) -> list[Event]:
    clip = clips.find(night, command.clip)
    if not clips.may_see(night, clip, command.by, desk=command.at_desk, reporter=command.reporter):
        raise Refused(_("This night has no such clip."), "missing")
    if not clip.group:
        raise Refused(_("This clip belongs to no group, so there is no page for a quote from it."))
    if not clips.is_public(night, clip):
        raise Refused(_("You can quote it once it is released, because everybody can read a quote."), "late")
    lines = captions.shown(night, clip.no).lines
    if not (0 < command.line <= len(lines) and lines[command.line - 1].text):
        raise Refused(_("These words have changed. Look at what they say now."), "missing")
    line = lines[command.line - 1]
    written = notes.WriteNote(
        id=command.id,
        at=command.at,
        actor=command.actor,
        desk_key=command.desk_key,
        group=clip.group,
        person=command.person,
        text=line.text,
        kind="quote",
        who=clip.who[:WHO],
        clip=clip.no,
        moment=line.start,
    )
    return notes.write(night, written)


def forget(night: Night, clip: int) -> None:
    """What was quoted from a clip that was withdrawn is gone with it."""
    for note in night.notes.values():
        if note.clip == clip:
            notes.put(night, note, hidden=True)
            note.text, note.who = "", ""
            night.publication.forget(f"note-{note.no}")
            night.forgettable += note.versions


DECIDE = {QuoteClip: quote}
EVOLVE: dict[type[Event], Callable[[Night, Any], None]] = {}
UNDO: dict[type[Event], Undo] = {}
