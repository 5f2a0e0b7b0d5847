"""When and where a group meets again."""

from dataclasses import dataclass


@dataclass(slots=True)
class Meeting:
    """`day` is YYYY-MM-DD, `time` HH:MM in the night's zone or empty, `person` whoever fixed it; 0: the desk.

    `at`: when it was last changed (ms); `edition`: how often, which calendars go by. `waiting`: the desk has
    yet to read it; then it is `hidden`, too.
    """

    no: int
    group: int
    person: int
    day: str
    time: str
    place: str
    text: str
    at: int
    edition: int = 0
    cancelled: bool = False
    hidden: bool = False
    waiting: bool = False
