"""What docs/deploy starts can keep nights and take clips, with nothing but the settings it asks for."""

import configparser
import json
import pathlib
import re

from opennight import config
from tests.server import ROOT

DEPLOY = ROOT / "docs" / "deploy"


def read(name: str) -> str:
    return (DEPLOY / name).read_text()


def test_the_unit_keeps_its_nights_where_it_may_write() -> None:
    """All else is read only for it."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(read("opennight.service"))
    service = unit["Service"]
    name, _is, value = service["Environment"].partition("=")
    file = config.load({name: value, "SECRET_KEY": "only for this test"}).database.file
    assert service["ProtectSystem"] == "strict"
    assert file is not None
    assert file.parent == pathlib.Path("/var/lib") / service["StateDirectory"]


def test_the_image_keeps_its_nights_where_its_user_may_write() -> None:
    image = read("Dockerfile")
    file = re.search(r"DATABASE_URL=sqlite:///(/\S+)", image)
    assert file
    folder = str(pathlib.Path(file[1]).parent)
    assert re.search(rf"--owner=opennight .*{folder}\b", image)
    assert json.dumps([folder]) in image, "a volume, or each new image begins empty"


def test_processes_with_postgresql_share_a_folder_for_clips() -> None:
    compose, image = read("compose.yaml"), read("Dockerfile")
    media = re.search(r"OPENNIGHT_MEDIA: (\S+)", compose)
    assert media
    assert f'volumes: ["media:{media[1]}"]' in compose
    assert re.search(rf"--owner=opennight .*{media[1]}\b", image), "a new volume takes after what is there"


def test_no_proxy_cuts_off_an_upload() -> None:
    """nginx takes 1 MB by itself, a photo comes in pieces of up to 4; the server has limits of its own."""
    assert "client_max_body_size 0;" in read("nginx.conf")
    assert "proxy_request_buffering off;" in read("nginx.conf")
