"""Flip charts: corners are found, and what lies between them becomes straight and evenly lit."""

import numpy as np
import pytest
from PIL import Image

from opennight.media.corners import propose
from opennight.media.flipchart import brightened, straightened
from tests.media.flipcharts import SMALL, WALLS, hits, shot


@pytest.mark.long
def test_corners_are_found_on_all_walls() -> None:
    """`benchmarks/flipchart.py` says how often, on many more."""
    shots = (shot(seed, SMALL) for seed in range(100, 100 + len(WALLS)))
    found = [hits(made, propose(made.photo)) for made in shots]
    assert sum(found) >= 0.9 * 4 * len(WALLS), found


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_where_there_is_no_sheet_none_is_proposed(grey: int) -> None:
    assert propose(Image.new("RGB", (300, 400), (grey, grey, grey))) is None


def test_it_is_straight_again() -> None:
    """The sheet that hung on the wall and what was made of its photo are nearly the same picture."""
    made = shot(8)
    flat = straightened(made.photo, made.corners).resize((90, 124)).convert("L")
    first = made.sheet.resize((90, 124)).convert("L")
    alike = np.corrcoef(np.asarray(flat, float).ravel(), np.asarray(first, float).ravel())[0, 1]
    assert alike > 0.5


NOTES = {"yellow": (255, 235, 90), "pink": (255, 150, 190), "green": (130, 220, 140)}


def test_its_light_is_evened_out_and_notes_keep_their_colours() -> None:
    """Given a white sheet with three notes and some ink, lit from one side only, then all of the paper is
    white afterwards, the ink is dark, and each note has about the colour that it had."""
    sheet = Image.new("RGB", (600, 800), "white")
    for at, colour in enumerate(NOTES.values()):
        sheet.paste(colour, (60 + 180 * at, 100 + 200 * at, 190 + 180 * at, 230 + 200 * at))
    sheet.paste((20, 20, 40), (60, 700, 540, 712))
    x = np.linspace(0.35, 0.95, 600)[None, :, None]
    y = np.linspace(1.0, 0.8, 800)[:, None, None]
    dim = Image.fromarray((np.asarray(sheet, float) * x * y * [1.0, 0.95, 0.85]).astype(np.uint8))
    dots = np.asarray(brightened(dim), int)
    paper = np.asarray(sheet).min(2) == 255
    assert dots[paper].min() > 225
    assert dots[700:712, 60:540].max() < 110
    for at, colour in enumerate(NOTES.values()):
        seen = dots[130 + 200 * at : 200 + 200 * at, 90 + 180 * at : 160 + 180 * at].reshape(-1, 3).mean(0)
        assert np.abs(seen - colour).max() < 35, (colour, seen)
