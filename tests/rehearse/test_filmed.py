"""The server can make what the made-up crowd films and plays into clips."""

import pathlib
from random import Random

from opennight.media.filming import made_from
from opennight.rehearse import filmed


def test_a_film_and_a_tune_can_be_played(tmp_path: pathlib.Path) -> None:
    source, target, poster = (tmp_path / name for name in ("sent", "made", "poster"))
    film = filmed.film("At the café", ["We like “bees”.", "蜂"], Random(1))
    for sent, sort, seconds in ((film, "film", 3), (filmed.tune(1, Random(1)), "sound", 1)):
        source.write_bytes(sent)
        made = made_from(source, 90_000, target, poster)
        assert (made.sort, round(made.ms / 1000)) == (sort, seconds)
