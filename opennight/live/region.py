"""What a region is: how it is rendered, and when a page has it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from opennight.night.kept.parts import PHASES
from opennight.night.state import Night

About = Callable[..., dict[str, Any] | None]
"""(night, number …) → the values that the partial needs; None if the region is gone."""


@dataclass(frozen=True, slots=True)
class Region:
    """How a region is rendered: its partial, the element a new one is appended to, and what it is about.

    `about` finds the values that the partial needs by the region's number; None if the region is gone.
    `phases` are those in which the page has this region at all, if `when` says so as well. `each` lists the
    numbers of all of its kind, for a page that shows them one after the other.
    """

    partial: str
    parent: Callable[..., str] = lambda night, *no: ""
    about: About = lambda night, *no: {}
    phases: tuple[str, ...] = PHASES
    each: Callable[..., list[int]] = lambda night, *numbers: []
    when: Callable[[Night], bool] = lambda night: True
