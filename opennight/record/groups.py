"""Groups in the record: who was in them, when and where they met, and what was said."""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from opennight import clock
from opennight.night import (
    clips,
    groups,
    lineup,
    meetings,
    notes,
    pitches,
    promises,
    rounds,
    sharing,
    threads,
)
from opennight.night.kept.groups import Group
from opennight.night.kept.notes import Kind, Note
from opennight.night.kept.promises import State
from opennight.night.kept.rooms import Slot
from opennight.night.state import Night
from opennight.record import stories
from opennight.record.clips import ClipOutcome, clips_of
from opennight.record.connections import LinkOutcome, links_of
from opennight.record.keeping import Stands, owners_of, stands_of
from opennight.record.people import as_chosen, author, name, names
from opennight.record.pitches import shown_parts
from opennight.record.stories import StoryOutcome
from opennight.record.threads import ReplyOutcome, replies_of


class NoteOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a group. `by`: its writer; `changed_by`: who put a hand to it last, if that was somebody
    else.

    An action also says `who` does it, if that is somebody who was not there, by when, and who is in
    (`owners`); a quote, `who` said it; a link, its address (`url`). A concern has its `answers`. `stars`:
    how many of the group marked it, `hearts`: how many in the room appreciate it. `replies`: what was said
    under it; `answered`: its group took one of them for an answer. `interest`: whom its writer spoke for, if
    they were a reporter. `clip`: where the clip that is quoted can be played from this moment on, below the
    night's own address; empty if it is not public. An action has a `state`; `moved_to` (YYYY-MM-DD): somebody
    has moved it there; `state_at`: when somebody last said how it stands, ISO 8601, empty for never.
    """

    no: int
    kind: Kind
    text: str
    who: str
    due: str
    by: str
    at: str
    owners: tuple[str, ...] = ()
    url: str = ""
    stars: int = 0
    changed_by: str = ""
    answers: tuple["NoteOutcome", ...] = ()
    interest: str = ""
    clip: str = ""
    hearts: int = 0
    replies: tuple[ReplyOutcome, ...] = ()
    answered: bool = False
    state: State | Literal[""] = ""
    moved_to: str = ""
    state_at: str = ""


class CommentOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said about a group. `by`: their name."""

    no: int
    text: str
    by: str
    at: str


class MeetingOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """When and where a group meets again. `time` is "HH:MM" in the night's zone, or empty. `owners`: those
    who said that they come."""

    no: int
    day: str
    time: str
    place: str
    text: str
    by: str
    cancelled: bool
    owners: tuple[str, ...]


class GroupOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """The people at one pitch in one round. `start` and `end` are "HH:MM" in the night's zone.

    Both, and `room`, are empty if the group wrote something but is no longer in the line-up. `notes` are all
    that it wrote but actions, both in its own order. `hearts`: how many people appreciate it. `story`: what
    it made of the deck of cards, if it played with one. `links`: what went on between it and other groups.
    `held`: its round began, and so its times are the real ones.
    """

    no: int
    pitch: int
    title: str
    start: str
    end: str
    room: str
    members: tuple[str, ...]
    scribe: str
    headline: str
    notes: tuple[NoteOutcome, ...]
    actions: tuple[NoteOutcome, ...]
    hearts: int
    comments: tuple[CommentOutcome, ...]
    meetings: tuple[MeetingOutcome, ...] = ()
    story: StoryOutcome | None = None
    clips: tuple[ClipOutcome, ...] = ()
    links: tuple[LinkOutcome, ...] = ()
    held: bool = False

    @property
    def first_links(self) -> tuple[LinkOutcome, ...]:
        """Those that are listed first under this group: each link of a night is so under one of its two."""
        return tuple(link for link in self.links if link.first)

    @property
    def joint_actions(self) -> tuple[LinkOutcome, ...]:
        """Those of them with something that both groups do."""
        return tuple(link for link in self.first_links if link.action)


def notes_of(night: Night, told: list[Group], kind: str) -> tuple[NoteOutcome, ...]:
    """What is in this list of theirs: “notes” or “actions”."""
    return tuple(note_outcome(night, note) for group in told for note in notes.in_list(night, group.no, kind))


def note_outcome(night: Night, note: Note) -> NoteOutcome:
    about = f"note:{note.no}"
    stands = stands_of(night, about) if note.kind == "action" else Stands()
    by, interest = author(night, note)
    return NoteOutcome(
        no=note.no,
        kind=note.kind,
        text=note.text,
        who=as_chosen(night, promises.besides(night, note)),
        due=note.due,
        by=by,
        interest=interest,
        at=clock.moment(night, note.at),
        owners=owners_of(night, about),
        url=note.url,
        stars=len(note.stars),
        changed_by=name(night, note.changed) if note.changed else "",
        answers=tuple(note_outcome(night, one) for one in notes.answers(night, note)),
        clip=quoted_from(night, note),
        hearts=threads.hearts(night, about),
        replies=replies_of(night, about),
        answered=threads.is_answered(night, about),
        **stands,
    )


def quoted_from(night: Night, note: Note) -> str:
    clip = night.clips.get(note.clip)
    return f"clips/{clip.no}?t={note.moment}" if clip and clips.is_public(night, clip) else ""


def comments_of(night: Night, told: list[Group]) -> tuple[CommentOutcome, ...]:
    found = [comment for group in told for comment in sharing.comments(night, group.no)]
    return tuple(
        CommentOutcome(no=one.no, text=one.text, by=name(night, one.person), at=clock.moment(night, one.at))
        for one in sorted(found, key=lambda one: one.no)
    )


def meetings_of(night: Night, told: list[Group]) -> tuple[MeetingOutcome, ...]:
    found = [meeting for group in told for meeting in meetings.of_group(night, group.no)]
    return tuple(
        MeetingOutcome(
            no=one.no,
            day=one.day,
            time=one.time,
            place=one.place,
            text=one.text,
            by=name(night, one.person),
            cancelled=one.cancelled,
            owners=names(night, meetings.those_in(night, one.no)),
        )
        for one in found
    )


def times_of(night: Night, slot: Slot) -> tuple[str, str]:
    """When the round in this slot began and ended, as "HH:MM"; as planned where it has not."""
    round = rounds.of_slot(night, slot.id)
    start = clock.time_of_day(night, round.started) if round and round.started else slot.start
    end = clock.time_of_day(night, round.ended) if round and round.ended else slot.end
    return start, end


def was_held(night: Night, slot: Slot) -> bool:
    """Whether the round in this slot began."""
    round = rounds.of_slot(night, slot.id)
    return bool(round and round.started)


def by_pitch(night: Night) -> dict[int, list[Group]]:
    """The groups that each pitch has or had, those in the line-up first."""
    found: dict[int, list[Group]] = {}
    for group in sorted(night.groups.values(), key=lambda group: group.no not in night.lineup):
        found.setdefault(group.pitch, []).append(group)
    return found


def tellings(night: Night, pitch: int, groups_of: dict[int, list[Group]]) -> Iterator[list[Group]]:
    """The groups of a pitch, each in a list of its own; those of merged pitches go with the first one."""
    own = groups_of.get(pitch, [])
    parts = shown_parts(night, pitch)[1:]
    others = [group for part in parts for group in groups_of.get(part.no, ())]
    if first := [*own[:1], *others]:
        yield first
    yield from ([group] for group in own[1:])


def group_outcome(night: Night, pitch: int, told: list[Group]) -> GroupOutcome:
    """The first of these groups, together with what was said in the others."""
    no = told[0].no
    placement = night.lineup.get(no)
    slot = lineup.slot(night, placement.slot) if placement else None
    room = lineup.room(night, placement.room) if placement else None
    scribe = groups.scribe(night, no)
    start, end = times_of(night, slot) if slot else ("", "")
    return GroupOutcome(
        no=no,
        pitch=pitch,
        title=night.pitches[pitch].title,
        start=start,
        end=end,
        room=room.name if room else "",
        members=names(night, groups.members(night, no)),
        scribe=name(night, scribe) if scribe else "",
        headline=next((group.headline for group in told if group.headline), ""),
        notes=notes_of(night, told, "notes"),
        actions=notes_of(night, told, "actions"),
        hearts=len({person for group in told for person in group.hearts}),
        comments=comments_of(night, told),
        meetings=meetings_of(night, told),
        clips=clips_of(night, (group.no for group in told)),
        links=links_of(night, [group.no for group in told]),
        held=slot is not None and was_held(night, slot),
        story=next((story for group in told if (story := stories.of(night, group.no))), None),
    )


def said_something(group: GroupOutcome) -> bool:
    told = (
        group.headline,
        group.notes,
        group.actions,
        group.comments,
        group.meetings,
        group.story,
        group.clips,
        group.links,
    )
    return any(told)


def each_group(night: Night) -> Iterator[GroupOutcome]:
    """The groups of all topics, each looked at when it is asked for."""
    groups_of = by_pitch(night)
    for pitch in pitches.visible(night):
        for told in tellings(night, pitch.no, groups_of):
            yield group_outcome(night, pitch.no, told)


def in_order(night: Night, all_of_them: Iterable[GroupOutcome]) -> tuple[GroupOutcome, ...]:
    """The groups of the line-up, then those that were dropped from it after they had written something; or as
    the host has put them."""
    found = {group.no: group for group in all_of_them}
    placed = [found.pop(no) for no in sharing.order(night)]
    those = [*placed, *filter(said_something, found.values())]
    place = {no: place for place, no in enumerate(night.publication.order)}
    return tuple(sorted(those, key=lambda group: place.get(group.no, len(place))))
