"""The people at one pitch in one round."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Group:
    """The people at one pitch in one round, which for now is the slot in which they meet.

    It has a number of its own, since a pitch can run twice. It is kept when it leaves the line-up, so that
    what it wrote is there when it comes back; only its members go. `members`: who is in it, and since when
    (ms), in the order in which they came. `scribe` took the pen last. `unread`
    is a headline that the desk has yet to read. `noted` is how many of its notes can be
    seen or wait to be, counted as they come and go, so that its quota needs no search; `order` has all of
    them as the group put them. `drafted` is whose headline waits for somebody of the group to agree,
    `agreed` who did (see headlines.py); 0: nobody. `asking` for a seat in it are these, each since when (ms);
    `keeping` theirs are those who were asked and would rather not (see seats.py).
    """

    no: int
    pitch: int
    members: dict[int, int] = field(default_factory=dict)
    scribe: int | None = None
    headline: str = ""
    unread: str = ""
    hearts: dict[int, None] = field(default_factory=dict)
    noted: int = 0
    order: list[int] = field(default_factory=list)
    drafted: int = 0
    agreed: int = 0
    asking: dict[int, int] = field(default_factory=dict)
    keeping: dict[int, None] = field(default_factory=dict)
