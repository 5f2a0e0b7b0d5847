"""A film that one of several processes prepares, and that another one ends."""

import pathlib

import pytest

from tests.many.conftest import moved, processes
from tests.media.films import film
from tests.web.cast import Evening
from tests.web.films import ready
from tests.web.sent_clips import by_form


@pytest.mark.long
def test_another_one_goes_on_when_the_one_at_work_dies(tmp_path: pathlib.Path, postgres_url: str) -> None:
    """Given two processes that share a folder, and both know of the film, when the one that prepares it is
    killed, then the other does, once."""
    shared = tmp_path / "media"
    shared.mkdir()
    with processes(tmp_path, postgres_url, 2, OPENNIGHT_MEDIA=str(shared)) as (one, other):
        night = Evening(one)
        ada = night.enter("Ada")
        elsewhere = moved(ada, other)
        assert elsewhere.get("clips").status_code == 200
        assert by_form(ada, film(5, size=(640, 480))).status_code == 200
        assert "being prepared" in elsewhere.get("clips").text
        one.kill()
        ready(elsewhere)
        assert len(list(shared.glob(f"{night.code}/??/*"))) == 2
        assert "the limit is" not in elsewhere.get("clips").text
        assert not [*shared.glob("parts/*")]
