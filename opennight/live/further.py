"""Where an event shows, beyond the regions that its own fields name: found in the night after it."""

from collections.abc import Callable, Iterable
from typing import Any

from opennight.live import threaded
from opennight.live.audiences import (
    ASSEMBLY,
    BOARD,
    CHOOSING,
    DESK,
    OFFERS,
    PHONE,
    REPORTER,
    STEERING,
    Audience,
)
from opennight.live.patterns import Target
from opennight.night import (
    bylines,
    groups,
    lineup,
    moderated,
    naming,
    pitches,
    promises,
    seats,
    sharing,
    votes,
    workbooks,
)
from opennight.night.groups import GroupJoined, GroupLeft
from opennight.night.kept.notes import Note
from opennight.night.notes import NoteEdited, NoteWritten
from opennight.night.people import PersonJoined, PersonLeft
from opennight.night.placing import running
from opennight.night.sharing import GroupShown
from opennight.night.state import Night
from opennight.night.tables import TableOpened

"""What there is to promise once an ask is answered."""


def with_name(night: Night, event: Any) -> list[Target]:
    """The cards, notes and comments that carry this person's name, and the waiting list."""
    person = night.people[event.person]
    roots = [pitches.root(night, no) for no in person.pitches]
    its_groups = groups.of_person(night, event.person).values()
    cards = unplaced(night, *roots) + [f"pitch-{no}" for no in roots]
    cards += [f"group-{no}" for no in its_groups]
    cards += [f"comment-{no}" for no in person.comments]
    notes_of = [night.notes[no] for no in person.notes]
    rows = [f"{name}-{no}" for no in roots for name in ("row", "queued")]
    rows += [f"{name}-{no}" for no in person.pitches for name in ("waiting", "gone")]
    rows += [f"gathering-{no}" for no in its_groups]
    rows += [f"gathering-{note.group}" for note in notes_of] + [f"said-{no}" for no in person.comments]
    rows += [f"unread-note-{note.no}" for note in notes_of if note.waiting]
    picks_of = [night.picks[no] for no in person.picks]
    rows += [f"gathering-{pick.group}" for pick in picks_of]
    rows += [f"unread-card-{pick.no}" for pick in picks_of if pick.waiting]
    rows += [f"unread-comment-{no}" for no in person.comments if night.comments[no].waiting]
    rows += threaded.rows_of(night, event.person)
    if len(night.unread_names) >= naming.LISTED:  # the next one is listed now
        rows.append("desk-reading")
    return (
        [(PHONE, card) for card in cards]
        + [
            (Audience("group", note.group), f"note-{note.about or note.no}")
            for note in hands_on(night, event.person)
        ]
        + threaded.said_by(night, event.person)
        + [(DESK, row) for row in dict.fromkeys(rows)]
        + their_promises(night, event.person)
        + their_offers(night, event.person)
        + phoneless(night, event)
    )


def their_offers(night: Night, no: int) -> list[Target]:
    """The cards of offers and asks that carry this person's name."""
    own = [offer for offer in night.offers.values() if offer.person == no]
    asked = [night.offers[one.offer] for one in night.inquiries.values() if one.person == no]
    cards = [(OFFERS, f"{'ask' if one.wants else 'gift'}-{one.no}") for one in [*own, *asked]]
    rows = [(DESK, f"offered-{one.no}") for one in [*own, *asked]]
    return [*cards, *rows, (BOARD, "scene")] if cards else []


def on_reel(night: Night, event: Any) -> list[Target]:
    """The board, while it plays the reel: what was withdrawn or hidden leaves it."""
    return [(BOARD, "scene")] if night.reel.on else []


def phoneless(night: Night, event: Any) -> list[Target]:
    """The desk's list of those without a phone, if this person is one of them."""
    no = event.no if isinstance(event, PersonJoined) else event.person
    return [] if night.people[no].phone else [(DESK, "people-options")]


def who_came(night: Night, event: PersonJoined) -> list[Target]:
    """Whoever came without a phone; and the name that the desk has yet to read."""
    rows = (f"unread-name-{event.no}", "unread-name-order", "desk-unread") if event.waiting else ()
    return [*phoneless(night, event), *((DESK, row) for row in rows)]


def its_cells(night: Night, event: Any) -> list[Target]:
    """Where the desk's line-up says something about this pitch."""
    places = [night.lineup[no] for no in running(night, getattr(event, "pitch", 0))]
    return [(DESK, f"cell-{place.slot}-{place.room}") for place in places]


def its_hurdles(night: Night, event: Any) -> list[Target]:
    """Where the desk says why a topic waits, which depends on who is here and what they pitched."""
    return [(DESK, f"waits-{pitch.no}") for pitch in lineup.waiting(night)]


def who_missed_it(night: Night, event: GroupJoined | GroupLeft) -> Iterable[int]:
    """Whoever voted for the topic of a group that has just become full, or has a seat free again; and who
    asks, or is asked, for a seat then."""
    placement = night.lineup.get(event.group)
    if placement is None:
        return ()
    turns = 0 if isinstance(event, GroupJoined) else 1
    its = groups.seats_left(night, placement) == turns
    return [*(votes.voters(night, placement.pitch) if its else ()), *seats.concerned(night, event.group)]


def groups_left(night: Night, event: PersonLeft) -> list[Target]:
    """The groups that the person was in: their cards, and the heads of their pages."""
    return [
        target
        for no in event.groups
        for target in ((PHONE, f"group-{no}"), (Audience("group", no), "heads"), (DESK, f"gathering-{no}"))
    ] + [*their_promises(night, event.person), *phoneless(night, event)]


def where_it_is(night: Night, event: Any) -> list[Target]:
    """Where phones show the pitch once groups are made: its group, or the waiting list."""
    its = running(night, event.pitch)
    regions = [f"{kind}-{no}" for no in its for kind in ("group", "ticket", "other")]
    if not its:
        regions += unplaced(night, event.pitch)
    if sharing.shown(night) in its:
        regions.append("front")
    rows = [f"{kind}-{no}" for no in its for kind in ("gathering", "presents")]
    rows += [f"gone-{part}" for part in night.pitches[event.pitch].parts]
    return [
        *((PHONE, region) for region in regions),
        *((DESK, row) for row in rows),
        *in_its_groups(night, event),
    ]


def where_pitched(night: Night, event: Any) -> list[Target]:
    """Where phones show that the topic has no room yet; and its pitcher."""
    return [*((PHONE, region) for region in unplaced(night, event.no)), *writers_row(night, event)]


def writers_row(night: Night, event: Any) -> list[Target]:
    """Somebody's row at the desk, once they have written the first thing: it can be taken off with them."""
    person = night.people.get(event.person)
    first = person and len(person.pitches) + len(person.notes) + len(person.comments) + len(person.picks) == 1
    return [(DESK, f"person-{event.person}")] if first else []


def unplaced(night: Night, *nos: int) -> list[str]:
    """Where phones show topics without a room: each in a row of its own where people open tables."""
    return [f"topic-{no}" for no in nos] if pitches.walking(night) else ["waiting"] * bool(nos)


def sat_down(night: Night, event: TableOpened) -> list[Target]:
    """The new table: added to the list of its round, if it comes last in it."""
    last = lineup.in_slot(night, event.slot)[-1]
    added = last.group == event.group and pitches.walking(night)
    regions = [f"group-{event.group}", f"ticket-{event.group}"] if added else ["lineup", "moment"]
    heads = (Audience("group", event.group), "heads")
    return [*((PHONE, region) for region in regions), heads, (REPORTER, "tour")]


def where_written(night: Night, event: Any) -> list[Target]:
    """The note on its own group's page; and, if it is an action of the group in front, on all phones."""
    note = night.notes[event.no if isinstance(event, NoteWritten) else event.note]
    targets = [(DESK, f"gathering-{note.group}"), (DESK, f"unread-note-{note.no}")]
    targets += [(REPORTER, "tour")] if note.reporter or not note.waiting else []
    if isinstance(event, NoteWritten) and note.waiting:
        return targets  # that it is there is nobody else's business yet
    # An answer stands with its concern, and says of it that it is answered.
    page = Audience("group", note.group)
    targets += [(BOARD, "scene"), (page, f"note-{note.about or note.no}"), (page, "note-order")]
    targets += asked(night, event, note.no)
    if note.kind == "action":
        targets += [(DESK, "desk-choice"), (PHONE, "choice"), (CHOOSING, "choosing")]
        targets += [(PHONE, "shown-actions")] if note.group == sharing.shown(night) else []
    return targets


def both(
    one: Callable[[Night, Any], Iterable[Target]] | None, other: Callable[[Night, Any], Iterable[Target]]
) -> Callable[[Night, Any], list[Target]]:
    """Both functions in one: the targets that either of them finds."""
    return lambda night, event: [*(one(night, event) if one else ()), *other(night, event)]


def where_promised(night: Night, event: Any) -> list[Target]:
    """Who is in: beside what is promised, on its group's page, in front of the room, and at the desk."""
    found = promises.subject(night, event.about)
    region = f"promise-{event.about.replace(':', '-')}"
    if event.about.startswith(("answer:", "ours:")):
        return [(ASSEMBLY, region), (BOARD, "scene"), (STEERING, "put")]
    if not found:
        return []
    front = [(PHONE, region)] if found.group == sharing.shown(night) else []
    return [
        *((Audience("group", no), region) for no in (found.group, found.also) if no),
        *front,
        (BOARD, "scene"),
        (DESK, f"gathering-{found.group}"),
        *([(DESK, "desk-meetings")] if event.about.startswith("meeting:") else []),
        *([(DESK, "desk-connections")] if found.also else []),
    ]


def asked(night: Night, event: Any, note: int = 0) -> list[Target]:
    """Where the assembly has what groups wrote: what could be asked, and what is. If it is about one `note`,
    whoever is in the assembly hears of it only if that was taken up."""
    taken = {ask.note: ask.no for ask in night.manifesto.asks.values()}
    if note not in taken if note else not taken:
        return on_the_list("")
    # A note that goes or comes back may change more than its own place in the list.
    return on_the_list(f"ask-{taken[note]}" if note and isinstance(event, NoteEdited) else "asks")


def from_the_wall(night: Night, offer: int) -> list[Target]:
    """Where the assembly has an ask from the wall: with what could be asked, and once taken up, as one."""
    return on_the_list("asks" if any(ask.offer == offer for ask in night.manifesto.asks.values()) else "")


def on_the_list(region: str) -> list[Target]:
    """What could be asked, at the desk; and this region of the assembly, if it was taken up."""
    found = [(STEERING, "candidates")]
    if region:
        found += [(ASSEMBLY, region)]
        found += [(STEERING, "put"), (STEERING, "front"), (STEERING, "choice-of-asks")]
    return found


def hands_on(night: Night, no: int) -> list[Note]:
    """The notes that say this person's name: those that they wrote, and those that they changed last."""
    changed = [note for note in night.notes.values() if note.changed == no]
    return [*(night.notes[one] for one in night.people[no].notes), *changed]


def their_promises(night: Night, no: int) -> list[Target]:
    """Wherever this person is named as one who is in."""
    made = (promises.PromiseMade(person=no, about=about) for about in night.people[no].promises)
    return [target for one in made for target in where_promised(night, one)]


def what_they_promised(night: Night, event: Any) -> list[Target]:
    """The same for one who is removed or let back in, or for several."""
    people = getattr(event, "people", None) or (event.person,)
    return [target for no in people for target in their_promises(night, no)]


def where_starred(night: Night, event: Any) -> list[Target]:
    note = night.notes[event.note]
    return [(Audience("group", note.group), f"stars-{note.no}")]


def where_moved(night: Night, event: Any) -> list[Target]:
    """The order on the group's page; answers are drawn with their concern, actions also in front of all."""
    note = night.notes[event.note]
    page = Audience("group", note.group)
    if note.about:
        return [(page, f"note-{note.about}")]
    front = [(PHONE, "shown-actions")] if note.group == sharing.shown(night) else []
    return [(page, "note-order"), (BOARD, "scene"), *front]


def where_said(night: Night, event: Any) -> list[Target]:
    """A new comment: at the desk, and unless it waits there, on phones and the board."""
    if night.comments[event.no].waiting:
        return writers_row(night, event)
    return [(PHONE, f"comment-{event.no}"), (BOARD, "scene"), *writers_row(night, event)]


def laid(night: Night, event: Any) -> list[Target]:
    """The cards of one kind on the page of the group, and in front of the room its goals, or all once its
    story is finished; and the row of whoever wrote for the first time."""
    writers = writers_row(night, event) if hasattr(event, "person") else []
    shown = event.kind == "goal" or workbooks.finished(night, event.group)
    front = told(night, event) if shown else []
    return [(Audience("group", event.group), f"cards-{event.kind}"), *front, *writers]


def told(night: Night, event: Any) -> list[Target]:
    """The story of a group on the board, while it is in front of the room."""
    return [(BOARD, "scene")] if event.group == sharing.shown(night) else []


def card_writer(night: Night, event: Any) -> list[int]:
    """Who wrote the words on the card that the event is about."""
    return [night.picks[event.pick].person]


def owners(night: Night, event: Any) -> list[int]:
    """Who promised the action that the event is about: their own pages name it."""
    return promises.owners(night, f"note:{event.note}")


def commenter(night: Night, event: Any) -> list[int]:
    """Who made the comment that the event is about."""
    return [night.comments[event.comment].person]


def moderated_one(night: Night, event: Any) -> list[int]:
    """Whose words the act of moderation was about."""
    act = night.moderated.get(event.act)
    return [moderated.author(night, act)] if act else []


def table_mates(night: Night, event: Any) -> list[int]:
    """Who sat in a group with this person: once the night is over, each one's evening names them."""
    return bylines.read_by(night, event.person) if night.published or night.phase == "closed" else []


def where_new(night: Night, event: NoteWritten) -> list[Target]:
    return [*where_written(night, event), *writers_row(night, event)]


def at_the_side(night: Night, event: GroupShown) -> list[Target]:
    """The groups that come to the front and leave it: each is either there or in the list of the others."""
    if event.group is None or event.before is None:
        return [(PHONE, "share")]
    return [(PHONE, f"other-{event.group}"), (PHONE, f"other-{event.before}")]


def pitcher(night: Night, event: Any) -> list[int]:
    """Who made the pitch that the event is about."""
    return [night.pitches[event.pitch].person]


def in_its_groups(night: Night, event: Any) -> list[Target]:
    """The heads of the pages of all groups that the pitch has or had."""
    own = [group.no for group in night.groups.values() if group.pitch == event.pitch]
    heads = [(Audience("group", no), region) for no in own for region in ("now", "heads")]
    return [*heads, (REPORTER, "tour"), *asked(night, event)] if own else []
