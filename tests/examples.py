"""How many examples a property is tried on.

A run of `make test` tries a few, the same ones each time: nobody's change fails for what chance found in
another's. `make test-long` tries thirty times as many, new ones each time.
"""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

LONG = bool(os.environ.get("OPENNIGHT_TEST_LONG"))


def examples(few: int) -> int:
    return 30 * few if LONG else few


def at_length(*values: Any) -> Any:
    """A row of a table that only `make test-long` tries: the other rows tell most of it."""
    return pytest.param(*values, marks=pytest.mark.long)


def tried(few: int, steps: int = 50) -> settings:
    """Settings with so many examples, of so many steps where a machine takes them; as a decorator, too. A
    busy computer may take as long as it likes."""
    return settings(
        max_examples=examples(few),
        derandomize=not LONG,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        stateful_step_count=steps,
    )
