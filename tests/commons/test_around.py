"""The drawing of a neighbourhood shows how its nights lie to each other."""

from opennight.commons.around import EDGE, HEIGHT, WIDTH, around
from opennight.store.commons import Shelved


def night(code: str, point: str) -> Shelved:
    return Shelved(
        code=code, version=1, title=code, place="Easton", key="easton", point=point, date="2026-11-22",
        licence="cc-by-4.0", people=0, groups=0, actions=0, lead="",
    )  # fmt: skip


def test_north_is_up_and_west_is_left() -> None:
    found = around([night("S", "51.450,-2.590"), night("N", "51.470,-2.590"), night("E", "51.460,-2.560")])
    assert found
    north, east, south = found.dots
    assert [dot.nights[0].code for dot in found.dots] == ["N", "E", "S"]
    assert north.y < east.y < south.y
    assert north.x == south.x < east.x
    assert all(EDGE <= dot.x <= WIDTH - EDGE and EDGE <= dot.y <= HEIGHT - EDGE for dot in found.dots)
    assert 1 < found.scale < 10


def test_one_point_is_no_drawing_and_one_house_is_one_dot() -> None:
    assert around([]) is None
    assert around([night("A", ""), night("B", "51.450,-2.590")]) is None
    same = around([night("A", "51.450,-2.590"), night("B", "51.450,-2.590"), night("C", "-90.000,180.000")])
    assert same
    assert [len(dot.nights) for dot in same.dots] == [2, 1]
