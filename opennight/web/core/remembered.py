"""A small cache of what was made from nights. What is in it holds until its night changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from opennight import clock
from opennight.night.state import Night

T = TypeVar("T")


class Remembered(Generic[T]):
    """Keeps `most` of them; what was asked for longest ago goes first. All of it is made anew each day, since
    some things stand for a number of days."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.kept: OrderedDict[Hashable, tuple[Night, int, str, T]] = OrderedDict()

    def has(self, night: Night, what: Hashable) -> bool:
        """Whether it is there, of the night as it is now."""
        found = self.kept.get((night.code, what))
        # The same night with the same number of events is as it was; another one may have the same code.
        return (
            found is not None
            and found[0] is night
            and found[1:3] == (night.version, clock.today(night.setup.zone))
        )

    def of(self, night: Night, what: Hashable, make: Callable[[], T]) -> T:
        """`what` names it among those of the night."""
        key, today = (night.code, what), clock.today(night.setup.zone)
        if self.has(night, what):
            self.kept.move_to_end(key)
            return self.kept[key][3]
        made = make()
        self.kept[key] = night, night.version, today, made
        self.kept.move_to_end(key)
        if len(self.kept) > self.most:
            self.kept.popitem(last=False)
        return made
