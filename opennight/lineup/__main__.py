"""A problem as JSON on standard input, its plan as JSON on standard output."""

import os
import sys

os.nice(5)  # the pushes to the phones come first, even while numpy is being loaded
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # and the other cores are left to them

import msgspec  # noqa: E402

from opennight.lineup.press import press  # noqa: E402
from opennight.lineup.problem import Problem  # noqa: E402

if __name__ == "__main__":
    problem = msgspec.json.decode(sys.stdin.buffer.read(), type=Problem)
    sys.stdout.buffer.write(msgspec.json.encode(press(problem)))
