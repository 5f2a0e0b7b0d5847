"""How many examples a property is tried on.

A run of `make test` tries a few; all but the line-up's are new ones each time. `make test-long` tries thirty
times as many.
"""

import os

LONG = bool(os.environ.get("OPENNIGHT_TEST_LONG"))


def examples(few: int) -> int:
    return 30 * few if LONG else few
