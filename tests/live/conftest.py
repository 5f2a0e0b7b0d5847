"""The same cast as in tests/web."""

from tests.web.conftest import attendee, helper, host, neighbour, night, outsider, stranger, wire

__all__ = ["attendee", "helper", "host", "neighbour", "night", "outsider", "stranger", "wire"]
