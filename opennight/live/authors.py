"""Whoever wrote what an event is about: what they wrote, and what became of it, stands on their own pages."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from opennight.live.invalidation import Invalidation, Whose
from opennight.night import choosing, screening, stars, views
from opennight.night.messages import Event
from opennight.night.state import Night

WRITTEN: dict[str, Callable[[Night], Mapping[int, Any]]] = {
    "note": lambda night: night.notes,
    "comment": lambda night: night.comments,
    "reply": lambda night: night.replies,
    "pick": lambda night: night.picks,
    "clip": lambda night: night.clips,
    "sequel": lambda night: night.sequels,
    "leaflet": lambda night: night.further.leaflets,
    "passed": lambda night: night.connections.passed,
    "line": lambda night: night.room_questions.lines,
    "sentence": lambda night: night.propositions.sentences,
}
"""By the field in which an event has its number."""
UNSAID = {
    *(stars.NoteStarred, stars.NoteUnstarred, choosing.ActionChosen, choosing.ActionUnchosen),
    *(views.ViewSaid, screening.ReelPlayed),
}
"""What many do at once, or the room sees on the board: no page of whoever wrote it says so."""


def with_authors(rows: dict[type[Event], Invalidation]) -> dict[type[Event], Invalidation]:
    """These rows, with whoever wrote what their events are about."""
    found = {kind: about(kind) for kind in rows.keys() - UNSAID}
    return rows | {
        kind: replace(rows[kind], whose=either(rows[kind].whose, names))
        for kind, names in found.items()
        if names
    }


def about(kind: type[Event]) -> list[str]:
    return [one.name for one in msgspec.structs.fields(kind) if one.name in WRITTEN and one.type is int]


def either(whose: Whose | None, names: list[str]) -> Whose:
    def people(night: Night, event: Any) -> list[int]:
        numbered = ((WRITTEN[name](night), getattr(event, name)) for name in names)
        wrote = [those[no].person for those, no in numbered if no in those]
        return [*wrote, *(whose(night, event) if whose else ())]

    return people
