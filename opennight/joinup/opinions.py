"""Answers in (JSON), findings out (JSON): so that a server has another process work on them."""

import json
import sys

from opennight.joinup.bridges import findings

json.dump([tuple(one) for one in findings(json.load(sys.stdin))], sys.stdout)
