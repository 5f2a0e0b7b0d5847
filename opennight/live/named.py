"""Where a person's name and their promises show: found in the night after the event, as in further.py."""

from typing import Any

from opennight.live import threaded
from opennight.live.audiences import ASSEMBLY, BOARD, DESK, OFFERS, PHONE, STEERING, Audience
from opennight.live.further import unplaced
from opennight.live.patterns import Target
from opennight.night import bylines, groups, naming, pitches, promises, sequels, sharing
from opennight.night.kept.notes import Note
from opennight.night.people import PersonJoined, PersonLeft
from opennight.night.state import Night


def with_name(night: Night, event: Any) -> list[Target]:
    """Wherever this person's name stands."""
    those = (their_pitches, their_groups, their_headlines, their_words, threaded.said_by, their_promises)
    found = [target for find in (*those, their_offers) for target in find(night, event.person)]
    if len(night.unread_names) >= naming.LISTED:  # the next one is listed now
        found.append((DESK, "desk-reading"))
    return [*dict.fromkeys(found), *phoneless(night, event)]


def their_pitches(night: Night, no: int) -> list[Target]:
    """Their topics on phones, and in each of the desk's lists that a topic can be in."""
    own = night.people[no].pitches
    roots = [pitches.root(night, one) for one in own]
    cards = unplaced(night, *roots) + [f"pitch-{one}" for one in roots]
    rows = [f"{name}-{one}" for one in roots for name in ("row", "queued")]
    rows += [f"{name}-{one}" for one in own for name in ("waiting", "gone")]
    return [*((PHONE, card) for card in cards), *((DESK, row) for row in rows)]


def their_groups(night: Night, no: int) -> list[Target]:
    its = groups.of_person(night, no).values()
    return [target for one in its for target in ((PHONE, f"group-{one}"), (DESK, f"gathering-{one}"))]


def their_headlines(night: Night, no: int) -> list[Target]:
    """The headlines that say who drafted them, or who agreed."""
    its = (one.no for one in night.groups.values() if no in (one.drafted, one.agreed))
    return [(Audience("group", one), "headline") for one in its]


def their_words(night: Night, no: int) -> list[Target]:
    """Notes, comments and words on cards: where they stand, and at the desk, also while they wait."""
    person = night.people[no]
    notes = [night.notes[one] for one in person.notes]
    picks = [night.picks[one] for one in person.picks]
    rows = [f"gathering-{one.group}" for one in notes] + [f"gathering-{one.group}" for one in picks]
    rows += [f"unread-note-{one.no}" for one in notes if one.waiting]
    rows += [f"unread-card-{one.no}" for one in picks if one.waiting]
    rows += [f"said-{one}" for one in person.comments]
    rows += [f"unread-comment-{one}" for one in person.comments if night.comments[one].waiting]
    return [
        *((PHONE, f"comment-{one}") for one in person.comments),
        *(threaded.of_note(one) for one in hands_on(night, no)),
        *((DESK, row) for row in rows),
    ]


def their_offers(night: Night, no: int) -> list[Target]:
    """The cards of offers and asks that carry this person's name."""
    own = [offer for offer in night.offers.values() if offer.person == no]
    asked = [night.offers[one.offer] for one in night.inquiries.values() if one.person == no]
    cards = [(OFFERS, f"{'ask' if one.wants else 'gift'}-{one.no}") for one in [*own, *asked]]
    rows = [(DESK, f"offered-{one.no}") for one in [*own, *asked]]
    return [*cards, *rows, (BOARD, "scene"), (STEERING, "candidates")] if cards else []


def phoneless(night: Night, event: Any) -> list[Target]:
    """The desk's list of those without a phone, if this person is one of them."""
    no = event.no if isinstance(event, PersonJoined) else event.person
    return [] if night.people[no].phone else [(DESK, "people-options")]


def who_came(night: Night, event: PersonJoined) -> list[Target]:
    """Whoever came without a phone; and the name that the desk has yet to read."""
    rows = (f"unread-name-{event.no}", "unread-name-order", "desk-unread") if event.waiting else ()
    return [*phoneless(night, event), *((DESK, row) for row in rows)]


def seated(group: int) -> list[Target]:
    """Who sits in the group and who has the pen, on its page."""
    return [(Audience("group", group), region) for region in ("heads", "pen")]


def who_is_back(night: Night, event: Any) -> list[Target]:
    """Wherever it said that they had gone home."""
    return [*their_promises(night, event.person), *phoneless(night, event)]


def groups_left(night: Night, event: PersonLeft) -> list[Target]:
    """The groups that the person was in: their cards, and the heads of their pages."""
    return [
        target
        for no in event.groups
        for target in ((PHONE, f"group-{no}"), *seated(no), (DESK, f"gathering-{no}"))
    ] + [*their_promises(night, event.person), *phoneless(night, event)]


def hands_on(night: Night, no: int) -> list[Note]:
    """The notes that say this person's name: those that they wrote, and those that they changed last."""
    changed = [note for note in night.notes.values() if note.changed == no]
    return [*(night.notes[one] for one in night.people[no].notes), *changed]


def where_promised(night: Night, event: Any) -> list[Target]:
    """Who is in: beside what is promised, on its group's page, in front of the room, and at the desk."""
    found = promises.subject(night, event.about)
    region = f"promise-{event.about.replace(':', '-')}"
    # Once people tell what came after, the desk leads to what is due, from the first promise on.
    due = [(DESK, "desk-meetings")] if sequels.is_over(night) or event.about.startswith("meeting:") else []
    if event.about.startswith(("answer:", "ours:")):
        return [(ASSEMBLY, region), (BOARD, "scene"), (STEERING, "put"), *due]
    if not found:
        return due  # the desk also lists meetings that nobody else sees
    front = [(PHONE, region)] if found.group == sharing.shown(night) else []
    return [
        *((Audience("group", no), region) for no in (found.group, found.also) if no),
        *front,
        (BOARD, "scene"),
        (DESK, f"gathering-{found.group}"),
        *due,
        *([(DESK, "desk-connections")] if found.also else []),
    ]


def their_promises(night: Night, no: int) -> list[Target]:
    """Wherever this person is named as one who is in."""
    made = (promises.PromiseMade(person=no, about=about) for about in night.people[no].promises)
    return [target for one in made for target in where_promised(night, one)]


def what_they_promised(night: Night, event: Any) -> list[Target]:
    """The same for whoever is removed or let back in; and all else of theirs on groups' pages."""
    people = getattr(event, "people", None) or (event.person,)
    return [one for no in people for find in (their_promises, threaded.traces) for one in find(night, no)]


def owners(night: Night, event: Any) -> list[int]:
    """Who promised the action that the event is about: their own pages name it."""
    return promises.owners(night, f"note:{event.note}")


def table_mates(night: Night, event: Any) -> list[int]:
    """Who sat in a group with this person: once the night is over, each one's evening names them."""
    return bylines.read_by(night, event.person) if is_over(night) else []


def former_mates(night: Night, event: PersonLeft) -> list[int]:
    """The same for whoever is out of these groups now."""
    return [no for group in event.groups for no in night.groups[group].members] if is_over(night) else []


def is_over(night: Night) -> bool:
    return night.published or night.phase == "closed"
