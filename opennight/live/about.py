"""What a region is about: the values that its partial needs, by its number; None if it is gone."""

from collections.abc import Callable
from typing import Any

from opennight.live.region import About
from opennight.night import pitches, promises, sharing, tables, threads
from opennight.night.state import Night


def pitch(night: Night, no: int) -> dict[str, Any] | None:
    pitch = night.pitches.get(no)
    return {"pitch": pitch} if pitch and pitches.is_open(pitch) else None


def group(night: Night, no: int) -> dict[str, Any] | None:
    placement = night.lineup.get(no)
    return {"placement": placement, "no": no} if placement else None


def cards(kind: str) -> About:
    """The cards of one kind on the table of a group; of all kinds, if none is named."""

    def about(night: Night, no: int) -> dict[str, Any] | None:
        return {"no": no, "kind": kind} if night.deck and no in night.lineup else None

    return about


def topic(night: Night, no: int) -> dict[str, Any] | None:
    """A topic without a table, where people open tables by themselves."""
    return {"pitch": night.pitches[no], "no": no} if no in waiting_topics(night) else None


def waiting_topics(night: Night) -> list[int]:
    return [pitch.no for pitch in tables.without_table(night)] if pitches.walking(night) else []


def note(night: Night, no: int) -> dict[str, Any] | None:
    """A note that stands by itself: answers are drawn with their concern."""
    note = night.notes.get(no)
    return {"note": note} if note and not note.hidden and not note.about else None


def promise(what: str) -> About:
    """Who is in on one of these."""
    return named(what, promises.subject)


def thread(what: str) -> About:
    """The thread below one thing of this kind, such as a note."""
    return named(what, threads.subject)


def named(what: str, find: Callable[[Night, str], object | None]) -> About:
    """A thing that is known by its kind and number, such as “note:12”."""

    def about(night: Night, no: int) -> dict[str, Any] | None:
        name = f"{what}:{no}"
        return {"about": name, "subject": found} if (found := find(night, name)) else None

    return about


def comment(night: Night, no: int) -> dict[str, Any] | None:
    """A comment can be read while its group is at the front."""
    comment = night.comments.get(no)
    here = comment and not comment.hidden and comment.group == sharing.shown(night)
    return {"comment": comment} if here else None
