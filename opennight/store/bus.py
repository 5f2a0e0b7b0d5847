"""The small interface by which the processes of a server tell each other that nights have moved on."""

import asyncio
from collections.abc import Mapping
from typing import Protocol


class Bus(Protocol):
    """Hints between processes, which may be lost, doubled or late: whoever hears one looks into the log.

    `shared` tells whether there can be other processes at all.
    """

    shared: bool

    def ring(self, versions: Mapping[str, int]) -> None:
        """Tell the other processes that these nights are at these versions. Never waits, never fails."""

    async def heard(self) -> dict[str, int]:
        """What other processes have rung since the last call: the latest version by night.

        Waits until there is one.
        """
        ...

    async def close(self) -> None: ...


class Alone:
    """A `Bus` for a process that has its store to itself."""

    shared = False

    def ring(self, versions: Mapping[str, int]) -> None: ...

    async def heard(self) -> dict[str, int]:
        await asyncio.Event().wait()
        return {}

    async def close(self) -> None: ...
