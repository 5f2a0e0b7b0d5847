"""As whom a person is in what becomes public."""

from typing import Literal, get_args

Byline = Literal["name", "initials", "participant"]
BYLINES: tuple[Byline, ...] = get_args(Byline)
"""From the most public one to the least; see bylines.py."""
