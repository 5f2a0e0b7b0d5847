"""Quotes: one thing that was said, with whose it is, where it stands, and under which licence."""

from collections.abc import Iterable, Iterator

import msgspec

from opennight.record.anchors import anchor, page_of
from opennight.record.groups import GroupOutcome, NoteOutcome
from opennight.record.licences import Licence
from opennight.record.md.people import by, credit, people
from opennight.record.md.text import Gettext
from opennight.record.outcome import Outcome
from opennight.record.threads import ReplyOutcome


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """`who` said it, as they are in the record; `group` is the topic of the group in which. `page`: where it
    stands, below the record."""

    anchor: str
    text: str
    who: str = ""
    group: str = ""
    page: str = ""


def of_replies(
    replies: Iterable[ReplyOutcome], gettext: Gettext, group: str = "", page: str = ""
) -> Iterator[Quoted]:
    for reply in replies:
        whose = by(reply.by, gettext) or gettext("The host")
        yield Quoted(anchor=anchor("reply", reply.no), text=reply.text, who=whose, group=group, page=page)


def of_note(note: NoteOutcome, group: GroupOutcome, gettext: Gettext) -> Iterator[Quoted]:
    page, title = page_of(group.no), group.title
    who = by(note.who, gettext) if note.kind == "quote" and note.who else credit(note, gettext)
    yield Quoted(anchor=anchor("note", note.no), text=note.text, who=who, group=title, page=page)
    yield from of_replies(note.replies, gettext, title, page)
    for answer in note.answers:
        yield from of_note(answer, group, gettext)


def of_group(group: GroupOutcome, gettext: Gettext) -> Iterator[Quoted]:
    page, title = page_of(group.no), group.title
    if group.headline:
        yield Quoted(anchor=anchor("headline", group.no), text=group.headline, group=title, page=page)
    for note in (*group.notes, *group.actions):
        yield from of_note(note, group, gettext)
    for one in group.comments:
        who = by(one.by, gettext)
        yield Quoted(anchor=anchor("comment", one.no), text=one.text, who=who, group=title, page=page)
    for link in group.first_links:
        if link.action:
            yield Quoted(anchor=anchor("joint", link.no), text=link.action, group=title, page=page)
        for asked in link.questions:
            who, name = by(asked.by, gettext), anchor("asked", asked.no)
            yield Quoted(anchor=name, text=asked.text, who=who, group=asked.title, page=page)


def of_all(outcome: Outcome, gettext: Gettext) -> Iterator[Quoted]:
    """Everything in the record that can be quoted."""
    pages: dict[int, str] = {}
    for group in outcome.groups:
        pages.setdefault(group.pitch, page_of(group.no))
        yield from of_group(group, gettext)
    for pitch in outcome.pitches:
        who, page = people(pitch.by, gettext), pages.get(pitch.no, "")
        yield Quoted(anchor=anchor("pitch", pitch.no), text=pitch.title, who=who, page=page)
        if pitch.more:
            more = anchor("more", pitch.no)
            yield Quoted(anchor=more, text=pitch.more, who=who, group=pitch.title, page=page)
    for question in outcome.questions:
        for line in (line for pile in question.piles for line in pile.lines):
            yield Quoted(anchor=anchor("line", line.no), text=line.text, who=by(line.by, gettext))
        yield from of_replies(question.replies, gettext)
    for sentence in outcome.propositions.sentences if outcome.propositions else ():
        yield Quoted(anchor=anchor("sentence", sentence.no), text=sentence.text)
    for offer in outcome.offers:
        yield Quoted(anchor=anchor("offer", offer.no), text=offer.text, who=by(offer.by, gettext))
        yield from of_replies(offer.replies, gettext)
    for card in outcome.leaflets:
        page, text = f"/cards/{card.no}", f"{card.title}: {card.text}"
        yield Quoted(anchor=anchor("card", card.no), text=text, who=by(card.by, gettext), page=page)
    for about in outcome.feedback:
        for words in about.words:
            yield Quoted(anchor=anchor("answer", words.no), text=words.text, who=by(words.by, gettext))


def find(outcome: Outcome, name: str, gettext: Gettext) -> Quoted | None:
    """What stands at this anchor. An action is found under both of its names."""
    name = name.replace("action-", "note-", 1) if name.startswith("action-") else name
    return next((one for one in of_all(outcome, gettext) if one.anchor == name), None)


def source(quoted: Quoted, outcome: Outcome) -> str:
    """Who said it, in which group, when and where."""
    group = f"“{quoted.group}”" if quoted.group else ""
    return ", ".join(filter(None, (quoted.who, group, outcome.title, outcome.date)))


def whole(quoted: Quoted, outcome: Outcome, address: str, licence: Licence, gettext: Gettext) -> str:
    """What to paste elsewhere; `address` is that of the record. Put together in the same way by
    static/js/quotes.js."""
    where = f"{address}{quoted.page}#{quoted.anchor}"
    under = ", ".join(filter(None, (gettext(licence.name), licence.url)))
    return f"“{quoted.text}” — {source(quoted, outcome)}. {where} ({under})"
