"""The fixed cast: host, helper, attendee and neighbour of one night; outsider and stranger are not in it."""

from collections.abc import Iterator

import pytest

from tests.server import Server
from tests.web.cast import WIRE, Device, Evening


@pytest.fixture(scope="session", autouse=True)
def wire() -> Iterator[None]:
    yield
    WIRE.close()


@pytest.fixture
def night(shared_server: Server) -> Evening:
    """A fresh night with two rooms, one slot and two dots each, in its welcome phase."""
    return Evening(shared_server)


@pytest.fixture
def host(night: Evening) -> Device:
    return night.host


@pytest.fixture
def helper(night: Evening) -> Device:
    return night.helper()


@pytest.fixture
def attendee(night: Evening) -> Device:
    """Ada, person 1."""
    return night.enter("Ada")


@pytest.fixture
def neighbour(night: Evening, attendee: Device) -> Device:
    """Ben, person 2."""
    return night.enter("Ben")


@pytest.fixture
def outsider(night: Evening) -> Device:
    """Knows the code, but has not joined."""
    return night.device()


@pytest.fixture
def stranger(shared_server: Server, night: Evening) -> Device:
    """The host of another night, who has also joined that one."""
    other = Evening(shared_server)
    other.host.act(f"/j/{other.code}", name="Zoe")
    other.host.code = night.code
    return other.host
