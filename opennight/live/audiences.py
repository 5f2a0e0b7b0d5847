"""Audiences: whom a frame is for. Everybody in one sees the same regions."""

from typing import Literal, NamedTuple, get_args

Kind = Literal["phone", "group", "board", "desk"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Audience(NamedTuple):
    """The screens of one kind; of group pages, those of the group `no`, or of every group (0)."""

    kind: Kind
    no: int = 0

    @property
    def all(self) -> "Audience":
        """All of its kind."""
        return Audience(self.kind) if self.no else self


PHONE, GROUP, BOARD, DESK = (Audience(kind) for kind in KINDS)
