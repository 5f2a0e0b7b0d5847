"""Flip charts: how many corners are proposed within 3 % of the sheet's shortest side, and how long it takes.

    python -m benchmarks.flipchart [--pictures FOLDER]

The photos are made by the tests' own code (tests/media/flipcharts.py): ten, and two hundred others. Nobody
looked at any of them while the search was written.
"""

import argparse
import pathlib
import time
from collections import Counter
from collections.abc import Iterable

from PIL import Image

from opennight.media.corners import WHOLE, propose
from opennight.media.flipchart import brightened, straightened
from tests.media.flipcharts import WALLS, Shot, hits, shot

TEN = range(2026, 2036)
OTHERS = range(50_000, 50_200)
SHOWN = {"flip-chart": 1, "sticky-notes": 39}
HIGH = 420


def measured(shots: Iterable[Shot]) -> tuple[int, int, list[float], Counter[str]]:
    """Corners found, of how many, seconds of each search, and misses by wall."""
    found, seconds, misses = 0, [], Counter[str]()
    for made in shots:
        began = time.perf_counter()
        proposed = propose(made.photo)
        seconds.append(time.perf_counter() - began)
        near = hits(made, proposed)
        found += near
        misses[made.wall] += 4 - near
    return found, 4 * len(seconds), seconds, misses


def beside(name: str, made: Shot, folder: pathlib.Path) -> None:
    """Save the photo, and what is made of it with the proposed corners, side by side."""
    after = brightened(straightened(made.photo, propose(made.photo) or WHOLE))
    two = [one.resize((round(one.width * HIGH / one.height), HIGH)) for one in (made.photo, after)]
    both = Image.new("RGB", (two[0].width + two[1].width + 16, HIGH), "white")
    both.paste(two[0], (0, 0))
    both.paste(two[1], (two[0].width + 16, 0))
    both.save(folder / f"{name}.jpg", quality=80, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=pathlib.Path, help="a folder for pictures of before and after")
    given = parser.parse_args()
    for name, seeds in (("ten", TEN), ("two hundred others", OTHERS)):
        found, most, seconds, misses = measured(map(shot, seeds))
        middle = sorted(seconds)[len(seconds) // 2]
        print(f"{name}: {found} of {most} corners ({found / most:.1%}), {middle:.2f} s each (median)")
        print("  missed: " + ", ".join(f"{wall} {misses[wall]}" for wall in WALLS if misses[wall]))
    for name, seed in SHOWN.items() if given.pictures else ():
        beside(name, shot(seed), given.pictures)


if __name__ == "__main__":
    main()
