"""What somebody wrote, as their own evening tells it, with what others gave and said to it."""

from typing import Literal

import msgspec

from opennight.night import notes, replies, threads
from opennight.night.kept.notes import Comment, Kind, Note
from opennight.night.kept.people import Person
from opennight.night.kept.replies import Reply
from opennight.night.state import Night
from opennight.record.pitches import recorded


class OwnWord(msgspec.Struct, frozen=True, kw_only=True):
    """Something they wrote about the topic with this `title`; `anchor` is where it stands in the record,
    empty if it does not. `hearts` and `replies`: what others gave it, and said under it."""

    kind: Kind | Literal["comment"]  # a reply is one, too
    text: str
    title: str
    anchor: str
    hearts: int = 0
    replies: int = 0


def own_reply(night: Night, said: Reply) -> OwnWord:
    """Under something of a group's, or of nobody's group, such as an offer."""
    found = threads.subject(night, said.about)
    if found and not found.group:
        anchor = f"reply-{said.no}" if found.anchor else ""
        return OwnWord(kind=said.kind, text=said.text, title=found.text, anchor=anchor)
    group = night.groups.get(replies.under(night, said))
    pitch = night.pitches[group.pitch] if group else None
    known = pitch is not None and recorded(night, pitch)
    title, kind = pitch.title if pitch else "", said.kind
    return OwnWord(kind=kind, text=said.text, title=title, anchor=f"reply-{said.no}" if known else "")


def own_word(night: Night, said: Note | Comment | Reply) -> OwnWord:
    if isinstance(said, Reply):
        return own_reply(night, said)
    kind = said.kind if isinstance(said, Note) else "comment"
    pitch = night.pitches[night.groups[said.group].pitch]
    known = recorded(night, pitch)
    anchor = f"note-{said.no}" if isinstance(said, Note) else f"comment-{said.no}"
    about = f"note:{said.no}" if isinstance(said, Note) else ""
    return OwnWord(
        kind=kind,
        text=said.text,
        title=pitch.title,
        anchor=anchor if known else "",
        hearts=threads.hearts(night, about),
        replies=len(threads.replies(night, about)),
    )


def can_be_read(night: Night, said: Note | Comment | Reply) -> bool:
    if isinstance(said, Reply):
        return replies.is_seen(night, said)
    return notes.is_seen(night, said) if isinstance(said, Note) else not said.hidden


def own_words(night: Night, person: Person) -> tuple[OwnWord, ...]:
    """What they wrote and neither they nor the desk took away, in the order in which they wrote it."""
    said: list[Note | Comment | Reply] = [night.notes[no] for no in person.notes]
    said += [night.comments[no] for no in person.comments]
    said += [night.replies[no] for no in person.replies]
    kept = sorted((one for one in said if can_be_read(night, one)), key=lambda one: one.at)
    return tuple(own_word(night, one) for one in kept)
