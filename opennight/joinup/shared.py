"""Answers to propositions in (JSON), what they share and where they differ out (JSON).

A process of its own, so that the server goes on meanwhile (see opennight/tellers.py).
"""

import json
import sys

from opennight.joinup.bridges import findings


def main() -> None:
    json.dump([tuple(one) for one in findings(json.load(sys.stdin))], sys.stdout)


if __name__ == "__main__":
    main()
