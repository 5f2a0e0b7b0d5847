"""Audiences: whom a frame is for. Everybody in one sees the same regions.

"remote" is the host's, "helper" the remote of helpers, "reporter" of those who go round, "door" of
those who wait there, "own" that of pages which show one person what is theirs alone, "choosing" the page on
which the room chooses actions, "assembly" that of what is asked and answered, "steering" the desk's page of
the same, "offers" the wall of offers and asks, "now" the page of those who follow from outside.
"""

from typing import Literal, NamedTuple, get_args

Kind = Literal[
    "phone", "group", "board", "desk", "remote", "helper", "door", "own", "choosing", "reporter", "assembly",
    "steering", "offers", "now",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)


class Audience(NamedTuple):
    """The screens of one kind; of group pages, those of the group `no`, or of every group (0). Remotes of
    helpers are told apart by the link `no` that they came with; 0 is the link for all, or every link."""

    kind: Kind
    no: int = 0

    @property
    def all(self) -> "Audience":
        """All of its kind."""
        return Audience(self.kind) if self.no else self

    @property
    def heeds(self) -> tuple["Audience", ...]:
        """Whose regions it follows: its own and those of all of its kind; a remote, which is a small desk,
        and the desk's page of the assembly also the desk's, and a person's own pages the phones', as far as
        they have them."""
        own = (self, self.all) if self.no else (self,)
        if self.kind == "own":
            return (*own, PHONE)
        return (*own, DESK) if self.kind in ("remote", "helper", "steering") else own


PHONE, _GROUP, BOARD, DESK, REMOTE, HELPER, DOOR, OWN, CHOOSING, REPORTER, ASSEMBLY, STEERING, OFFERS, NOW = (
    map(Audience, KINDS)
)
