"""A problem as JSON on standard input, its plan as JSON on standard output."""

import os
import sys

import msgspec

from opennight.lineup.press import press
from opennight.lineup.problem import Problem

if __name__ == "__main__":
    os.nice(5)  # the pushes to the phones come first
    problem = msgspec.json.decode(sys.stdin.buffer.read(), type=Problem)
    sys.stdout.buffer.write(msgspec.json.encode(press(problem)))
