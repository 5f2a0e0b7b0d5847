"""Pitches and groups as rows: what each left behind."""

from collections.abc import Iterator

from opennight.record.clips import ClipOutcome, length
from opennight.record.connections import LinkOutcome
from opennight.record.groups import GroupOutcome, NoteOutcome
from opennight.record.pitches import PitchOutcome
from opennight.record.rows import Cells
from opennight.record.threads import ReplyOutcome


def pitch_rows(pitch: PitchOutcome) -> Iterator[Cells]:
    yield {
        "kind": "pitch",
        "no": pitch.no,
        "pitch": pitch.no,
        "title": pitch.title,
        "text": pitch.more,
        "by": ", ".join(pitch.by),
        "votes": pitch.votes,
        **({"appreciated": pitch.loves} if pitch.loves else {}),
        "status": pitch.status,
        "at": pitch.at,
    }
    for part in pitch.parts:
        yield {
            "kind": "part",
            "no": part.no,
            "pitch": pitch.no,
            "title": part.title,
            "text": part.more,
            "by": ", ".join(part.by),
            "status": "merged",
        }


def note_rows(note: NoteOutcome, about: int = 0) -> Iterator[Cells]:
    """An entry, and the answers to it."""
    row: Cells = {"kind": note.kind, "no": note.no, "text": note.text, "by": note.by}
    row |= {"who": note.who, "due": note.due, "at": note.at, "owners": ", ".join(note.owners)}
    yield row | {
        "url": note.url,
        "about": about or "",
        "stars": note.stars or "",
        "changed_by": note.changed_by,
        "interest": note.interest,
        "appreciated": note.hearts or "",
        "status": "answered" if note.answered else note.state if note.state_at else "",
        "state_at": note.state_at,
        "moved_to": note.moved_to,
    }
    yield from (reply_row(reply) | {"about": note.no} for reply in note.replies)
    for answer in note.answers:
        yield from note_rows(answer, note.no)


def reply_row(reply: ReplyOutcome) -> Cells:
    return {
        "kind": "reply-answer" if reply.kind == "answer" else "reply",
        "no": reply.no,
        "text": reply.text,
        "by": reply.by,
        "who": reply.spoke_for,
        "status": "accepted" if reply.accepted else "",
        "at": reply.at,
    }


def clip_rows(clip: ClipOutcome) -> Iterator[Cells]:
    """The clip, and what is said in it."""
    known: Cells = {"no": clip.no, "by": clip.by, "who": clip.who, "at": clip.at, "url": clip.path}
    known |= {"interest": clip.interest}
    yield known | {"kind": clip.sort, "text": clip.title, "status": length(clip)}
    if clip.lines:
        words = "\n".join(line.text for line in clip.lines)
        yield known | {"kind": "words", "text": words, "status": "machine" if clip.machine else ""}


def link_rows(link: LinkOutcome) -> Iterator[Cells]:
    """What went on between two groups; `about` is the other one's number."""
    how = "talked" if link.talked else "linked" if link.linked else ""
    known: Cells = {"kind": "link-between", "no": link.no, "about": link.group, "status": how}
    stands: Cells = {"state_at": link.state_at, "moved_to": link.moved_to} if link.state_at else {}
    stands |= {"status": link.state} if link.state_at else {}
    yield known | {"text": link.action, "owners": ", ".join(link.owners)} | stands
    for asked in link.questions:
        yield {"kind": "asked", "no": asked.no, "about": link.group, "text": asked.text, "by": asked.by}
        for text in asked.answers:
            yield {"kind": "replied", "about": asked.no, "text": text}


def group_rows(group: GroupOutcome) -> Iterator[Cells]:
    about: Cells = {"pitch": group.pitch, "title": group.title}
    about |= {"start": group.start, "end": group.end, "room": group.room}
    yield about | {
        "kind": "group",
        "no": group.no,
        "text": group.headline,
        "by": group.scribe,
        "people": len(group.members),
        "hearts": group.hearts,
    }
    for number, member in enumerate(group.members, 1):
        yield about | {"kind": "member", "no": number, "by": member}
    for note in (*group.notes, *group.actions):
        yield from (about | row for row in note_rows(note))
    for one in group.meetings:
        yield about | {
            "kind": "meeting",
            "no": one.no,
            "text": one.text,
            "by": one.by,
            "start": one.time,
            "end": "",
            "room": one.place,
            "status": "cancelled" if one.cancelled else "",
            "at": one.day,
            "owners": ", ".join(one.owners),
        }
    for link in group.first_links:
        yield from (about | row for row in link_rows(link))
    yield from (about | row for clip in group.clips for row in clip_rows(clip))
    for card in group.story.cards if group.story else ():
        points = f"costs {card.costs}" if card.costs else f"gives {card.gives}" if card.gives else ""
        said = "\n".join(filter(None, (card.title, card.text or card.words)))
        yield about | {"kind": f"story-{card.kind}", "no": card.no, "text": said, "status": points}
    if group.story and group.story.ending:
        yield about | {"kind": "story-ending", "text": group.story.ending}
    for comment in group.comments:
        yield about | {
            "kind": "comment",
            "no": comment.no,
            "text": comment.text,
            "by": comment.by,
            "at": comment.at,
        }
