"""Reads a night's record.json in the ledger's terms."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from opennight.rehearse.ledger import Told

HOURS = ("promised", "kept", "monthly")


def whole(said: dict[str, Any]) -> list[dict[str, Any]]:
    """What was said, and the answers to it."""
    return [said, *said.get("answers", ())]


def read(record: dict[str, Any]) -> Told:
    """What the record tells; its shape is described in opennight/record/outcome.py."""
    groups = {group["no"]: group for group in record["groups"]}

    def texts(kind: str) -> Iterator[tuple[int, str]]:
        return (
            (no, said["text"]) for no, group in groups.items() for one in group[kind] for said in whole(one)
        )

    notes = [note for group in groups.values() for kind in ("notes", "actions") for note in group[kind]]
    offers = record.get("offers", ())
    asks = (record.get("assembly") or {"asks": ()})["asks"]
    return Told(
        people=record["totals"]["people"],
        pitches={pitch["no"]: pitch["title"] for pitch in record["pitches"]},
        dots={pitch["no"]: pitch["votes"] for pitch in record["pitches"]},
        slots={no: slot["start"] for slot in record["lineup"] for no in slot["groups"]},
        members={no: len(group["members"]) for no, group in groups.items()},
        headlines={no: group["headline"] for no, group in groups.items() if group["headline"]},
        notes=Counter(texts("notes")),
        actions=Counter(texts("actions")),
        hearts={no: group["hearts"] for no, group in groups.items()},
        comments=Counter(texts("comments")),
        owners={
            action["no"]: len(action["owners"])
            for group in groups.values()
            for action in group["actions"]
            if action["owners"]
        },
        states={
            action["no"]: action.get("state", "") for group in groups.values() for action in group["actions"]
        },
        meetings=Counter((no, one["day"]) for no, group in groups.items() for one in group["meetings"]),
        answers=next((one["people"] for one in record["feedback"] if not one["group"]), None),
        clips=Counter(
            (group["no"], clip["title"])
            for group in ({"no": 0, **record}, *groups.values())
            for clip in group["clips"]
        ),
        likes={note["no"]: note["hearts"] for note in notes if note.get("hearts")},
        replies=Counter((note["no"], one["text"]) for note in notes for one in note.get("replies", ())),
        thanks=record["totals"].get("thanks", 0),
        backed={ask["no"]: ask["back"] for ask in asks if ask["back"]},
        ours={ask["no"]: len(ask["ours_owners"]) for ask in asks},
        joined=Counter(
            (no, link["action"])
            for no, group in groups.items()
            for link in group.get("links", ())
            if link["first"] and link["action"]
        ),
        lines=Counter(
            line["text"]
            for question in record["questions"]
            for pile in question["piles"]
            for line in pile["lines"]
        ),
        offers=Counter(one["text"] for one in offers),
        fond={one["no"]: one["hearts"] for one in offers if one.get("hearts")},
        said=Counter((one["no"], reply["text"]) for one in offers for reply in one.get("replies", ())),
        sequels=Counter(one["text"] for one in record.get("sequels", ())),
        leaflets=Counter(one["title"] for one in record.get("leaflets", ())),
        hours={no: (record.get("hours") or {}).get(name, 0) for no, name in enumerate(HOURS, 1)},
        cards={no: len(group["story"]["cards"]) for no, group in groups.items() if group.get("story")},
    )
