"""Nights on which the line-up once fell short.

nothing3, nothing150: people were left with nothing who need not have been (in the first, all is pinned).
csconf1: a real small conference (PrefLib 00039; facts): 31 people, 54 talks, marks 1 to 3, in eight small
rooms and four rounds; `reference_pins` is a placement that keeps 306 points.
"""

import json
import pathlib
from typing import Any


def case(name: str) -> Any:
    """What the file says: a problem, or a problem and what belongs to it."""
    return json.loads((pathlib.Path(__file__).parent / f"{name}.json").read_text())
