"""Works out which asks meet which offers, in a process of its own: `python -m opennight.joinup.pairing`.

It reads a JSON list of `Thing`s, and writes one of `Match`es.
"""

import os
import sys

import msgspec

from opennight.joinup.matches import Thing
from opennight.joinup.nearby import all_matches

os.nice(10)  # all else comes first
things = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Thing])
sys.stdout.buffer.write(msgspec.json.encode(all_matches(things)))
