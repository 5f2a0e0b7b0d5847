"""A short soak; the long one is `make soak`."""

import random

import pytest

from tests.lost.soak import Soak
from tests.server import Server


@pytest.mark.long
async def test_a_short_one(server: Server) -> None:
    """Given phones that vote, sleep, stall and vanish, then all that stay are current at the end, nothing is
    left open, and memory has not run away: seconds are too few to say more about it.
    """
    soak = Soak(server, pace=0.5, chance=random.Random(14))
    await soak.run(seconds=8)
    assert soak.deeds.keys() == {"vote", "sleep", "stall", "vanish"}
    assert soak.growth < 0.3
    assert "Traceback" not in server.output
