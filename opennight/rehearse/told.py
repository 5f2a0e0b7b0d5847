"""Reads a night's record.json in the ledger's terms."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from opennight.rehearse.ledger import Told

HOURS = ("promised", "kept", "monthly")


def whole(said: dict[str, Any]) -> list[dict[str, Any]]:
    """What was said, and the answers to it."""
    return [said, *said.get("answers", ())]


def read(record: dict[str, Any]) -> Told:
    """What the record tells; its shape is described in opennight/record/outcome.py."""
    groups = {group["no"]: group for group in record["groups"]}
    return Told(
        people=record["totals"]["people"],
        pitches={pitch["no"]: pitch["title"] for pitch in record["pitches"]},
        dots={pitch["no"]: pitch["votes"] for pitch in record["pitches"]},
        slots={no: slot["start"] for slot in record["lineup"] for no in slot["groups"]},
        **of_groups(groups),
        **of_notes(groups),
        **of_room(record),
        **of_wall(record.get("offers", ())),
        clips=Counter(
            (group["no"], clip["title"])
            for group in ({"no": 0, **record}, *groups.values())
            for clip in group["clips"]
        ),
        thanks=record["totals"].get("thanks", 0),
        sequels=Counter(one["text"] for one in record.get("sequels", ())),
        leaflets=Counter(one["title"] for one in record.get("leaflets", ())),
        hours={no: (record.get("hours") or {}).get(name, 0) for no, name in enumerate(HOURS, 1)},
    )


def of_groups(groups: dict[int, Any]) -> dict[str, Any]:
    return {
        "members": {no: len(group["members"]) for no, group in groups.items()},
        "headlines": {no: group["headline"] for no, group in groups.items() if group["headline"]},
        "hearts": {no: group["hearts"] for no, group in groups.items()},
        "meetings": Counter((no, one["day"]) for no, group in groups.items() for one in group["meetings"]),
        "joined": Counter(
            (no, link["action"])
            for no, group in groups.items()
            for link in group.get("links", ())
            if link["first"] and link["action"]
        ),
        "cards": {no: len(group["story"]["cards"]) for no, group in groups.items() if group.get("story")},
    }


def of_notes(groups: dict[int, Any]) -> dict[str, Any]:
    """What groups wrote, and what was said of it."""

    def texts(kind: str) -> Counter[tuple[int, str]]:
        those = ((no, one) for no, group in groups.items() for one in group[kind])
        return Counter((no, said["text"]) for no, one in those for said in whole(one))

    actions = [action for group in groups.values() for action in group["actions"]]
    notes = [*actions, *(note for group in groups.values() for note in group["notes"])]
    return {
        **{kind: texts(kind) for kind in ("notes", "actions", "comments")},
        "owners": {one["no"]: len(one["owners"]) for one in actions if one["owners"]},
        "states": {one["no"]: one.get("state", "") for one in actions},
        "likes": {note["no"]: note["hearts"] for note in notes if note.get("hearts")},
        "replies": Counter((note["no"], one["text"]) for note in notes for one in note.get("replies", ())),
    }


def of_room(record: dict[str, Any]) -> dict[str, Any]:
    """What was asked of everybody, and of guests."""
    asks = (record.get("assembly") or {"asks": ()})["asks"]
    piles = (pile for question in record["questions"] for pile in question["piles"])
    return {
        "answers": next((one["people"] for one in record["feedback"] if not one["group"]), None),
        "backed": {ask["no"]: ask["back"] for ask in asks if ask["back"]},
        "ours": {ask["no"]: len(ask["ours_owners"]) for ask in asks},
        "lines": Counter(line["text"] for pile in piles for line in pile["lines"]),
    }


def of_wall(offers: Collection[dict[str, Any]]) -> dict[str, Any]:
    return {
        "offers": Counter(one["text"] for one in offers),
        "fond": {one["no"]: one["hearts"] for one in offers if one.get("hearts")},
        "said": Counter((one["no"], reply["text"]) for one in offers for reply in one.get("replies", ())),
    }
