"""From the outcome of a night, which is all that its record shows, to what the commons find in it."""

from collections.abc import Iterator

import msgspec

from opennight.commons.folding import key, words
from opennight.night import commons
from opennight.night.state import Night
from opennight.record import outcome
from opennight.record.anchors import anchor, page_of
from opennight.record.clips import ClipOutcome
from opennight.record.groups import GroupOutcome, NoteOutcome
from opennight.record.offers import OfferOutcome
from opennight.record.outcome import Outcome
from opennight.record.people import PARTICIPANT
from opennight.record.pitches import Part, PitchOutcome
from opennight.record.threads import ReplyOutcome
from opennight.store.commons import Listed, Shelved, Thing, Worded

AT_ONCE = 2_000
"""Words of one thing, at most: what is said in a long film becomes several, with the same anchor."""
LEAD = 240


class Said(msgspec.Struct, frozen=True):
    """A thing of a night, before it knows which."""

    kind: str
    anchor: str
    text: str
    who: str = ""
    page: str = ""
    about: str = ""
    until: str = ""


def reply(one: ReplyOutcome, page: str, about: str) -> Said:
    return Said("comment", anchor("reply", one.no), one.text, one.by, page, about)


def of_note(note: NoteOutcome, page: str, about: str) -> Iterator[Said]:
    kind = "concern" if note.kind == "answer" else note.kind
    who = note.who if note.kind == "quote" and note.who else note.by
    text = " · ".join(filter(None, (note.text, note.due if note.kind == "action" else "")))
    yield Said(kind, anchor("note", note.no), text, who, page, about)
    for one in note.replies:
        yield reply(one, page, about)
    for answer in note.answers:
        yield from of_note(answer, page, about)


def of_clip(clip: ClipOutcome, page: str, about: str) -> Iterator[Said]:
    text = " ".join((clip.title, *(line.text for line in clip.lines)))
    yield Said("clip", anchor("clip", clip.no), text, clip.who or clip.by, page, about)


def of_group(group: GroupOutcome) -> Iterator[Said]:
    page, about = page_of(group.no), group.title
    if group.headline:
        yield Said("headline", anchor("headline", group.no), group.headline, "", page, about)
    for note in (*group.actions, *group.notes):
        yield from of_note(note, page, about)
    for one in group.comments:
        yield Said("comment", anchor("comment", one.no), one.text, one.by, page, about)
    for meeting in group.meetings:
        if not meeting.cancelled:
            said = " · ".join(filter(None, (meeting.day, meeting.time, meeting.place, meeting.text)))
            yield Said("meeting", anchor("meeting", meeting.no), said, meeting.by, page, about)
    if group.story:
        for card in group.story.cards:
            said = " · ".join(filter(None, (card.title, card.text or card.words)))
            yield Said("card", anchor("story", group.no), said, "", page, about)
    for clip in group.clips:
        yield from of_clip(clip, page, about)
    for link in group.first_links:
        if link.action:
            yield Said("action", anchor("joint", link.no), link.action, "", page, about)
        for question in link.questions:
            said = " · ".join((question.text, *question.answers))
            yield Said("question", anchor("asked", question.no), said, question.by, page, about)


def of_pitch(pitch: PitchOutcome, page: str) -> Iterator[Said]:
    who = ", ".join(name for name in pitch.by if name != PARTICIPANT)
    yield Said("topic", anchor("pitch", pitch.no), whole(pitch), who, page)
    for part in pitch.parts:
        said = whole(part)
        yield Said("topic", anchor("pitch", part.no), said, ", ".join(part.by), page, pitch.title)


def whole(one: Part) -> str:
    """Title and more; a title that is how longer words begin is not said twice."""
    return one.more if one.begins else " · ".join(filter(None, (one.title, one.more)))


def of_offer(one: OfferOutcome) -> Iterator[Said]:
    text = " · ".join(filter(None, (one.text, one.much, one.where, one.price)))
    name = anchor("offer", one.no)
    yield Said("ask" if one.wants else "offer", name, text, one.by, until=one.expires)
    for said in one.replies:
        yield msgspec.structs.replace(reply(said, "", one.text), until=one.expires)


def of_whole(found: Outcome) -> Iterator[Said]:
    """What is said to everybody, and of no group."""
    for ask in found.assembly.asks if found.assembly else ():
        text = " · ".join(filter(None, (ask.text, ask.what, ask.ours)))
        yield Said("demand", anchor("ask", ask.no), text, ask.speaker or ask.guest)
    for question in found.questions:
        yield Said("question", anchor("question", question.no), question.text)
        for line in (line for pile in question.piles for line in pile.lines):
            yield Said("line", anchor("line", line.no), line.text, line.by, about=question.text)
        for said in question.replies:
            yield reply(said, "", question.text)
    for sentence in found.propositions.sentences if found.propositions else ():
        yield Said("sentence", anchor("sentence", sentence.no), sentence.text)
    for offer in found.offers:
        yield from of_offer(offer)
    for thanks in found.thanks:
        if thanks.words:
            yield Said("thanks", anchor("thanks", thanks.no), thanks.words, thanks.by, about=thanks.title)
    for clip in found.clips:
        yield from of_clip(clip, "", "")
    for about in found.feedback:
        for one in about.words:
            yield Said("feedback", anchor("answer", one.no), one.text, one.by, about=about.title)
    for card in found.leaflets:
        parts = (card.title, card.text, card.price, card.yours, card.ours, card.rules, card.steps)
        yield Said(
            "leaflet", anchor("card", card.no), " · ".join(filter(None, parts)), card.by, f"/cards/{card.no}"
        )
    for sequel in found.sequels:
        yield Said("sequel", anchor("sequel", sequel.no), sequel.text, sequel.by, about=sequel.title)


def all_said(night: Night, found: Outcome) -> Iterator[Said]:
    """All that can be found of a night, in the order of its record."""
    story = found.publication.story if found.publication else ""
    said = filter(None, (found.title, night.announcement.summary, story, found.intro))
    yield Said("night", "main", " · ".join(said))
    pages: dict[int, str] = {}
    for group in found.groups:
        pages.setdefault(group.pitch, page_of(group.no))
    for pitch in found.pitches:
        yield from of_pitch(pitch, pages.get(pitch.no, ""))
    for group in found.groups:
        yield from of_group(group)
    yield from of_whole(found)


def worded(code: str, said: Said) -> Iterator[Worded]:
    """A thing with its words; nothing if there are none in it. A long one in pieces."""
    its = words(said.text)
    if len(its) <= AT_ONCE:
        thing = Thing(
            code=code,
            kind=said.kind,
            anchor=said.anchor,
            page=said.page,
            text=said.text,
            who=said.who,
            about=said.about,
            until=said.until,
        )
        yield from [Worded(thing, tuple(its))] if its else []
        return
    half = said.text.rfind(" ", 0, len(said.text) // 2) + 1 or len(said.text) // 2
    for text in (said.text[:half], said.text[half:]):
        yield from worded(code, msgspec.structs.replace(said, text=text.replace("\0", "")))


def shelve(night: Night, found: Outcome | None = None) -> Listed | None:
    """A night as the commons list it, with all that is said in it; None if they do not."""
    its = commons.listing(night)
    if its is None:
        return None
    found = found or outcome.of(night)
    things = [one for said in all_said(night, found) for one in worded(night.code, said)]
    return Listed(shelved(night, found, things), things)


def shelved(night: Night, found: Outcome, things: list[Worded]) -> Shelved:
    its = commons.listing(night)
    assert its  # noqa: S101 - the caller has looked
    headline = next((group.headline for group in found.groups if group.headline), "")
    story = found.publication.story if found.publication else ""
    return Shelved(
        code=night.code,
        version=night.version,
        title=found.title,
        place=its.place,
        key=key(its.place),
        point=its.point,
        date=found.date,
        licence=night.announcement.licence,
        people=found.totals.people,
        groups=found.totals.groups,
        actions=found.totals.actions,
        lead=shortened(story or night.announcement.summary or headline),
        renew=min((one.thing.until for one in things if one.thing.until), default=""),
    )


def shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LEAD else flat[:LEAD].rpartition(" ")[0] + " …"
