"""Whether what a room shares across its differences is found where it was planted, and not shown where not.

    python -m benchmarks.bridges [--nights 200] [--opinions FILE …]

Without groups of opinion, a bridge may be shown in one night in twenty. FILE holds real answers, one JSON
object a line (github.com/compdemocracy/openData): of these, what is shared first and where people differ is
printed, to be read. docs/propositions.md has a run.
"""

import argparse
import json
import pathlib
import statistics
import time
from collections.abc import Sequence

from benchmarks.tools import table, verdict
from opennight.joinup.bridges import Answers, findings
from tests.joinup import opinions

SIZES = ((30, 12), (60, 15), (120, 20), (200, 30))
PLANTED_NIGHTS = 20
ALLOWED = 0.05
READ = 6
MOST = 40
"""Of real statements, so many that most people saw."""


def planted(groups: int, people: int, sentences: int, nights: int) -> list[object]:
    """A row: how often a bridge is shown, how many of those planted are found, and what else is shown."""
    shown = found = there = wrong = 0
    seconds = []
    for seed in range(nights):
        made = opinions.night(seed, groups, people, sentences)
        start = time.perf_counter()
        bridges = [made.planted[one.sentence] for one in findings(made.answers) if one.bridge]
        seconds.append(time.perf_counter() - start)
        shown += bool(bridges)
        found += bridges.count("shared")
        there += made.planted.count("shared")
        wrong += bridges.count("divides")
    return [
        groups,
        people,
        sentences,
        f"{shown} of {nights}",
        f"{found} of {there}",
        wrong,
        f"{statistics.median(seconds):.2f}",
    ]


def none_planted(nights: int, *, lean: float = 0.15, answers: float = 0.7) -> int:
    """In how many nights without groups a bridge is shown."""
    made = (
        opinions.night(seed, 0, *SIZES[seed % len(SIZES)], lean=lean, answers=answers)
        for seed in range(nights)
    )
    return sum(any(one.bridge for one in findings(one.answers)) for one in made)


def real(path: pathlib.Path) -> tuple[list[str], Answers]:
    """The statements that most people saw, and who said what of them last."""
    texts: dict[int, str] = {}
    said: dict[int, dict[int, int]] = {}
    for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if line["kind"] == "pitch":
            texts[line["pitch"]] = line["text"]
        else:
            said.setdefault(line["person"], {})[line["pitch"]] = line["vote"]
    seen = sorted(texts, key=lambda no: -sum(no in views for views in said.values()))[:MOST]
    return [texts[no] for no in seen], [[views.get(no) for no in seen] for views in said.values()]


def told(path: pathlib.Path) -> None:
    texts, answers = real(path)
    start = time.perf_counter()
    found = findings(answers)
    seconds = time.perf_counter() - start
    print(f"\n{path.name}: {len(answers)} people, {len(texts)} statements, {seconds:.1f} s")
    for kind in ("shared", "differ"):
        for one in [one for one in found if one.kind == kind][:READ]:
            views = [row[one.sentence] for row in answers]
            mark = "bridge" if one.bridge else kind
            said = f"+{views.count(1)} {views.count(0)} -{views.count(-1)}"
            print(f"  {mark:7} {said:12} {texts[one.sentence][:90]}")


def main(arguments: Sequence[str] | None = None) -> bool:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nights", type=int, default=200, help="nights without groups")
    parser.add_argument("--opinions", type=pathlib.Path, nargs="*", default=[], help="real answers to read")
    asked = parser.parse_args(arguments)
    rows = [planted(groups, *size, PLANTED_NIGHTS) for groups in (2, 3) for size in SIZES]
    head = ("groups", "people", "sentences", "bridge shown", "planted found", "wrong", "seconds")
    table("Nights with groups of opinion", head, rows)
    ways: dict[str, dict[str, float]] = {
        "as above": {},
        "leaning much": {"lean": 0.4},
        "few answers": {"answers": 0.35},
    }
    shown = {name: none_planted(asked.nights, **way) for name, way in ways.items()}
    least = ALLOWED * asked.nights
    table(
        "Nights without",
        ("people answer", "bridge shown", "met"),
        [[name, f"{many} of {asked.nights}", verdict(many, "≤", least)] for name, many in shown.items()],
    )
    for path in asked.opinions:
        told(path)
    return all(many <= least for many in shown.values())


if __name__ == "__main__":
    raise SystemExit(not main())
