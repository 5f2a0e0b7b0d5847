"""Today's night in the terms of the first schema, in which a pitch held everything of its group."""

import dataclasses
import json
import pathlib
from typing import Any

import msgspec

from opennight.night.kept.placements import Why
from opennight.night.state import Night
from opennight.record import data, outcome

Plain = dict[str, Any]
NIGHTS: dict[str, Plain] = json.loads(pathlib.Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
"""What the version with that schema made of each night: its `state` and its `record`."""


def plain(value: object) -> Any:
    return json.loads(msgspec.json.encode(value))


def fields(night: Night) -> Plain:
    """All of the night's state, by name."""
    return {field.name: getattr(night, field.name) for field in dataclasses.fields(night)}


def state(night: Night) -> Plain:
    """The night's state in those terms, except for a proposal, which stays in today's."""
    pitch = {group.no: group.pitch for group in night.groups.values()}
    groups = night.groups.values()
    told = plain(fields(night)) | {
        "announcement": night.announced,
        "people": {no: person(one, pitch) for no, one in plain(night.people).items()},
        "lineup": {p.pitch: without(plain(p), "group") for p in night.lineup.values()},
        "members": {group.pitch: group.members for group in groups if group.members},
        "scribes": {group.pitch: group.scribe for group in groups if group.scribe},
        "headlines": {group.pitch: group.headline for group in groups if group.headline},
        "hearts": {group.pitch: group.hearts for group in groups if group.hearts},
        "notes": {no: by_pitch(one, pitch) for no, one in plain(night.notes).items()},
        "comments": {no: by_pitch(one, pitch) for no, one in plain(night.comments).items()},
        "showing": night.showing and pitch[night.showing],
        "why": night.why and why(night.why, pitch),
    }
    found: Plain = plain(told)
    return found


def without(its: Plain, *names: str) -> Plain:
    return {name: value for name, value in its.items() if name not in names}


def by_pitch(fields: Plain, pitch: dict[int, int]) -> Plain:
    return without(fields, "group", "waiting") | {"pitch": pitch[fields["group"]]}


def person(fields: Plain, pitch: dict[int, int]) -> Plain:
    new = ("version", "byline", "told", "named")
    return without(fields, *new) | {"hearts": {pitch[int(no)]: None for no in fields["hearts"]}}


def why(its: Why, pitch: dict[int, int]) -> Plain:
    found: Plain = without(plain(its), "votes", "afforded")
    return found | {"placed": {pitch[no]: cell for no, cell in its.placed.items()}}


def was(code: str) -> Plain:
    """The state as it was then, without empty entries and without what cannot be compared with today's."""
    its: Plain = NIGHTS[code]["state"]
    filled = {
        name: {no: value for no, value in its[name].items() if value}
        for name in ("members", "scribes", "headlines", "hearts")
    }
    said = its["why"] and without(its["why"], "elsewhen", "instead", "room_more", "hurdles")
    return without(its, "joined", "proposal") | filled | {"why": said}


def record_was(code: str) -> Plain:
    """The record as it was then, without what was withdrawn."""
    its: Plain = NIGHTS[code]["record"]
    return its | {"pitches": open_then(its)}


def open_then(record: Plain) -> list[Plain]:
    return [pitch for pitch in record["pitches"] if pitch["status"] == "open"]


def record(night: Night) -> Plain:
    """Today's record, without what is new in it."""
    its: Plain = json.loads(data.write(outcome.of(night)))
    was = NIGHTS[night.code]["record"]
    return known(its, was) | {
        "totals": known(its["totals"], was["totals"]),
        "groups": [group_then(*both) for both in zip(its["groups"], was["groups"], strict=True)],
        "pitches": [
            known(*both) for both in zip(its["pitches"], record_was(night.code)["pitches"], strict=True)
        ],
        "lineup": [known(*both) for both in zip(its["lineup"], was["lineup"], strict=True)],
    }


def group_then(group: Plain, was: Plain) -> Plain:
    times = {"start": was["start"], "end": was["end"]}  # those planned: today's are when it really was
    return (
        known(group, was)
        | times
        | {
            kind: [known(*both) for both in zip(group[kind], was[kind], strict=True)]
            for kind in ("notes", "actions", "comments")
        }
    )


def known(its: Plain, was: Plain) -> Plain:
    """What it says of what was said then."""
    return {name: its[name] for name in was}
