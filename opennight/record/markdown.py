"""The record as Markdown, for a wiki, a repository or a mail.

Strangers' text stays text, whatever is in it.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from opennight.night.cards import PLACES
from opennight.night.decks import NAMES
from opennight.night.messages import _
from opennight.record.assembly import AskOutcome, AssemblyOutcome
from opennight.record.clips import ClipOutcome, length
from opennight.record.connections import LinkOutcome
from opennight.record.feedback import FeedbackOutcome
from opennight.record.groups import GroupOutcome, MeetingOutcome, NoteOutcome
from opennight.record.offers import OfferOutcome
from opennight.record.outcome import Outcome
from opennight.record.people import PARTICIPANT, named
from opennight.record.pitches import PitchOutcome
from opennight.record.posed import PropositionsOutcome, QuestionOutcome, said_of
from opennight.record.stories import CardOutcome, StoryOutcome
from opennight.record.threads import ReplyOutcome, ThanksOutcome

Gettext = Callable[[str], str]

ANYWHERE = re.compile(
    r"[\\`*_{}\[\]<>#&|~$@^]|:(?=//)|(?<=\bwww)\.|(?<=\bmailto):|(?<=\bxmpp):", re.IGNORECASE
)
"""Marks of emphasis, code, links, images, HTML, entities, tables, mathematics and templates; and what would
make a bare address a link."""
AT_THE_START = re.compile(r"[-+=:!]|\d+(?=[.)])")
"""Marks that make a line a list, a heading, a rule, a definition or a box."""


def line(text: str) -> str:
    """One line of strangers' text, escaped so that Markdown shows it as it is."""
    flat = " ".join(text.split())
    safe = ANYWHERE.sub(lambda mark: "\\" + mark[0], flat)
    if start := AT_THE_START.match(safe):
        # The backslash goes before the mark, but after the number if it would start a list: "1\. Bees".
        place = start.end() if start[0].isdigit() else 0
        safe = safe[:place] + "\\" + safe[place:]
    return safe


def block(text: str, indent: str = "") -> str:
    """Strangers' text of several lines; each further line goes under the first, after `indent`."""
    return f"\\\n{indent}".join(row for row in map(line, text.splitlines()) if row)


def joined(parts: Iterable[str], between: str = " · ") -> str:
    """The parts that are not empty."""
    return between.join(filter(None, parts))


def head(outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    yield f"# {line(outcome.title)}"
    yield joined((line(outcome.place), outcome.date))
    if outcome.rehearsal:
        yield gettext("This night was a rehearsal.")
    if outcome.sources:
        yield gettext("This is a replay: these are the words of others, not of the people who were here.")
        yield "\n".join(f"- {block(source, '  ')}" for source in outcome.sources)
    if outcome.slips:
        yield gettext("One slip, one vote: %(printed)s printed, %(used)s used, %(void)s void.") % (
            msgspec.structs.asdict(outcome.slips)
        )
    yield played_with(outcome, gettext)
    yield block(outcome.intro)
    totals = outcome.totals
    figures = (
        (gettext("People"), totals.people),
        (gettext("Pitches"), totals.pitches),
        (gettext("Votes"), totals.votes),
        (gettext("Groups"), totals.groups),
        (gettext("Notes"), totals.notes),
        (gettext("Actions"), totals.actions),
        (gettext("Hearts"), totals.hearts),
        (gettext("Comments"), totals.comments),
        (gettext("Thanks"), totals.thanks),
    )
    yield "\n".join(f"- {label}: {figure}" for label, figure in figures)
    if outcome.moderated is not None:
        yield gettext("Taken out by the host: %(number)s") % {"number": outcome.moderated}
    if outcome.rules:
        yield f"## {gettext('House rules')}"
        yield block(outcome.rules)


def lineup(outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    if not any(slot.pitches for slot in outcome.lineup):
        return
    yield f"## {gettext('Line-up')}"
    for slot in outcome.lineup:
        yield f"### {slot.start}–{slot.end}"
        yield "\n".join(f"- {line(room)}: {line(outcome.title_of(pitch))}" for room, pitch in slot.pitches)


def item(text: str, *about: str, after: str = "") -> str:
    """An entry of a list: what was said, and by whom; `after` comes right after the words."""
    return f"- {joined((block(text, '  ') + after, joined(map(line, about))), ' — ')}"


def by(name: str, gettext: Gettext) -> str:
    return gettext(name) if name == PARTICIPANT else name


def credit(one: NoteOutcome | ClipOutcome, gettext: Gettext) -> str:
    """Who made it; a reporter with what they have declared."""
    if not one.interest:
        return by(one.by, gettext)
    said = {"name": one.by, "interest": one.interest}
    return gettext("%(name)s, reporter (interest: %(interest)s)") % said


def people(names: Sequence[str], gettext: Gettext) -> str:
    """Several people, of whom those without a name are counted."""
    known = named(names)
    more = len(names) - len(known)
    if more == 1 and not known:
        return gettext(PARTICIPANT)
    counted = gettext("Participants: %(number)s") % {"number": more} if more else ""
    return joined((line(", ".join(known)), counted))


KINDS = {
    "question": _("Question"),
    "quote": _("Quote"),
    "link": _("Link"),
    "concern": _("Concern"),
    "answer": _("Answer"),
}
SORTS = {"photo": _("Photo"), "sound": _("Recording"), "film": _("Film")}


def entry(note: NoteOutcome, gettext: Gettext) -> str:
    """An entry of a group. A link has its address beside what it is called; nothing can break out of it."""
    said = gettext("Said by %(who)s") if note.kind == "quote" else gettext("Who: %(who)s")
    who = said % {"who": note.who} if note.who else ""
    due = gettext("Due: %(due)s") % {"due": note.due} if note.due else ""
    owners = gettext("In: %(names)s") % {"names": people(note.owners, gettext)} if note.owners else ""
    changed = (
        gettext("changed by %(name)s") % {"name": by(note.changed_by, gettext)} if note.changed_by else ""
    )
    stars = f"★ {note.stars}" if note.stars else ""
    hearts = f"♥ {note.hearts}" if note.hearts else ""
    kind = gettext(KINDS[note.kind]) if note.kind in KINDS else ""
    unanswered = note.kind == "concern" and not note.answers
    answered = gettext("nobody has answered yet") if unanswered else ""
    answered = gettext("answered") if note.answered else answered
    about = (kind, answered, who, owners, due, credit(note, gettext), changed, stars, hearts)
    link = f" <{note.url}>" if note.url else ""
    replies = (f"\n  {entry(answer, gettext)}" for answer in note.answers)
    under = (f"\n  {reply(one, gettext)}" for one in note.replies)
    return item(note.text, *about, after=link) + "".join((*replies, *under))


def reply(one: ReplyOutcome, gettext: Gettext) -> str:
    """What was said under a note."""
    kind = gettext(KINDS[one.kind]) if one.kind in KINDS else ""
    kind = gettext("This answers it") if one.accepted else kind
    who = by(one.by, gettext)
    if one.spoke_for:
        who = gettext("%(name)s, for “%(group)s”") % {"name": who, "group": one.spoke_for}
    return item(one.text.replace("\n", " "), kind, who)


def thanked(one: ThanksOutcome, gettext: Gettext) -> str:
    said = gettext("%(name)s thanks %(whom)s") % {"name": by(one.by, gettext), "whom": by(one.whom, gettext)}
    return item(said, one.title, f"“{one.words}”" if one.words else "")


def meeting(one: MeetingOutcome, gettext: Gettext) -> str:
    when = joined((one.day, one.time), " ")
    off = gettext("called off") if one.cancelled else ""
    owners = gettext("In: %(names)s") % {"names": people(one.owners, gettext)} if one.owners else ""
    known = (when, off, line(one.place), block(one.text, "  "), owners, line(by(one.by, gettext)))
    return f"- {joined(known)}"


def link(one: LinkOutcome, gettext: Gettext) -> str:
    """What went on with another group; questions are told where it is listed first."""
    how = gettext("They talked.") if one.talked else gettext("Linked") if one.linked else ""
    owners = gettext("In: %(names)s") % {"names": people(one.owners, gettext)} if one.owners else ""
    said = [f"- {joined((line(one.title), how, block(one.action, '  '), owners))}"]
    for asked in one.questions if one.first else ():
        text = gettext("%(group)s asked: %(text)s") % {"group": asked.title, "text": asked.text}
        said.append(f"  - {joined((block(text, '    '), line(by(asked.by, gettext))), ' — ')}")
        said += [f"    - {block(answer, '      ')}" for answer in asked.answers]
    return "\n".join(said)


def clip(one: ClipOutcome, address: str, gettext: Gettext) -> str:
    """`address`: of the night, if it will last."""
    link = f" <{address}/{one.path}>" if address else ""
    sort = joined((gettext(SORTS[one.sort]), length(one)), " ")
    return item(one.title, sort, one.who, credit(one, gettext), after=link) + words(one, gettext)


def words(one: ClipOutcome, gettext: Gettext) -> str:
    """What is said in it, a line under another."""
    machine = gettext("Written by a machine: it may be wrong.") if one.machine else ""
    said = "\n".join(line.text for line in one.lines)
    return f"\n  - {joined((block(said, '    '), machine), ' — ')}" if said else ""


def group(group: GroupOutcome, kinds: Mapping[str, str], address: str, gettext: Gettext) -> Iterator[str]:
    yield f"### {line(group.title)}"
    times = f"{group.start}–{group.end}" if group.start else ""
    hearts = gettext("Hearts: %(number)s") % {"number": group.hearts} if group.hearts else ""
    yield joined((times, line(group.room), hearts))
    if group.headline:
        yield f"**{line(group.headline)}**"
    if group.members:
        yield gettext("In the group: %(names)s") % {"names": people(group.members, gettext)}
    if group.scribe:
        yield gettext("Scribe: %(name)s") % {"name": line(by(group.scribe, gettext))}
    lists = (
        (gettext("Notes"), [entry(note, gettext) for note in group.notes]),
        (gettext("Actions"), [entry(note, gettext) for note in group.actions]),
        (gettext("With other groups"), [link(one, gettext) for one in group.links]),
        (gettext("Next meetings"), [meeting(one, gettext) for one in group.meetings]),
        (gettext("Clips"), [clip(one, address, gettext) for one in group.clips]),
        (gettext("Comments"), [item(comment.text, by(comment.by, gettext)) for comment in group.comments]),
    )
    for label, items in lists:
        if items:
            yield f"#### {label}"
            yield "\n".join(items)
    if group.story:
        yield from story(group.story, kinds, gettext)


def played_with(outcome: Outcome, gettext: Gettext) -> str:
    deck = outcome.deck
    if deck is None:
        return ""
    played = gettext("Played with the deck “%(title)s”") % {"title": line(deck.title)}
    return joined((played, line(deck.author), line(deck.licence)))


def story(story: StoryOutcome, kinds: Mapping[str, str], gettext: Gettext) -> Iterator[str]:
    """What the cards of a group tell, in the order of the game."""
    yield f"#### {gettext('The story')}"
    for kind in PLACES:
        its = [card_of(card, gettext) for card in story.cards if card.kind == kind]
        its += [block(story.ending)] if kind == "ending" and story.ending else []
        if its:
            yield f"**{line(kinds.get(kind) or gettext(NAMES[kind]))}**"
            yield "\n".join(its)
    points = {"spent": story.spent, "all": story.budget + story.gives}
    unfinished = "" if story.finished else gettext("not finished")
    yield joined((gettext("Points: %(spent)s spent of %(all)s") % points, unfinished))


def card_of(card: CardOutcome, gettext: Gettext) -> str:
    points = gettext("Costs: %(points)s") % {"points": card.costs} if card.costs else ""
    points = gettext("Gives: %(points)s") % {"points": card.gives} if card.gives else points
    title = card.title or (gettext("A card of their own") if card.own else "")
    return item(joined((title, card.text or card.words), "\n"), points)


def pitch(pitch: PitchOutcome, outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    """A table that was laid, or found somebody, asks for nobody any more."""
    ran = any(group.pitch == pitch.no and group.members for group in outcome.groups)
    yield f"### {line(pitch.title)}"
    yield joined(
        (
            gettext("Votes: %(number)s") % {"number": pitch.votes} if outcome.totals.votes else "",
            people(pitch.by, gettext),
            "" if pitch.hosted or ran else gettext("Someone should run this"),
        )
    )
    yield block(pitch.more)
    if pitch.parts:
        yield gettext("Merged into this:")
        yield "\n".join(
            item(joined((part.title, part.more), "\n"), *(by(one, gettext) for one in part.by))
            for part in pitch.parts
        )


OFFERED = {
    "time": _("Time"),
    "skills": _("Skills"),
    "space": _("Space"),
    "money": _("Money"),
    "materials": _("Materials"),
    "information": _("Information"),
    "": "",
}


def offer(one: OfferOutcome, gettext: Gettext) -> str:
    sort = gettext("Ask") if one.wants else gettext("Offer")
    until = gettext("until %(day)s") % {"day": one.until} if one.until else ""
    kind = gettext(OFFERED[one.kind]) if one.kind else ""
    return item(f"{sort}: {one.text}", one.much, until, one.where, one.price, kind, by(one.by, gettext))


def offers(outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    if not outcome.offers and not outcome.hours:
        return
    yield f"## {gettext('Offers and asks')}"
    if outcome.hours:
        told = {"promised": outcome.hours.promised, "kept": outcome.hours.kept}
        yield gettext("Hours promised: %(promised)s, kept: %(kept)s") % told
    yield "\n".join(offer(one, gettext) for one in outcome.offers)


def feedback(one: FeedbackOutcome, gettext: Gettext) -> Iterator[str]:
    if one.title:
        yield f"### {line(one.title)}"
    yield joined((line(gettext(one.question)), gettext("Answered: %(number)s") % {"number": one.people}))
    steps = zip(one.steps, one.counts, strict=True)
    yield "\n".join(f"- {line(gettext(step))}: {count}" for step, count in reversed(list(steps)))
    for question, words in itertools.groupby(one.words, key=lambda its: its.question):
        yield f"#### {line(gettext(question))}"
        yield "\n".join(item(its.text, by(its.by, gettext)) for its in words)


def assembly(its: AssemblyOutcome, gettext: Gettext) -> Iterator[str]:
    """What was asked and answered, and what people do themselves; then who was here."""
    yield f"## {gettext('Assembly')}"
    if its.voters:
        figures = {"voters": its.voters, "reached": its.reached}
        yield (
            gettext("Gave dots: %(voters)s. With at least one of their choices here: %(reached)s.") % figures
        )
    for ask in its.asks:
        yield f"### {line(ask.text)}"
        speaker = gettext("Spoke for it: %(name)s") % {"name": line(ask.speaker)} if ask.speaker else ""
        back = gettext("Dots: %(number)s") % {"number": ask.back} if ask.back else ""
        guest = joined((line(ask.guest), line(ask.stands_for)), ", ")
        yield joined((gettext("To: %(guest)s") % {"guest": guest} if guest else "", speaker, back))
        if ask.verdict:
            yield "\n".join(side for side in sides(ask, gettext) if side)
    if its.present:
        yield f"### {gettext('Who was here')}"
        yield "\n".join(f"- {line(one.name)}: {one.people}" for one in its.present)
        yield gettext("Stood up in all: %(number)s") % {"number": its.stood}


VERDICTS = {"yes": _("Yes"), "partly": _("Partly"), "no": _("No")}
KEPT = {"kept": _("Kept"), "not kept": _("Not kept"), "": ""}


def sides(ask: AskOutcome, gettext: Gettext) -> tuple[str, str]:
    """The guest's promise, and our own."""

    def side(label: str, words: str, due: str, owners: Sequence[str], kept: str) -> str:
        by_when = gettext("Due: %(due)s") % {"due": line(due)} if due else ""
        those = gettext("In: %(names)s") % {"names": people(owners, gettext)} if owners else ""
        mark = gettext(KEPT[kept]) if kept else ""
        return f"- {label}: {joined((words, by_when, those, mark))}"

    said = joined((f"**{gettext(VERDICTS[ask.verdict])}**", block(ask.what, "  ")), " ")
    theirs = side(gettext("The answer"), said, ask.due, ask.owners, ask.kept)
    if not ask.ours:
        return theirs, ""
    label = gettext("What we will do ourselves")
    return theirs, side(label, block(ask.ours, "  "), ask.ours_due, ask.ours_owners, ask.ours_kept)


def question(one: QuestionOutcome, gettext: Gettext) -> Iterator[str]:
    yield f"## {line(one.text)}"
    for pile in one.piles:
        if len(one.piles) > 1 or pile.name:
            yield f"### {line(pile.name) if pile.name else gettext('And also')}"
        yield "\n".join(item(its.text, by(its.by, gettext)) for its in pile.lines)


FINDINGS = {"shared": _("What we share"), "differ": _("Where we differ"), "": _("In between")}


def propositions(told: PropositionsOutcome, gettext: Gettext) -> Iterator[str]:
    yield f"## {gettext('What we share, where we differ')}"
    yield gettext("Answered: %(number)s") % {"number": told.people}
    for finding, those in itertools.groupby(told.sentences, key=lambda one: one.finding):
        yield f"### {gettext(FINDINGS[finding])}"
        yield "\n".join(item(one.text, *said_of(one, gettext)) for one in those)


def pieces(outcome: Outcome, address: str, gettext: Gettext) -> Iterator[str]:
    yield from head(outcome, gettext)
    yield from lineup(outcome, gettext)
    if outcome.chosen:
        yield f"## {gettext('Chosen by the room')}"
        dots = gettext("Dots: %(number)s")
        yield "\n".join(item(one.text, one.title, dots % {"number": one.dots}) for one in outcome.chosen)
    if outcome.assembly:
        yield from assembly(outcome.assembly, gettext)
    if outcome.groups:
        yield f"## {gettext('Groups')}"
    for one in outcome.groups:
        yield from group(one, outcome.deck.kinds if outcome.deck else {}, address, gettext)
    for asked in outcome.questions:
        yield from question(asked, gettext)
    if outcome.propositions:
        yield from propositions(outcome.propositions, gettext)
    if outcome.clips:
        yield f"## {gettext('Clips')}"
        yield "\n".join(clip(one, address, gettext) for one in outcome.clips)
    yield from offers(outcome, gettext)
    if outcome.pitches:
        yield f"## {gettext('Pitches')}"
    for each in outcome.pitches:
        yield from pitch(each, outcome, gettext)
    if outcome.feedback:
        yield f"## {gettext('How it was for people')}"
    for about in outcome.feedback:
        yield from feedback(about, gettext)
    if outcome.thanks:
        yield f"## {gettext('Thanks')}"
        yield "\n".join(thanked(one, gettext) for one in outcome.thanks)
    if outcome.people:
        yield f"## {gettext('People')}"
        yield people(outcome.people, gettext)


def write(outcome: Outcome, gettext: Gettext, address: str = "") -> str:
    """CommonMark, with a newline at its end; its own words in the language of `gettext`. `address`: of the
    night on the web, if it will last."""
    return "\n\n".join(filter(None, pieces(outcome, address, gettext))) + "\n"
