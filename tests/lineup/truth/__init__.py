"""Whether what is told of a line-up is so: each sentence is worked out again, by brute force.

A sentence that is not in the list is false: nobody has looked after it.
"""

from tests.lineup.truth import changes, figures, seats, topics
from tests.lineup.truth.forms import forms, is_true, kind

__all__ = ["changes", "figures", "forms", "is_true", "kind", "seats", "topics"]
