"""Where every story of the domain starts."""

import pytest

from tests.cast import Story, a_night


@pytest.fixture
def story() -> Story:
    """A night with two rooms and two slots, in its welcome phase; the cast has joined."""
    return a_night()
