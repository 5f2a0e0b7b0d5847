"""A problem as JSON on standard input, its plan as JSON on standard output.

With the argument “weigh”: several problems, their plans, and what other times would change in the first. With
“ballot”: a ballot and its line. With “bound”: a problem whose line-up stands and what it keeps, and how many
points no line-up of the same topics keeps.
"""

import os
import sys
from typing import TypeVar

os.nice(5)  # the pushes to the phones come first, even while numpy is being loaded
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # and the other cores are left to them

import msgspec  # noqa: E402

from opennight.lineup.ballot import line  # noqa: E402
from opennight.lineup.press import press, times  # noqa: E402
from opennight.lineup.problem import Ballot, Problem  # noqa: E402

Given = TypeVar("Given")


def told(kind: type[Given]) -> Given:
    """What is given, once; its bytes, which are many, are not kept."""
    return msgspec.json.decode(sys.stdin.buffer.read(), type=kind)


if __name__ == "__main__":
    if sys.argv[1:] == ["ballot"]:
        answer: object = line(told(Ballot))
    elif sys.argv[1:] == ["weigh"]:
        problems = told(list[Problem])
        answer = [press(problem) for problem in problems], times(problems[0])
    elif sys.argv[1:] == ["bound"]:
        from opennight.lineup.bounds.search import bound  # which no press has to wait for

        answer = bound(*told(tuple[Problem, int]))
    else:
        answer = press(told(Problem))
    sys.stdout.buffer.write(msgspec.json.encode(answer))
