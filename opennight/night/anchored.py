"""What stands at an anchor of the record and can be mended: its words, and whose they are."""

from collections.abc import Callable
from typing import NamedTuple

from opennight.night import groups, headlines, notes, pitches, replies, sharing, threads, wording
from opennight.night.kept.publication import named
from opennight.night.messages import Refused, _
from opennight.night.state import Night


class Words(NamedTuple):
    """Words that can be mended: what they say, at most how many characters, whether in several lines, whose
    they are (several for a headline, nobody for what the desk wrote), and on which group's page they are."""

    text: str
    most: int
    lines: bool
    authors: tuple[int, ...]
    group: int
    put: Callable[[str], None]


def of_note(night: Night, no: int) -> Words | None:
    note = night.notes.get(no)
    if note is None or not notes.is_seen(night, note):
        return None

    def put(text: str) -> None:
        note.text, note.touched = text, night.at

    lines = note.kind in wording.LINES
    return Words(note.text, wording.TEXT, lines, (note.person,), note.group, put)


def of_headline(night: Night, no: int) -> Words | None:
    group = night.groups.get(no)
    if group is None or not group.headline:
        return None

    def put(text: str) -> None:
        group.headline = text

    those = tuple(one for one in night.people if groups.was_there(night, one, group))
    return Words(group.headline, headlines.TEXT, False, those, no, put)


def of_comment(night: Night, no: int) -> Words | None:
    comment = night.comments.get(no)
    if comment is None or comment.hidden:
        return None

    def put(text: str) -> None:
        comment.text = text

    return Words(comment.text, sharing.TEXT, False, (comment.person,), comment.group, put)


def of_reply(night: Night, no: int) -> Words | None:
    reply = night.replies.get(no)
    if reply is None or not replies.is_seen(night, reply):
        return None

    def put(text: str) -> None:
        reply.text = text

    found = threads.subject(night, reply.about)
    return Words(reply.text, replies.TEXT, False, (reply.person,), found.group if found else 0, put)


def of_title(night: Night, no: int) -> Words | None:
    pitch = night.pitches.get(no)
    if pitch is None or not pitch.seen or pitch.status != "open":
        return None

    def put(text: str) -> None:
        pitch.title = text

    return Words(pitch.title, pitches.TITLE, False, (pitch.person,), 0, put)


def of_more(night: Night, no: int) -> Words | None:
    pitch = night.pitches.get(no)
    if pitch is None or not pitch.seen or pitch.status != "open" or not pitch.more:
        return None

    def put(text: str) -> None:
        pitch.more = text

    return Words(pitch.more, pitches.MORE, True, (pitch.person,), 0, put)


KINDS: dict[str, Callable[[Night, int], Words | None]] = {
    "note": of_note,
    "headline": of_headline,
    "comment": of_comment,
    "reply": of_reply,
    "pitch": of_title,
    "more": of_more,
}
"""What can be mended, by the kind in its anchor: “pitch-7” is a title, “more-7” what is said below it,
“headline-2” that of a group."""


def standing_at(night: Night, anchor: str) -> Words | None:
    """What stands at this anchor now; None if nothing does that can be mended."""
    kind, no = named(anchor)
    return KINDS[kind](night, no) if kind in KINDS else None


def seen_at(night: Night, anchor: str) -> Words | None:
    """The same; None also for what was said in a group whose topic the room does not see."""
    its = standing_at(night, anchor)
    return its if its and groups.is_seen(night, its.group) else None


def words(night: Night, anchor: str) -> Words:
    """What stands at this anchor now. Raises `Refused`."""
    its = standing_at(night, anchor)
    if its is None:
        raise Refused(_("These words are not in this record."), "missing")
    return its
