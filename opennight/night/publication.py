"""Publication: whether everybody can read the record, and what the host and the groups make of it.

Closing the night publishes its record, unless the host holds it back to work on it first. Its address stays:
a record that was withdrawn says so there, and nothing else. Mending words is in corrections.py.
"""

from opennight.night import clips, groups, people, pitches
from opennight.night.kept.groups import Group
from opennight.night.kept.publication import Publication
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, clean, plain
from opennight.night.state import Night

STORY = 2_000


class HoldRecord(Command, frozen=True):
    """Whether closing the night leaves its record a draft."""

    held: bool


class PublishRecord(Command, frozen=True):
    """Also one that was withdrawn."""


class WithdrawRecord(Command, frozen=True):
    pass


class WriteStory(Command, frozen=True):
    """The host's own paragraph on the cover; an empty one takes it away."""

    text: str


class PickCover(Command, frozen=True):
    """A photo that was released; 0: none."""

    clip: int


class OrderRecord(Command, frozen=True):
    """The groups of the record, in the order in which it is to tell of them."""

    order: tuple[int, ...]


class ApprovePage(Command, frozen=True):
    """Somebody of the group has read its page for all of them; or it does not stand any more."""

    person: int
    group: int
    approved: bool = True


class RecordHeld(Event, frozen=True):
    KIND = "record-held"

    held: bool


class RecordPublished(Event, frozen=True):
    KIND = "record-published"


class RecordWithdrawn(Event, frozen=True):
    KIND = "record-withdrawn"


class StoryWritten(Event, frozen=True):
    KIND = "record-story-written"

    text: str


class CoverPicked(Event, frozen=True):
    KIND = "record-cover-picked"

    clip: int


class RecordOrdered(Event, frozen=True):
    KIND = "record-ordered"

    order: tuple[int, ...]


class PageApproved(Event, frozen=True):
    KIND = "record-page-approved"

    person: int
    group: int
    approved: bool


def of(night: Night) -> Publication:
    return night.publication


def cover(night: Night) -> int:
    """The clip on the cover, if everybody may still see it; else 0."""
    clip = night.clips.get(night.publication.cover)
    return clip.no if clip and clip.sort == "photo" and clips.is_public(night, clip) else 0


def sat_at(night: Night, person: int, group: int) -> bool:
    """Whether this person is or was in the group whose page this is, or in one that became part of it."""
    return any(groups.was_there(night, person, one) for one in told_together(night, group))


def told_together(night: Night, group: int) -> list[Group]:
    """The group whose page this is, and those that became part of it."""
    its = night.groups[group]
    root = pitches.root(night, its.pitch)
    parts = (one for one in night.groups.values() if one.pitch != root)
    return [its, *(one for one in parts if pitches.root(night, one.pitch) == root)]


def hold(night: Night, command: HoldRecord) -> list[Event]:
    if night.publication.state != "draft":
        raise Refused(_("The record is already public. Withdraw it if nobody should read it."), "late")
    return [] if command.held == night.publication.held else [RecordHeld(held=command.held)]


def publish(night: Night, command: PublishRecord) -> list[Event]:
    if night.publication.state == "published":
        return []
    if night.publication.state == "draft" and night.phase != "closed":
        raise Refused(_("Close the night first. Then you can publish its record."), "late")
    return [RecordPublished()]


def withdraw(night: Night, command: WithdrawRecord) -> list[Event]:
    if night.publication.state == "draft":
        raise Refused(_("The record is not published, so there is nothing to withdraw."), "late")
    return [] if night.publication.state == "withdrawn" else [RecordWithdrawn()]


def write_story(night: Night, command: WriteStory) -> list[Event]:
    text = clean(command.text, STORY, "text", least=0, lines=True)
    return [] if text == night.publication.story else [StoryWritten(text=text)]


def pick_cover(night: Night, command: PickCover) -> list[Event]:
    if command.clip:
        clip = clips.find(night, command.clip)
        if clip.sort != "photo" or not clips.is_public(night, clip):
            raise Refused(_("Pick a photo that everybody may see."), field="clip")
    return [] if command.clip == night.publication.cover else [CoverPicked(clip=command.clip)]


def put_in_order(night: Night, command: OrderRecord) -> list[Event]:
    order = tuple(dict.fromkeys(command.order))
    if not all(no in night.groups for no in order):
        raise Refused(_("There is no such group in this night."), "missing")
    return [] if order == night.publication.order else [RecordOrdered(order=order)]


def approve(night: Night, command: ApprovePage) -> list[Event]:
    people.only_self(command, command.person)
    person = people.known(night, command.person)
    if command.group not in night.groups:
        raise Refused(_("There is no such group in this night."), "missing")
    if not sat_at(night, person.no, command.group):
        raise Refused(_("Only those who were in this group can approve its page."), "forbidden")
    if night.phase != "closed":
        raise Refused(_("Your group can approve its page once the night is closed."), "late")
    if command.approved == (command.group in night.publication.pages):
        return []
    return [PageApproved(person=person.no, group=command.group, approved=command.approved)]


def is_held(night: Night, event: RecordHeld) -> None:
    night.publication.held = event.held


def open_to_all(night: Night) -> None:
    """From now on everybody can read the record."""
    night.publication.state, night.publication.at, night.published = "published", night.at, True


def was_published(night: Night, event: RecordPublished) -> None:
    open_to_all(night)


def was_withdrawn(night: Night, event: RecordWithdrawn) -> None:
    night.publication.state, night.publication.at, night.published = "withdrawn", night.at, False
    night.publication.listing = None


def story_written(night: Night, event: StoryWritten) -> None:
    night.publication.story = event.text


def cover_picked(night: Night, event: CoverPicked) -> None:
    night.publication.cover = event.clip


def was_ordered(night: Night, event: RecordOrdered) -> None:
    night.publication.order = event.order


def page_approved(night: Night, event: PageApproved) -> None:
    if event.approved:
        night.publication.pages[event.group] = event.person
    else:
        night.publication.pages.pop(event.group, None)


def held_label(night: Night, event: RecordHeld) -> Label:
    return Label(_("holding the record back") if event.held else _("publishing the record at the close"))


DECIDE = {
    HoldRecord: hold,
    PublishRecord: publish,
    WithdrawRecord: withdraw,
    WriteStory: write_story,
    PickCover: pick_cover,
    OrderRecord: put_in_order,
    ApprovePage: approve,
}
EVOLVE = {
    RecordHeld: is_held,
    RecordPublished: was_published,
    RecordWithdrawn: was_withdrawn,
    StoryWritten: story_written,
    CoverPicked: cover_picked,
    RecordOrdered: was_ordered,
    PageApproved: page_approved,
}
UNDO: dict[type[Event], Undo] = {
    RecordHeld: (held_label, lambda n, e: [RecordHeld(held=n.publication.held)]),
    StoryWritten: (
        plain(_("writing the record's opening words")),
        lambda n, e: [StoryWritten(text=n.publication.story)],
    ),
    CoverPicked: (
        plain(_("picking the record's picture")),
        lambda n, e: [CoverPicked(clip=n.publication.cover)],
    ),
    RecordOrdered: (
        plain(_("ordering the groups in the record")),
        lambda n, e: [RecordOrdered(order=n.publication.order)],
    ),
}
"""People take the link home: what was published or withdrawn stays so until the host says otherwise."""
