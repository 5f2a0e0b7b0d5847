"""The tables of what groups did and wrote: who was in them, what they said and agreed on, and with whom."""

from collections.abc import Iterator

from opennight.record.files.rows import TO_GROUP, Row, Schema, fields
from opennight.record.groups import GroupOutcome, NoteOutcome
from opennight.record.outcome import Outcome

GROUPS = "no pitch title round start end room people scribe headline hearts ending"
NOTES = (
    "no group kind text who due by at owners url about stars hearts answered changed_by interest quoted_from"
    " state moved_to state_at"
)
CLIPS = "no group sort title who by interest at path ms width height machine"


def groups(outcome: Outcome) -> Iterator[Row]:
    when = {group: no for no, slot in enumerate(outcome.lineup, 1) for group in slot.groups}
    for one in outcome.groups:
        yield fields(one, "no pitch title start end room scribe headline hearts") | {
            "round": when.get(one.no, ""),
            "people": len(one.members),
            "ending": one.story.ending if one.story else "",
        }


def members(outcome: Outcome) -> Iterator[Row]:
    for group in outcome.groups:
        for name in group.members:
            yield {"group": group.no, "name": name}


def of_note(note: NoteOutcome, group: int, about: int = 0) -> Iterator[Row]:
    shown = "no kind text who due by at owners url stars hearts answered changed_by interest"
    shown += " state moved_to state_at"
    yield fields(note, shown) | {"group": group, "about": about or "", "quoted_from": note.clip}
    for answer in note.answers:
        yield from of_note(answer, group, note.no)


def every_note(group: GroupOutcome) -> Iterator[NoteOutcome]:
    """Also the answers to concerns."""
    for note in (*group.notes, *group.actions):
        yield note
        yield from note.answers


def notes(outcome: Outcome) -> Iterator[Row]:
    for group in outcome.groups:
        for note in (*group.notes, *group.actions):
            yield from of_note(note, group.no)


def comments(outcome: Outcome) -> Iterator[Row]:
    for group in outcome.groups:
        for one in group.comments:
            yield fields(one, "no text by at") | {"group": group.no}


def meetings(outcome: Outcome) -> Iterator[Row]:
    for group in outcome.groups:
        for one in group.meetings:
            yield fields(one, "no day time place text by cancelled owners") | {"group": group.no}


def links(outcome: Outcome) -> Iterator[Row]:
    for group in outcome.groups:
        for one in group.first_links:
            shown = "no talked linked action owners state moved_to state_at"
            yield fields(one, shown) | {"group": group.no, "about": one.group}


def passed(outcome: Outcome) -> Iterator[Row]:
    for group in outcome.groups:
        for link in group.first_links:
            for one in link.questions:
                yield fields(one, "no title text by") | {"link": link.no, "answer": "\n\n".join(one.answers)}


def clips(outcome: Outcome) -> Iterator[Row]:
    shown = "no sort title who by interest at path ms width height machine"
    for group, those in ((0, outcome.clips), *((one.no, one.clips) for one in outcome.groups)):
        for clip in those:
            yield fields(clip, shown) | {"group": group or ""}


def words(outcome: Outcome) -> Iterator[Row]:
    for clip in (*outcome.clips, *(clip for group in outcome.groups for clip in group.clips)):
        for line in clip.lines:
            yield {"clip": clip.no, "start_ms": line.start, "end_ms": line.end, "text": line.text}


def cards(outcome: Outcome) -> Iterator[Row]:
    for group in outcome.groups:
        for card in group.story.cards if group.story else ():
            yield fields(card, "no kind title words text costs gives") | {"group": group.no}


TABLES = (
    Schema("groups", "The people at one pitch in one round", GROUPS, groups, (("pitch", "pitches"),)),
    Schema("members", "Who was in a group", "group name", members, (TO_GROUP,)),
    Schema("notes", "A note, action, question, quote, concern, answer or link", NOTES, notes, (TO_GROUP,)),
    Schema("comments", "What somebody said about a group", "no group text by at", comments, (TO_GROUP,)),
    Schema(
        "meetings",
        "When and where a group meets again",
        "no group day time place text by cancelled owners",
        meetings,
        (TO_GROUP,),
    ),
    Schema(
        "links",
        "What went on between two groups",
        "no group about talked linked action owners state moved_to state_at",
        links,
        (TO_GROUP, ("about", "groups")),
    ),
    Schema("passed", "A question from one group to another", "no link title text by answer", passed),
    Schema("clips", "A photo, sound or film; without a group: of the night", CLIPS, clips, (TO_GROUP,)),
    Schema(
        "words", "What is said in a clip, and when", "clip start_ms end_ms text", words, (("clip", "clips"),)
    ),
    Schema("cards", "A card of a story", "no group kind title words text costs gives", cards, (TO_GROUP,)),
)
