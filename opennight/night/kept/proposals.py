"""A line-up that has been worked out, and waits for the host."""

import msgspec

from opennight.night.kept.placements import Placement, Why
from opennight.night.kept.setups import Setup


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A line-up that has been worked out: who would be in which group (its number → persons), and why.

    `no` names it to the desk. `setup` comes with it if a room is lost or gained.
    """

    no: int = 0
    placements: tuple[Placement, ...] = ()
    groups: dict[int, tuple[int, ...]] = {}
    why: Why = Why()
    setup: Setup | None = None
