"""How the record was published, in the record itself: what the host wrote, and what was mended in it."""

from collections.abc import Iterable, Iterator

import msgspec

from opennight import clock
from opennight.night import publication
from opennight.night.kept.publication import Correction, Published
from opennight.night.state import Night
from opennight.record.anchors import anchor
from opennight.record.clips import ClipOutcome, clip_outcome
from opennight.record.groups import GroupOutcome, NoteOutcome
from opennight.record.people import name
from opennight.record.pitches import PitchOutcome


class CorrectionOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """Words at this `anchor` that the host mended: what they said before and said then. `answer`: what their
    author says to it, as whom they are in the record (`answered_by`); both are empty if they said nothing."""

    no: int
    at: str
    anchor: str
    was: str
    now: str
    answer: str = ""
    answered_by: str = ""


class PublicationOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """`at`: when it was published, ISO 8601; empty for a draft. `story`: the host's own paragraph. `cover`: a
    photo that was released. `approved`: the groups that have read and approved their page."""

    state: Published
    at: str
    story: str
    cover: ClipOutcome | None
    approved: tuple[int, ...]


def of(night: Night) -> PublicationOutcome:
    its = night.publication
    cover = publication.cover(night)
    return PublicationOutcome(
        state=its.state,
        at=clock.moment(night, its.at) if its.at else "",
        story=its.story,
        cover=clip_outcome(night, night.clips[cover]) if cover else None,
        approved=tuple(sorted(its.approved)),
    )


def of_note(note: NoteOutcome) -> Iterator[str]:
    yield anchor("note", note.no)
    yield from (anchor("reply", reply.no) for reply in note.replies)
    for answer in note.answers:
        yield from of_note(answer)


def all_anchors(pitches: Iterable[PitchOutcome], groups: Iterable[GroupOutcome]) -> Iterator[str]:
    """Those of all words in the record that can be mended."""
    for pitch in pitches:
        for no in (pitch.no, *(part.no for part in pitch.parts)):
            yield from (anchor("pitch", no), anchor("more", no))
    for group in groups:
        if group.headline:
            yield anchor("headline", group.no)
        for note in (*group.notes, *group.actions):
            yield from of_note(note)
        yield from (anchor("comment", comment.no) for comment in group.comments)


def correction(night: Night, one: Correction) -> CorrectionOutcome:
    author = night.people.get(one.person)
    said = bool(one.answer and author) and not (one.hidden or (author and author.removed))
    return CorrectionOutcome(
        no=one.no,
        at=clock.moment(night, one.at),
        anchor=one.anchor,
        was=one.was,
        now=one.now,
        answer=one.answer if said else "",
        answered_by=name(night, one.person) if said else "",
    )


def corrections(
    night: Night, pitches: Iterable[PitchOutcome], groups: Iterable[GroupOutcome]
) -> tuple[CorrectionOutcome, ...]:
    """Those of what is in the record: what somebody took back is in no correction either."""
    there = set(all_anchors(pitches, groups))
    return tuple(correction(night, one) for one in night.publication.corrections if one.anchor in there)
