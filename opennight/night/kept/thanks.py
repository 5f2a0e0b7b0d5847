"""Thanks from one person to another."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Thanks:
    """`person` thanks the person `whom`, for what they did in the `group` with this number (0: in none), in
    the `words` of their own, which may be none. `given`: the version that made it.

    `agreed`: who would have it in the record; it is there once both are. `back`: its sender took it back;
    `declined`: whoever was thanked said no. `hidden` and `waiting` as for a note; `reported`: it waits
    because the thanked one asked the host to look.
    """

    no: int
    person: int
    whom: int
    group: int
    words: str
    at: int
    given: int
    agreed: dict[int, None] = field(default_factory=dict)
    back: bool = False
    declined: bool = False
    hidden: bool = False
    waiting: bool = False
    reported: bool = False
