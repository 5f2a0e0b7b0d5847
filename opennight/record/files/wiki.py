"""The record as MediaWiki text, to be pasted into a wiki: every entry leads back to where it was said."""

from collections.abc import Iterable, Iterator, Sequence

from opennight.record.anchored import place
from opennight.record.clips import ClipOutcome, length
from opennight.record.connections import LinkOutcome
from opennight.record.files import wiki_more as more
from opennight.record.files.wiki_further import further
from opennight.record.files.wikitext import heading, joined, link, text
from opennight.record.groups import GroupOutcome, MeetingOutcome, NoteOutcome
from opennight.record.md.clips import SORTS
from opennight.record.md.groups import standing
from opennight.record.md.people import by, credit
from opennight.record.md.text import Gettext
from opennight.record.md.threads import KINDS
from opennight.record.offers import OfferOutcome
from opennight.record.outcome import Outcome
from opennight.record.people import PARTICIPANT, named
from opennight.record.pitches import PitchOutcome
from opennight.record.posed import said_of


class Writer:
    """Writes one record. `address`: of the night on the web, if it will last; `_` translates."""

    def __init__(self, outcome: Outcome, gettext: Gettext, address: str = "") -> None:
        self.outcome, self._, self.address = outcome, gettext, address

    def back(self, anchor: str = "") -> str:
        """The way back to this in the record."""
        where = place(self.address, anchor) if anchor else f"{self.address}/record"
        return link(where if self.address else "", self._("source"))

    def people(self, names: Sequence[str]) -> str:
        """Several people, of whom those without a name are counted."""
        known = named(names)
        more = len(names) - len(known)
        if more == 1 and not known:
            return self._(PARTICIPANT)
        counted = self._("Participants: %(number)s") % {"number": more} if more else ""
        return joined((text(", ".join(known)), counted))

    def listing(self, names: Iterable[str]) -> str:
        return ", ".join(by(name, self._) for name in names)

    def item(self, said: str, *about: str, anchor: str = "", depth: int = 1) -> str:
        """An entry of a list: the words, then what is known of them, then the way back."""
        known = joined((*map(text, about), self.back(anchor) if anchor else ""))
        return f"{'*' * depth} {joined((said, known), ' — ')}"

    def note(self, one: NoteOutcome, depth: int = 1) -> Iterator[str]:
        _ = self._
        said = text(one.text)
        if one.url:
            said = link(one.url, one.text)
        if one.kind == "quote":
            said = f"“{said}”"
        who = _("Said by %(who)s") if one.kind == "quote" else _("Who: %(who)s")
        unanswered = one.kind == "concern" and not one.answers
        about = (
            _(KINDS[one.kind]) if one.kind in KINDS else "",
            _("answered") if one.answered else _("nobody has answered yet") if unanswered else "",
            who % {"who": one.who} if one.who else "",
            standing(one.state, one.moved_to, one.state_at, _).replace("**", "'''"),
            _("Due: %(due)s") % {"due": one.due} if one.due else "",
            _("In: %(names)s") % {"names": self.listing(one.owners)} if one.owners else "",
            credit(one, _),
            _("changed by %(name)s") % {"name": by(one.changed_by, _)} if one.changed_by else "",
        )
        yield self.item(said, *about, anchor=f"note-{one.no}", depth=depth)
        for answer in one.answers:
            yield from self.note(answer, depth + 1)
        yield from more.replies(self, one.replies, depth + 1)

    def meeting(self, one: MeetingOutcome) -> str:
        off = self._("called off") if one.cancelled else ""
        when = joined((one.day, one.time), " ")
        return self.item(when, off, one.place, one.text, by(one.by, self._))

    def clip(self, one: ClipOutcome) -> Iterator[str]:
        sort = joined((self._(SORTS[one.sort]), length(one)), " ")
        said = link(f"{self.address}/{one.path}", one.title) if self.address else text(one.title)
        yield self.item(said, sort, by(one.who, self._), credit(one, self._))
        if one.lines:
            machine = self._("Written by a machine: it may be wrong.") if one.machine else ""
            yield self.item(text("\n".join(line.text for line in one.lines)), machine, depth=2)

    def listed(self, label: str, items: Iterable[str], level: int = 4) -> Iterator[str]:
        if rows := "\n".join(items):
            yield heading(level, label)
            yield rows

    def group(self, one: GroupOutcome) -> Iterator[str]:
        _ = self._
        yield heading(3, one.title)
        times = f"{one.start}–{one.end}" if one.start else ""
        yield joined((times, text(one.room), self.back(f"group-{one.no}")))
        if one.headline:
            yield f"<blockquote>{text(one.headline)}</blockquote>"
        if one.members:
            yield _("In the group: %(names)s") % {"names": self.people(one.members)}
        yield from self.listed(_("Notes"), (row for note in one.notes for row in self.note(note)))
        yield from self.listed(_("Actions"), (row for note in one.actions for row in self.note(note)))
        joint = (row for link in one.links for row in self.between(link))
        yield from self.listed(_("With other groups"), joint)
        yield from self.listed(_("Next meetings"), map(self.meeting, one.meetings))
        yield from self.listed(_("Clips"), (row for clip in one.clips for row in self.clip(clip)))
        comments = (
            self.item(text(each.text), by(each.by, _), anchor=f"comment-{each.no}") for each in one.comments
        )
        yield from self.listed(_("Comments"), comments)
        if one.story:
            cards = (joined((card.title, card.text or card.words), ": ") for card in one.story.cards)
            told = (f"* {text(said)}" for said in (*cards, one.story.ending) if said)
            yield from self.listed(_("The story"), told)

    def between(self, one: LinkOutcome) -> Iterator[str]:
        """What went on with another group; questions are told where it is listed first."""
        yield self.item(text(one.title), one.action, anchor=f"joint-{one.no}")
        for asked in one.questions if one.first else ():
            said = self._("%(group)s asked: %(text)s") % {"group": asked.title, "text": asked.text}
            yield self.item(text(said), by(asked.by, self._), depth=2)
            yield from (self.item(text(answer), depth=3) for answer in asked.answers)

    def pitch(self, one: PitchOutcome) -> str:
        votes = self._("Votes: %(number)s") % {"number": one.votes} if self.outcome.totals.votes else ""
        said = joined((f"'''{text(one.title)}'''", text(one.more)), "<br>")
        rows = [self.item(said, votes, self.listing(one.by), anchor=f"pitch-{one.no}")]
        for part in one.parts:
            said = text(joined((part.title, part.more), "\n"))
            rows.append(self.item(said, self.listing(part.by), depth=2))
        return "\n".join(rows)

    def head(self) -> Iterator[str]:
        its, _ = self.outcome, self._
        yield joined((f"'''{text(its.title)}'''", text(its.place), its.date, self.back()))
        if its.rehearsal:
            yield f"''{_('This night was a rehearsal.')}''"
        for source in its.sources:
            yield f"* {text(source)}"
        yield text(its.publication.story if its.publication else "")
        yield text(its.intro)

    def lineup(self) -> Iterator[str]:
        if not any(slot.pitches for slot in self.outcome.lineup):
            return
        yield heading(2, self._("Line-up"))
        for slot in self.outcome.lineup:
            yield heading(3, f"{slot.start}–{slot.end}")
            those = ((room, self.outcome.title_of(no)) for room, no in slot.pitches)
            yield "\n".join(f"* {text(room)}: {text(title)}" for room, title in those)

    def assembly(self) -> Iterator[str]:
        its, _ = self.outcome.assembly, self._
        if not its:
            return
        yield heading(2, _("Assembly"))
        for ask in its.asks:
            whom = joined((ask.guest, ask.stands_for), ", ")
            to = _("To: %(guest)s") % {"guest": whom} if whom else ""
            yield self.item(text(ask.text), to, anchor=f"ask-{ask.no}")
            if ask.what:
                yield self.item(text(ask.what), _("The answer"), depth=2)
            if ask.ours:
                yield self.item(text(ask.ours), _("What we will do ourselves"), depth=2)

    def put_to_all(self) -> Iterator[str]:
        _ = self._
        for asked in self.outcome.questions:
            lines = (line for pile in asked.piles for line in pile.lines)
            items = (self.item(text(one.text), by(one.by, _), anchor=f"line-{one.no}") for one in lines)
            yield from self.listed(asked.text, (*items, *more.replies(self, asked.replies, 1)), 2)
        told = self.outcome.propositions
        items = (
            self.item(text(one.text), *said_of(one, _), anchor=f"sentence-{one.no}")
            for one in (told.sentences if told else ())
        )
        yield from self.listed(_("What we share, where we differ"), items, 2)

    def offer(self, one: OfferOutcome) -> Iterator[str]:
        _ = self._
        said = f"{_('Ask') if one.wants else _('Offer')}: {one.text}"
        about = (one.much, one.until, one.where, one.price, by(one.by, _))
        yield self.item(text(said), *about, anchor=f"offer-{one.no}")
        yield from more.replies(self, one.replies, 2)

    def rest(self) -> Iterator[str]:
        its, _ = self.outcome, self._
        yield from self.listed(_("Clips"), (row for clip in its.clips for row in self.clip(clip)), 2)
        yield from self.listed(
            _("Offers and asks"), (row for one in its.offers for row in self.offer(one)), 2
        )
        yield from more.afterwards(self)
        yield from self.listed(_("Pitches"), map(self.pitch, its.pitches), 2)
        thanks = (
            self.item(
                text(_("%(name)s thanks %(whom)s") % {"name": by(one.by, _), "whom": by(one.whom, _)}),
                *(one.title, one.words),
                anchor=f"thanks-{one.no}",
            )
            for one in its.thanks
        )
        yield from self.listed(_("Thanks"), thanks, 2)
        yield from more.how_it_was(self)
        yield from more.mended(self)
        if its.rules:
            yield heading(2, _("House rules"))
            yield text(its.rules)
        yield from more.deck(self)
        if its.people:
            yield heading(2, _("People"))
            yield self.people(its.people)
        licence = link(its.licence.url, _(its.licence.name)) or text(_(its.licence.name))
        yield "----\n" + _("Licence: %(name)s") % {"name": licence}

    def pieces(self) -> Iterator[str]:
        its = self.outcome
        yield from self.head()
        yield from self.lineup()
        yield from self.listed(
            self._("Chosen by the room"),
            (self.item(text(one.text), one.title, anchor=f"note-{one.no}") for one in its.chosen),
            2,
        )
        yield "\n".join(self.assembly())
        if its.groups:
            yield heading(2, self._("Groups"))
        for group in its.groups:
            yield from self.group(group)
        yield from self.put_to_all()
        yield from self.rest()
        yield from further(self)


def write(outcome: Outcome, gettext: Gettext, address: str = "") -> str:
    """MediaWiki text, with a newline at its end; its own words in the language of `gettext`."""
    return "\n\n".join(filter(None, Writer(outcome, gettext, address).pieces())) + "\n"
