"""Promises as the night keeps them: see promises.py."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Promise:
    """What people have said yes to: `about` names it, such as “note:12”. `owners`: who, and since when (ms).
    Owners who were removed are not among them, and come back with the person.
    """

    about: str
    owners: dict[int, int] = field(default_factory=dict)
