"""The record as one flat table for spreadsheets: a row for each thing; `kind` says what it is."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from opennight.record.files.defused import plain
from opennight.record.further_rows import further_rows
from opennight.record.keeping import EarlierOutcome
from opennight.record.outcome import Outcome
from opennight.record.rows import Cells, groups, room

COLUMNS = (
    # night, licence, moderated, rules, deck, source, person, chosen, pitch, part, group, member, comment,
    # feedback-question, feedback (a step), answer (about: the number of its question),
    # reply (a comment under a note; title: the offer or question to all that it is under),
    # reply-answer, thanks; offer, wanted (an ask on the wall), hours; ask, ask-answer, ask-ours,
    # organisation (of the assembly); photo, sound, film, words (of a clip); link-between (two groups), asked,
    # replied; sequel (what came after); earlier (the night that this one came after);
    # story (the host's own words); correction (title: what it said before,
    # url: its anchor), correction-answer;
    # leaflet-information … leaflet-service (cards for others), adapted-from, used-in;
    # question-to-all, line (title: its pile), sentence;
    # note, action, question, quote, concern, answer, link (what groups wrote), meeting;
    # story-situation, -involve, -goal, -idea, -resource, -story, -ending
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
    # done, let go, open (actions, once somebody has said so),
    # length (clips), shared, differ, bridge (sentences), from outside (sequels);
    # how much and at what price (offers)
    "status",
    "at",  # when, ISO 8601
    "owners",  # who said that they are in (actions)
    "url",  # where it leads (links)
    "about",  # the number of the note that it is about (answers, replies), of the other group (links)
    "stars",  # how many of the group think that it matters most
    "changed_by",  # who put a hand to it last, if not its writer
    "interest",  # whom its author spoke for, if that was a reporter
    "state_at",  # when somebody last said how it stands, ISO 8601 (actions)
    "moved_to",  # by which day it is due now, if that was moved (actions)
    "appreciated",  # how many appreciate it (notes, offers, questions to all), or love it (pitches)
)


def night_rows(outcome: Outcome) -> Iterator[Cells]:
    """The night itself, and what holds for all of it."""
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
    if outcome.publication and outcome.publication.story:
        yield {"kind": "story", "text": outcome.publication.story, "at": outcome.publication.at}
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


def chosen_rows(outcome: Outcome) -> Iterator[Cells]:
    for one in outcome.chosen:
        yield {"kind": "chosen", "no": one.no, "title": one.title, "text": one.text, "votes": one.dots}


def earlier_row(its: EarlierOutcome) -> Cells:
    row: Cells = {"kind": "earlier", "title": its.title, "url": f"/n/{its.code}/record"}
    return row | {"at": its.date, "status": f"{its.kept} of {its.all} kept"}


PARTS: tuple[Callable[[Outcome], Iterable[Cells]], ...] = (
    night_rows,
    lambda its: (row for one in its.pitches for row in groups.pitch_rows(one)),
    chosen_rows,
    lambda its: room.assembly_rows(its.assembly) if its.assembly else (),
    lambda its: (row for one in its.groups for row in groups.group_rows(one)),
    lambda its: (row for one in its.questions for row in room.question_rows(one)),
    lambda its: map(room.sentence_row, its.propositions.sentences if its.propositions else ()),
    lambda its: (row for one in its.clips for row in groups.clip_rows(one)),
    lambda its: map(room.thanks_row, its.thanks),
    lambda its: (row for one in its.offers for row in room.offer_rows(one)),
    lambda its: room.hours_rows(its.hours) if its.hours else (),
    lambda its: map(earlier_row, filter(None, [its.earlier])),
    lambda its: map(room.sequel_row, its.sequels),
    further_rows,
    lambda its: (row for one in its.feedback for row in room.feedback_rows(one)),
    lambda its: (row for one in its.corrections for row in room.correction_rows(one)),
)
"""What the table is made of, in this order."""


def rows(outcome: Outcome) -> Iterator[Cells]:
    return (row for part in PARTS for row in part(outcome))


def write(outcome: Outcome) -> str:
    """CSV with a header row and CRLF line ends; begins with the mark by which Excel recognises UTF-8."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS, restval="")
    table.writeheader()
    table.writerows({key: plain(cell) for key, cell in row.items()} for row in rows(outcome))
    return "\ufeff" + out.getvalue()
