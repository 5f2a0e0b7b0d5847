"""What is between just two people: beside the log, in the table `between_people`, so that it can be deleted,
and is in no record, export or archive. Backups have it."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Passed(NamedTuple):
    """What the person `one` passes to the `other`, and at which time (ms). `kind` says what it is about:
    there is one of each kind between two people, each way. `data` is sealed."""

    one: int
    other: int
    kind: str
    at: int
    data: str


class Between(Protocol):
    """All methods raise `Unavailable` if the store cannot be used (see log.py)."""

    async def put(self, code: str, passed: Passed) -> None:
        """Keep this, in place of what was there."""
        ...

    async def of_night(self, code: str) -> list[Passed]:
        """All that is between people of this night."""
        ...

    async def of_person(self, code: str, person: int) -> list[Passed]:
        """What this person passed, and what was passed to them."""
        ...

    async def of_kind(self, begins: str) -> list[tuple[str, Passed]]:
        """All whose kind begins like this, of all nights, each with its night's code."""
        ...

    async def swap(self, code: str, old: Passed, new: Passed) -> bool:
        """Put the new one, of the same people and kind, in place of the old one. False if that is not there
        any more as it was: of several who try, one is told True."""
        ...

    async def remove(self, code: str, those: Sequence[Passed]) -> None:
        """Delete these for good. What is gone already stays gone."""
        ...
