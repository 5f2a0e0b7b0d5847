"""The people at one pitch in one round."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Group:
    """The people at one pitch in one round, which for now is the slot in which they meet.

    It has a number of its own, since a pitch can run twice. It is kept when it leaves the line-up, so that
    what it wrote is there when it comes back; only its members go.
    """

    no: int
    pitch: int
    members: dict[int, int] = field(default_factory=dict)
    """Who is in it, and since when (ms), in the order in which they came."""
    scribe: int | None = None
    """Who took the pen last."""
    headline: str = ""
    unread: str = ""
    """A headline that the desk has yet to read."""
    hearts: dict[int, None] = field(default_factory=dict)
    """Who gave it one."""
    noted: int = 0
    """Its notes that can be seen or wait to be, counted as they come and go, so that its quota needs no
    search."""
    order: list[int] = field(default_factory=list)
    """All of its notes, as the group put them."""
    drafted: int = 0
    """Whose headline waits for somebody of the group to agree (see headlines.py); 0: nobody's …"""
    agreed: int = 0
    """… and who did."""
    asking: dict[int, int] = field(default_factory=dict)
    """Who asks for a seat in it, each since when (ms) …"""
    keeping: dict[int, None] = field(default_factory=dict)
    """… and who was asked for theirs, and would rather not (see seats.py)."""
