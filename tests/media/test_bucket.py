"""Photos in a bucket, over HTTP: served, withdrawn, backed up and restored as those in a folder."""

import pathlib

import pytest

from opennight.cli import main
from opennight.media import bucket as buckets
from opennight.media.bucket import Bucket
from tests.media.s3 import bucket
from tests.media.test_store import LARGE, content, kept
from tests.server import SECRET, Server
from tests.web.cast import Evening
from tests.web.sent_clips import CORNERS, by_form


@pytest.mark.long
def test_photos_live_in_a_bucket(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a bucket, when a photo is sent, straightened, backed up, lost, restored and withdrawn, then it is
    there and gone as in a folder, and nothing of it stays on the server's own disk."""
    copy = tmp_path / "copy.db"
    with bucket() as made:
        environ = made.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'nights.db'}", "SECRET_KEY": SECRET}
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        with Server(tmp_path, **made.environ) as server:
            night = Evening(server)
            ada = night.enter("Ada")
            assert by_form(ada).status_code == by_form(ada).status_code == 200
            assert ada.act("clips/1/straighten", **CORNERS).status_code == 200
            assert len(made.objects) == 2
            assert all(name.startswith(f"nights/{night.code}/") for name in made.objects)
            whole = ada.get("clips/1/file").content
            assert whole in made.objects.values()
            part = ada.get("clips/1/file", Range="bytes=10-19")
            assert (part.status_code, part.content) == (206, whole[10:20])
            assert main(["backup", str(copy)]) == main(["check"]) == 0
            files = [one for one in (tmp_path / "nights.db.media").rglob("*") if one.is_file()]
            assert files == []
            lost = made.objects.copy()
            made.objects.clear()
            assert ada.get("clips/1/file").status_code == 404
            assert main(["check"]) == 1
            assert "its file is missing: s3://films/nights/" in capsys.readouterr().err
            made.objects.update(lost)
            for no in (1, 2):
                assert ada.act(f"clips/{no}/withdraw").status_code == 200
            assert made.objects == {}
        assert main(["restore", str(copy)]) == 0
        assert made.objects == lost
        assert main(["delete", night.code, "--yes"]) == 0
        assert made.objects == {}


def test_a_large_file_goes_in_parts(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with bucket() as made:
        for name, value in made.environ.items():
            monkeypatch.setenv(name, value)
        media = Bucket(buckets.opened("s3://films/nights"), tmp_path)
        large = kept(media, "BEES", LARGE)
        assert made.parts == {}
        assert list(media.all()) == [("BEES", large)]
        assert content(media, "BEES", large, 6_000_000, 6_000_010) == LARGE[6_000_000:6_000_010]
        assert media.digest("BEES", large) == large


def test_a_server_whose_bucket_is_away_says_so_at_its_start(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nights.db'}")
    with bucket() as made:
        environ = made.environ
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setitem(buckets.RETRY, "max_retries", 0)
    assert main(["serve"]) == 2
    assert "OPENNIGHT_MEDIA: cannot use 's3://films/nights': the media store: " in capsys.readouterr().err
