"""What the room chooses to carry together."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Choice:
    """A choice among the actions of all groups: `dots` for each person (0: there never was one), for the
    `carried` actions that get most. `given`: by action, whose dots it has."""

    open: bool = False
    dots: int = 0
    carried: int = 0
    given: dict[int, dict[int, None]] = field(default_factory=dict)
