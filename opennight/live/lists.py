"""The desk's lists: each row is a region of its own, and so is the order of each list.

A row that is new comes at the end of its list; the order says where it belongs (static/js/lists.js).
"""

from collections.abc import Callable
from typing import Any

from opennight.live.region import About, Region
from opennight.night import (
    gratitude,
    headlines,
    lineup,
    naming,
    notes,
    picks,
    pitches,
    replies,
    sharing,
    votes,
)
from opennight.night.kept.pitches import Pitch
from opennight.night.state import Night

MOST_PEOPLE = 300
"""People whom the desk lists: those who came last. A big hall's list stays light enough to load."""
GATHERED = ("groups", "talk", "share")


def always(night: Night) -> bool:
    return True


def is_gathered(night: Night) -> bool:
    """Whether this is the time of the groups; in other phases the desk gets them when they are opened."""
    return night.phase in GATHERED


def is_sharing(night: Night) -> bool:
    return night.phase == "share"


def waiting(night: Night) -> list[int]:
    return [pitch.no for pitch in pitches.waiting(night)]


def ranked(night: Night) -> list[int]:
    return [pitch.no for pitch in votes.ranked(night)]


def gone(night: Night) -> list[int]:
    return [pitch.no for pitch in pitches.gone(night)]


def queued(night: Night) -> list[int]:
    return night.queue


def newest(night: Night) -> list[int]:
    """The newest first: whoever may have to go has usually just come in."""
    return list(night.people)[: -MOST_PEOPLE - 1 : -1]


def left_over(night: Night) -> list[int]:
    return [pitch.no for pitch in lineup.waiting(night)]


def offered(night: Night) -> list[int]:
    """Offers and asks, in the order in which they came, hidden ones as well."""
    return [offer.no for offer in night.offers.values() if not offer.closed]


def about_offered(night: Night, no: int) -> dict[str, Any] | None:
    offer = night.offers.get(no)
    return {"offer": offer} if offer and not offer.closed else None


def commented(night: Night) -> list[int]:
    """All comments on the group in front, hidden ones as well, the latest first."""
    shown = sharing.shown(night)
    return [no for no, comment in reversed(night.comments.items()) if comment.group == shown]


def unread_notes(night: Night) -> list[int]:
    return [note.no for note in notes.waiting(night)]


def unread_comments(night: Night) -> list[int]:
    return [comment.no for comment in sharing.waiting(night)]


def unread_headlines(night: Night) -> list[int]:
    return [group.no for group in headlines.unread(night)]


def unread_names(night: Night) -> list[int]:
    return [person.no for person in naming.listed(night)]


def about_unread_name(night: Night, no: int) -> dict[str, Any] | None:
    person = night.people.get(no)
    return {"person": person} if person and no in unread_names(night) else None


def unread_cards(night: Night) -> list[int]:
    return [pick.no for pick in picks.waiting(night)]


def about_unread_card(night: Night, no: int) -> dict[str, Any] | None:
    pick = night.picks.get(no)
    return {"pick": pick} if pick and pick.waiting else None


def unread_replies(night: Night) -> list[int]:
    return [reply.no for reply in replies.waiting(night)]


def about_unread_reply(night: Night, no: int) -> dict[str, Any] | None:
    reply = night.replies.get(no)
    return {"reply": reply} if reply and reply.waiting else None


def unread_thanks(night: Night) -> list[int]:
    return [one.no for one in gratitude.waiting(night)]


def about_unread_thanks(night: Night, no: int) -> dict[str, Any] | None:
    return {"one": night.thanks[no]} if no in unread_thanks(night) else None


def about_unread_headline(night: Night, no: int) -> dict[str, Any] | None:
    group = night.groups.get(no)
    return {"group": group} if group and group.unread else None


def about_unread_note(night: Night, no: int) -> dict[str, Any] | None:
    note = night.notes.get(no)
    return {"note": note} if note and note.waiting else None


def about_unread_comment(night: Night, no: int) -> dict[str, Any] | None:
    comment = night.comments.get(no)
    return {"comment": comment} if comment and comment.waiting else None


def pitch_if(here: Callable[[Night, Pitch], bool]) -> About:
    """The values of a row about a pitch, as long as `here` says that it belongs into the list."""

    def about(night: Night, no: int) -> dict[str, Any] | None:
        pitch = night.pitches.get(no)
        return {"pitch": pitch} if pitch and here(night, pitch) else None

    return about


def is_gone(night: Night, pitch: Pitch) -> bool:
    return pitch.status in ("withdrawn", "hidden") or pitch.merged is not None


def is_left_over(night: Night, pitch: Pitch) -> bool:
    return pitches.is_open(pitch) and not any(p.pitch == pitch.no for p in night.lineup.values())


def about_person(night: Night, no: int) -> dict[str, Any] | None:
    listed = no in night.people and no > len(night.people) - MOST_PEOPLE
    return {"person": night.people[no]} if listed else None


def about_comment(night: Night, no: int) -> dict[str, Any] | None:
    comment = night.comments.get(no)
    return {"comment": comment} if comment and comment.group == sharing.shown(night) else None


def about_placed(night: Night, no: int) -> dict[str, Any] | None:
    return {"placement": night.lineup[no], "no": no} if no in night.lineup else None


def about_cell(night: Night, slot: int, room: int = 0) -> dict[str, Any] | None:
    found = lineup.slot(night, slot), lineup.room(night, room)
    return {"slot": found[0], "room": found[1]} if all(found) else None


def sitting(night: Night, slot: int) -> list[int]:
    """The groups that meet in this slot."""
    return [placement.group for placement in lineup.in_slot(night, slot)]


def sittings(night: Night) -> list[tuple[str, list[int]]]:
    return [(f"gatherings-{slot.id}", sitting(night, slot.id)) for slot in night.setup.slots]


def rows(
    name: str,
    about: About,
    each: Callable[..., list[int]],
    order: Callable[[Night], list[tuple[str, list[int]]]],
    into: Callable[[Night, int], str],
    when: Callable[[Night], bool] = always,
) -> dict[str, Region]:
    """The rows of this name, and the order of their lists: (id of the list, numbers of its rows)."""
    return {
        name: Region(f"desk/rows/_{name}.html", into, about, when=when, each=each),
        f"{name}-order": Region(
            "desk/_order.html",
            about=lambda night, no=0: {"name": name, "lists": order(night)},
            when=when,
        ),
    }


def listed(
    name: str,
    into: str,
    each: Callable[[Night], list[int]],
    about: About,
    when: Callable[[Night], bool] = always,
) -> dict[str, Region]:
    """The same for rows that are all in the list with the id `into`."""
    return rows(name, about, each, lambda night: [(into, each(night))], lambda night, no: into, when)


LISTS: dict[str, Region] = (
    listed("waiting", "let-in-list", waiting, pitch_if(lambda night, pitch: pitch.status == "waiting"))
    | listed("row", "ranked", ranked, pitch_if(lambda night, pitch: pitches.is_open(pitch)))
    | listed("gone", "gone-list", gone, pitch_if(is_gone))
    | listed("queued", "queue", queued, pitch_if(lambda night, pitch: pitch.no in night.queue))
    | listed("person", "persons", newest, about_person)
    | listed("waits", "waiting-cards", left_over, pitch_if(is_left_over), lineup.under_way)
    | listed("presents", "running-order", sharing.order, about_placed, is_sharing)
    | listed("unread-name", "unread-names", unread_names, about_unread_name)
    | listed("unread-headline", "unread-headlines", unread_headlines, about_unread_headline)
    | listed("unread-note", "unread-notes", unread_notes, about_unread_note)
    | listed("unread-card", "unread-cards", unread_cards, about_unread_card)
    | listed("unread-comment", "unread-comments", unread_comments, about_unread_comment)
    | listed("unread-reply", "unread-replies", unread_replies, about_unread_reply)
    | listed("unread-thanks", "unread-thank-yous", unread_thanks, about_unread_thanks)
    | listed("offered", "offered-list", offered, about_offered)
    | listed("said", "said-list", commented, about_comment, is_sharing)
    | rows(
        "gathering",
        about_placed,
        sitting,
        sittings,
        lambda night, no: f"gatherings-{night.lineup[no].slot}",
        is_gathered,
    )
    | {
        "table": Region("desk/rows/_table.html", about=about_placed, when=is_gathered),
        "wrote": Region("desk/rows/_wrote.html", about=about_placed, when=is_gathered),
    }
    | {"cell": Region("desk/rows/_cell.html", about=about_cell, when=lineup.under_way)}
)
"""By the name of their rows."""
