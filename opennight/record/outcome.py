"""What came of the night, as plain data: everything the record shows, and nothing it must not.

What somebody withdrew, what the desk hid, what the room never saw and the names of people who were removed
are left out. Hidden votes count, since others see it only after the night.
"""

from collections.abc import Generator

import msgspec

from opennight import clock
from opennight.night import choosing, lineup, moderated, slips, thanks, votes
from opennight.night.kept.announcement import UNSAID
from opennight.night.kept.rooms import Slot
from opennight.night.state import Night
from opennight.record import assembly, publication
from opennight.record.assembly import AssemblyOutcome
from opennight.record.clips import ClipOutcome, clips_of
from opennight.record.feedback import FeedbackOutcome, all_feedback
from opennight.record.groups import GroupOutcome, each_group, in_order, times_of, was_held
from opennight.record.keeping import EarlierOutcome, KeptOutcome, counted, earlier
from opennight.record.leaflets import (
    AdaptedOutcome,
    LeafletOutcome,
    UsedOutcome,
    all_adapted,
    all_leaflets,
    all_used,
)
from opennight.record.licences import LICENCES, licence_of
from opennight.record.offers import HoursOutcome, OfferOutcome, all_offers, hours
from opennight.record.people import everybody
from opennight.record.pitches import PitchOutcome, pitch_outcome
from opennight.record.posed import PropositionsOutcome, QuestionOutcome, all_questions, told
from opennight.record.publication import CorrectionOutcome, PublicationOutcome
from opennight.record.sequels import SequelOutcome, all_sequels
from opennight.record.stories import DeckOutcome, deck
from opennight.record.threads import ThanksOutcome, all_thanks

SCHEMA = "opennight-record/1"
"""Goes up when a field changes its meaning or goes away; new fields may come at any time."""


class SlotOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What ran in a round, room by room; `pitches` are (room, number of the pitch), `groups` their groups.

    `start` and `end` are when it really began and ended; as planned where it has not (it was not `held`).
    """

    start: str
    end: str
    pitches: tuple[tuple[str, int], ...]
    groups: tuple[int, ...]
    held: bool = False


class SpineOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """Of which log this was made: the `version` of its last row, and that row's `hash`, which follows from
    all rows before it. `opennight verify` holds the record against it."""

    version: int
    hash: str


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many of each; `votes` are the dots on all open pitches, `actions` also those that two groups carry
    together, `thanks` all that people gave."""

    people: int
    pitches: int
    votes: int
    groups: int
    notes: int
    actions: int
    hearts: int
    comments: int
    thanks: int = 0


class LicenceOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """Under which licence all of this stands: the `key` is one of LICENCES, `url` is empty if there is no
    licence."""

    key: str = UNSAID
    name: str = LICENCES[UNSAID].name
    url: str = ""


class SlipCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Printed one-time codes, in a vote in which each person had one vote."""

    printed: int
    used: int
    void: int


class ChosenOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """An action that the room chose to carry together: its number, words and dots; `group` has it."""

    no: int
    text: str
    dots: int
    group: int
    title: str


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A whole night. `date` is YYYY-MM-DD, `zone` an IANA name, `people` all who were there, as they chose
    (see people.py). `rules` are those of the house. `sources`: whose words these are, if not the room's.
    `slips`: none if everybody could come in and vote. `moderated`: how many the host took out, if the record
    may say so. `deck`: the cards that groups played with. Most wanted pitches come first; groups in the order
    of the line-up. `chosen` are the actions that the room carries together, `kept` says how many promises
    were (none until somebody says what became of one),
    `earlier` with which promises of another night it opened, `assembly` what it asked of
    guests, `clips` those of no group, `questions` those to the whole room, `thanks` those that both would
    have here. `offers` has asks, too; `hours`: none if none were promised.
    `sequels` came after the night. `leaflets` are cards for others to take and run; `adapted` is what this
    night took further, `used` which nights did that with things of this one. `corrections` are those of words
    that stand here, in the order in which they were made. `spine`: in a file, of which log it was made."""

    schema: str = SCHEMA
    code: str
    title: str
    place: str
    date: str
    zone: str
    intro: str
    rules: str = ""
    rehearsal: bool
    sources: tuple[str, ...] = ()
    licence: LicenceOutcome = LicenceOutcome()
    slips: SlipCounts | None = None
    deck: DeckOutcome | None = None
    totals: Counts
    moderated: int | None = None
    people: tuple[str, ...]
    pitches: tuple[PitchOutcome, ...]
    lineup: tuple[SlotOutcome, ...]
    groups: tuple[GroupOutcome, ...]
    chosen: tuple[ChosenOutcome, ...] = ()
    kept: KeptOutcome | None = None
    earlier: EarlierOutcome | None = None
    assembly: AssemblyOutcome | None = None
    questions: tuple[QuestionOutcome, ...] = ()
    propositions: PropositionsOutcome | None = None
    feedback: tuple[FeedbackOutcome, ...] = ()
    clips: tuple[ClipOutcome, ...] = ()
    thanks: tuple[ThanksOutcome, ...] = ()
    offers: tuple[OfferOutcome, ...] = ()
    hours: HoursOutcome | None = None
    sequels: tuple[SequelOutcome, ...] = ()
    leaflets: tuple[LeafletOutcome, ...] = ()
    adapted: tuple[AdaptedOutcome, ...] = ()
    used: tuple[UsedOutcome, ...] = ()
    publication: PublicationOutcome | None = None
    corrections: tuple[CorrectionOutcome, ...] = ()
    spine: SpineOutcome | None = None

    def title_of(self, pitch: int) -> str:
        """The title of a pitch that is in the record."""
        return next(one.title for one in self.pitches if one.no == pitch)


def slot_outcome(night: Night, slot: Slot) -> SlotOutcome:
    there = [(room, p) for p in lineup.in_slot(night, slot.id) if (room := lineup.room(night, p.room))]
    start, end = times_of(night, slot)
    return SlotOutcome(
        start=start,
        end=end,
        pitches=tuple((room.name, placement.pitch) for room, placement in there),
        groups=tuple(placement.group for _room, placement in there),
        held=was_held(night, slot),
    )


def licence_outcome(night: Night) -> LicenceOutcome:
    its = licence_of(night)
    return LicenceOutcome(key=its.key, name=its.name, url=its.url)


def slip_counts(night: Night) -> SlipCounts | None:
    if not slips.needed(night):
        return None
    return SlipCounts(printed=night.slips.printed, used=slips.used(night), void=slips.void(night))


def all_chosen(night: Night, found: tuple[GroupOutcome, ...]) -> tuple[ChosenOutcome, ...]:
    """What the room chose, most dots first, as far as it is in the record."""
    where = {action.no: group for group in found for action in group.actions}
    return tuple(
        ChosenOutcome(
            no=one.note.no,
            text=one.note.text,
            dots=one.dots,
            group=where[one.note.no].no,
            title=where[one.note.no].title,
        )
        for one in choosing.chosen(night)
        if one.note.no in where
    )


def replied(group: GroupOutcome) -> int:
    """How much was said under its notes."""
    return sum(len(note.replies) for note in (*group.notes, *group.actions))


def of(night: Night) -> Outcome:
    """The outcome of a night."""
    working = in_steps(night)
    while True:
        try:
            next(working)
        except StopIteration as end:
            its: Outcome = end.value
            return its


def in_steps(night: Night) -> Generator[None, None, Outcome]:
    """The same, a little of it at each step. The night must not change in between."""
    wanted, its_groups = [], []
    for pitch in votes.ranked(night):
        wanted.append(pitch_outcome(night, pitch))
        yield
    for group in each_group(night):
        its_groups.append(group)
        yield
    found = in_order(night, its_groups)
    known = everybody(night)
    yield
    kept = counted(night)
    yield
    return Outcome(
        code=night.code,
        title=night.setup.title,
        place=night.setup.place,
        date=night.setup.date,
        zone=night.setup.zone,
        intro=night.setup.intro,
        rules=night.setup.rules,
        rehearsal=night.rehearsal,
        sources=tuple(night.sources),
        licence=licence_outcome(night),
        slips=slip_counts(night),
        deck=deck(night),
        totals=Counts(
            people=len(known),
            pitches=len(wanted),
            votes=sum(pitch.votes for pitch in wanted),
            groups=len(found),
            notes=sum(len(group.notes) for group in found),
            actions=sum(len(group.actions) + len(group.joint_actions) for group in found),
            hearts=sum(group.hearts for group in found),
            comments=sum(len(group.comments) + replied(group) for group in found),
            thanks=thanks.total(night),
        ),
        moderated=moderated.how_many(night) if night.moderation_told else None,
        people=known,
        pitches=tuple(wanted),
        lineup=tuple(slot_outcome(night, slot) for slot in night.setup.slots),
        groups=found,
        chosen=all_chosen(night, found),
        kept=kept,
        earlier=earlier(night),
        assembly=assembly.of(night),
        questions=all_questions(night),
        propositions=told(night),
        clips=clips_of(night, [0]),
        feedback=all_feedback(night, [group.no for group in found]),
        thanks=all_thanks(night),
        offers=all_offers(night, clock.now()),
        hours=hours(night),
        sequels=all_sequels(night),
        leaflets=all_leaflets(night),
        adapted=all_adapted(night),
        used=all_used(night),
        publication=publication.of(night),
        corrections=publication.corrections(night, wanted, found),
    )
