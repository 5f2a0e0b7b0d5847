"""A program that reads the night from outside once it is closed: with no cookie and no key."""

from typing import Any

from opennight.rehearse.wire import Wire

PARTS = ("pitches", "groups", "notes", "promises", "offers", "people", "schedule")
ADDRESSES = ("$schema", "base", "spine")
"""What only the file has, which may lie anywhere: where it is from, and of which log."""


async def read(wire: Wire, code: str, record: dict[str, Any]) -> tuple[str, list[str]]:
    """What it found, and what is wrong with that: it has to be what the record says."""
    whole = await wire.get(f"/api/n/{code}/record", {}, "application/json")
    if not whole.ok:
        return "", [f"a program cannot read the record ({whole.status})"]
    those = ({name: its[name] for name in its if name not in ADDRESSES} for its in (whole.body, record))
    problems = [] if next(those) == next(those) else ["a program reads another record than people do"]
    found = {}
    for part in PARTS:
        answer = await wire.get(f"/api/n/{code}/{part}", {}, "application/json")
        if not answer.ok:
            problems.append(f"a program cannot read {part} ({answer.status})")
        found[part] = len(answer.body.get(part, ()))
    for part in ("pitches", "groups", "people"):
        if found[part] != len(record[part]):
            problems.append(f"a program reads {found[part]} {part}, the record has {len(record[part])}")
    return f"a program reads {found['notes']} notes and {found['promises']} actions", problems
