"""The crowd's connections: one that is lost for good holds nobody up."""

import httpx
import pytest

from opennight.rehearse.wire import AT_ONCE, Lanes


async def test_a_lane_whose_connection_never_came_back_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be the first to be used again and again, as the one used last."""
    lanes = Lanes()
    stuck = lanes.free[-1]

    async def never(request: httpx.Request) -> httpx.Response:
        raise httpx.PoolTimeout("all connections are taken", request=request)

    monkeypatch.setattr(stuck, "handle_async_request", never)
    with pytest.raises(httpx.PoolTimeout):
        await lanes.handle_async_request(httpx.Request("GET", "http://night.example"))
    assert stuck not in lanes.free
    assert len(lanes.free) == AT_ONCE
    await lanes.aclose()
