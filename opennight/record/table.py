"""The record as one flat table for spreadsheets: a row for each thing; `kind` says what it is."""

import csv
import io
from collections.abc import Iterator

from opennight.record.assembly import AssemblyOutcome
from opennight.record.clips import ClipOutcome, length
from opennight.record.connections import LinkOutcome
from opennight.record.feedback import FeedbackOutcome
from opennight.record.files.defused import plain
from opennight.record.groups import GroupOutcome, NoteOutcome
from opennight.record.offers import OfferOutcome
from opennight.record.outcome import Outcome
from opennight.record.pitches import PitchOutcome
from opennight.record.posed import QuestionOutcome, SentenceOutcome
from opennight.record.sequels import SequelOutcome
from opennight.record.threads import ReplyOutcome

COLUMNS = (
    # night, licence, moderated, rules, deck, source, person, chosen, pitch, part, group, member, comment,
    # feedback, reply (a comment under a note; title: the offer or question to all that it is under),
    # reply-answer, thanks; offer, wanted (an ask on the wall), hours; ask, ask-answer, ask-ours,
    # organisation (of the assembly); photo, sound, film, words (of a clip); link-between (two groups), asked,
    # replied; sequel (what came after);
    # question-to-all, line (title: its pile), sentence;
    # also as in said.py, and story-situation, -involve, -goal, -idea, -resource, -story, -ending
    "kind",
    "no",  # its number among its kind
    "pitch",  # the number of the pitch it belongs to
    "title",  # of the night or of the pitch
    "text",  # what was written
    "by",  # who wrote or pitched it, or is in the group
    "who",  # who does it (actions); for which group it was said (replies); who is thanked
    "due",  # by when (actions), until when (offers)
    "start",  # HH:MM
    "end",  # HH:MM
    "room",  # or where (offers)
    "people",  # how many are in it
    "votes",
    "hearts",
    # open (pitches), merged (parts), accepted (replies), rehearsal, points (cards),
    # length (clips), shared, differ, bridge (sentences);
    # how much and at what price (offers)
    "status",
    "at",  # when, ISO 8601
    "owners",  # who said that they are in (actions)
    "url",  # where it leads (links)
    "about",  # the number of the note that it is about (answers, replies), of the other group (links)
    "stars",  # how many of the group think that it matters most
    "changed_by",  # who put a hand to it last, if not its writer
    "interest",  # whom its author spoke for, if that was a reporter
    "appreciated",  # how many appreciate it (notes, offers, questions to all), or love it (pitches)
)

Cells = dict[str, str | int]


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
        "status": "answered" if note.answered else "",
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
    yield known | {"text": link.action, "owners": ", ".join(link.owners)}
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
    for link in (one for one in group.links if one.first):
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


def feedback_rows(one: FeedbackOutcome) -> Iterator[Cells]:
    about: Cells = {"title": one.title}
    for number, (step, count) in enumerate(zip(one.steps, one.counts, strict=True), 1):
        yield about | {"kind": "feedback", "no": number, "text": step, "people": count}
    for its in one.words:
        yield about | {"kind": "answer", "no": its.no, "text": its.text, "by": its.by}


def assembly_rows(its: AssemblyOutcome) -> Iterator[Cells]:
    """A row for each ask, for its answer, and for what people do themselves; one for each organisation."""
    for ask in its.asks:
        about: Cells = {"no": ask.no, "title": ask.title}
        whom = ", ".join(filter(None, (ask.guest, ask.stands_for)))
        yield about | {"kind": "ask", "text": ask.text, "by": ask.speaker, "who": whom, "votes": ask.back}
        if ask.verdict:
            yield about | {
                "kind": "ask-answer",
                "text": ask.what,
                "by": whom,
                "due": ask.due,
                "owners": ", ".join(ask.owners),
                "status": ", ".join(filter(None, (ask.verdict, ask.kept))),
            }
        if ask.ours:
            yield about | {
                "kind": "ask-ours",
                "text": ask.ours,
                "due": ask.ours_due,
                "owners": ", ".join(ask.ours_owners),
                "status": ask.ours_kept,
            }
    for number, one in enumerate(its.present, 1):
        yield {"kind": "organisation", "no": number, "text": one.name, "people": one.people}


def question_rows(question: QuestionOutcome) -> Iterator[Cells]:
    known: Cells = {"kind": "question-to-all", "no": question.no, "text": question.text}
    yield known | {"appreciated": question.hearts or ""}
    for pile in question.piles:
        for line in pile.lines:
            yield {
                "kind": "line",
                "no": line.no,
                "about": question.no,
                "title": pile.name,
                "text": line.text,
                "by": line.by,
            }
    yield from (reply_row(reply) | {"title": question.text} for reply in question.replies)


def sentence_row(one: SentenceOutcome) -> Cells:
    counts = f"agree: {one.agree}, pass: {one.passed}, disagree: {one.disagree}"
    status = "bridge" if one.bridge else one.finding
    known: Cells = {"kind": "sentence", "no": one.no, "title": one.text, "text": counts}
    return known | {"people": one.saw, "status": status}


def offer_rows(one: OfferOutcome) -> Iterator[Cells]:
    """The offer or ask, and what was said under it: that has its text for a title."""
    yield {
        "kind": "wanted" if one.wants else "offer",
        "no": one.no,
        "title": one.kind,
        "text": one.text,
        "by": one.by,
        "due": one.until,
        "room": one.where,
        "status": ", ".join(filter(None, (one.much, one.price))),
        "appreciated": one.hearts or "",
    }
    yield from (reply_row(reply) | {"title": one.text} for reply in one.replies)


def sequel_row(one: SequelOutcome) -> Cells:
    known: Cells = {"kind": "sequel", "no": one.no, "title": one.title, "text": one.text}
    return known | {"by": one.by, "url": one.url, "at": one.at}


def rows(outcome: Outcome) -> Iterator[Cells]:
    totals = outcome.totals
    yield {
        "kind": "night",
        "title": outcome.title,
        "text": outcome.intro,
        "room": outcome.place,
        "people": totals.people,
        "votes": totals.votes,
        "hearts": totals.hearts,
        "status": "rehearsal" if outcome.rehearsal else "",
        "at": outcome.date,
    }
    yield {"kind": "licence", "text": outcome.licence.name, "url": outcome.licence.url}
    if outcome.moderated is not None:
        yield {"kind": "moderated", "people": outcome.moderated}
    if outcome.rules:
        yield {"kind": "rules", "text": outcome.rules}
    if outcome.deck:
        credit = "\n".join(filter(None, (outcome.deck.title, outcome.deck.licence)))
        yield {"kind": "deck", "text": credit, "by": outcome.deck.author}
    if outcome.slips:
        its = outcome.slips
        yield {"kind": "slips", "no": its.printed, "text": f"used: {its.used}, void: {its.void}"}
    for number, source in enumerate(outcome.sources, 1):
        yield {"kind": "source", "no": number, "text": source}
    for number, name in enumerate(outcome.people, 1):
        yield {"kind": "person", "no": number, "by": name}
    for pitch in outcome.pitches:
        yield from pitch_rows(pitch)
    for one in outcome.chosen:
        yield {"kind": "chosen", "no": one.no, "title": one.title, "text": one.text, "votes": one.dots}
    if outcome.assembly:
        yield from assembly_rows(outcome.assembly)
    for group in outcome.groups:
        yield from group_rows(group)
    for question in outcome.questions:
        yield from question_rows(question)
    yield from map(sentence_row, outcome.propositions.sentences if outcome.propositions else ())
    yield from (row for clip in outcome.clips for row in clip_rows(clip))
    for given in outcome.thanks:
        yield {
            "kind": "thanks",
            "no": given.no,
            "title": given.title,
            "text": given.words,
            "by": given.by,
            "who": given.whom,
        }
    yield from (row for one in outcome.offers for row in offer_rows(one))
    if outcome.hours:
        yield {"kind": "hours", "no": outcome.hours.promised, "text": f"kept: {outcome.hours.kept}"}
        if outcome.hours.monthly:
            yield {"kind": "hours", "no": outcome.hours.monthly, "text": "each month"}
    yield from map(sequel_row, outcome.sequels)
    for asked in outcome.feedback:
        yield from feedback_rows(asked)


def write(outcome: Outcome) -> str:
    """CSV with a header row and CRLF line ends; begins with the mark by which Excel recognises UTF-8."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS, restval="")
    table.writeheader()
    table.writerows({key: plain(cell) for key, cell in row.items()} for row in rows(outcome))
    return "\ufeff" + out.getvalue()
