"""The same cast as in tests/web; and a look at the log, which has the bugs that a server gets over."""

from collections.abc import Iterator

import pytest

from tests.web.conftest import attendee, helper, host, neighbour, night, outsider, stranger, wire

__all__ = ["attendee", "helper", "host", "neighbour", "night", "outsider", "stranger", "wire"]


@pytest.fixture(autouse=True)
def told_of_bugs(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Screens get over bugs, so a test might not see one: it fails, unless it is marked as making some."""
    yield
    bugs = [record.getMessage() for record in caplog.get_records("call") if record.exc_info]
    assert bool(bugs) == bool(request.node.get_closest_marker("bugs")), bugs
