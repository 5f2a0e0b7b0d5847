"""Version 1 had one group per pitch, known by the pitch's number. Here its events get numbers of groups.

Groups are numbered in the order in which their pitches first come into the line-up.
"""

from typing import Any

Fields = dict[str, Any]

OF_GROUPS = {
    "GroupJoined",
    "GroupLeft",
    "PenTaken",
    "HeadlineWritten",
    "NoteWritten",
    "GroupShown",
    "Appreciated",
    "HeartTakenBack",
    "Commented",
}
"""Events that name a pitch but are about its group. The pitch was in the line-up at the time."""


class Groups:
    """The numbers of a night's groups, as far as its events have been read."""

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}
        """Pitch → group."""

    def bring(self, kind: str, fields: Fields) -> None:
        """Change the fields of an event so that they name groups."""
        if kind in OF_GROUPS:
            pitch = fields.pop("pitch")
            fields["group"] = None if pitch is None else self.numbers[pitch]
        elif kind == "LineupSet":
            number(self.numbers, fields["placements"])
            told(self.numbers, fields, "members")
        elif kind == "LineupMade":
            number(self.numbers, fields["proposal"]["placements"])
            propose(self.numbers, fields["proposal"])
        elif kind == "LineupProposed":
            numbers = self.numbers.copy()  # it may be set aside, and then its groups never exist
            number(numbers, fields["proposal"]["placements"])
            propose(numbers, fields["proposal"])


def number(numbers: dict[int, int], placements: list[Fields]) -> None:
    """Each placement gets the group of its pitch, a new one where the pitch has none yet."""
    for placement in placements:
        placement["group"] = numbers.setdefault(placement["pitch"], len(numbers) + 1)


def told(numbers: dict[int, int], fields: Fields, name: str) -> None:
    """Turn a map by pitch into one by group. In JSON its keys are text."""
    by_pitch = {int(pitch): said for pitch, said in fields.get(name, {}).items()}
    fields[name] = {numbers[pitch]: said for pitch, said in by_pitch.items() if pitch in numbers}


def propose(numbers: dict[int, int], proposal: Fields) -> None:
    told(numbers, proposal, "groups")
    why = proposal.get("why", {})
    for name in ("elsewhen", "placed"):
        told(numbers, why, name)
    for elsewhen in why["elsewhen"].values():
        elsewhen["other"] = numbers.get(elsewhen["other"], 0)
