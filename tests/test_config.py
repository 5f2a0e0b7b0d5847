"""The operator's settings: good values are accepted, bad ones raise an error that is a clear sentence."""

import importlib.util
import pathlib
import stat

import pytest

from opennight.config import Allowances, BadSetting, Database, Settings, load
from opennight.night.quotas import OfWall


@pytest.fixture
def database(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "nights.db"


def read(database: pathlib.Path, **environ: str) -> Settings:
    return load({"DATABASE_URL": f"sqlite:///{database}"} | environ)


def test_what_goes_without_saying(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load({"PORT": " ", "OPENNIGHT_HOST": ""})
    assert (settings.port, settings.host, settings.database) == (
        8000,
        Settings.host,
        Database(pathlib.Path("opennight.db")),
    )
    assert (settings.url, settings.start_key, settings.proxies) == ("", "", "127.0.0.1")
    assert (tmp_path / "opennight.db.secret").exists()


def test_everything_said(database: pathlib.Path) -> None:
    settings = read(
        database,
        PORT="80",
        OPENNIGHT_HOST="127.0.0.1",
        SECRET_KEY="long enough for this",
        OPENNIGHT_START_KEY="sesame",
        OPENNIGHT_URL="https://night.example/",
        OPENNIGHT_PROXIES="127.0.0.1, ::1,10.0.0.0/8",
    )
    url = "https://night.example"
    assert settings == Settings(
        80,
        "127.0.0.1",
        Database(database),
        "long enough for this",
        "sesame",
        url,
        "127.0.0.1, ::1,10.0.0.0/8",
        media=database.with_name("nights.db.media"),
    )
    assert not database.with_name("nights.db.secret").exists(), "none is made where one is given"


def test_a_folder_of_setups(database: pathlib.Path) -> None:
    assert read(database).setups is None
    assert read(database, OPENNIGHT_SETUPS=str(database.parent)).setups == database.parent
    with pytest.raises(BadSetting, match=r"OPENNIGHT_SETUPS='nowhere': there is no such folder"):
        read(database, OPENNIGHT_SETUPS="nowhere")
    with pytest.raises(BadSetting, match="there is no such folder"):
        read(database, OPENNIGHT_SETUPS="x" * 5000)


def test_a_folder_for_uploads(database: pathlib.Path) -> None:
    own = read(database, OPENNIGHT_MEDIA=str(database.parent), OPENNIGHT_UPLOAD_MB="5")
    assert (own.media, own.most_upload) == (database.parent, 5_000_000)
    assert not database.with_name("nights.db.media").exists(), "it is made with the first upload"
    with pytest.raises(BadSetting, match=r"OPENNIGHT_CAPTIONS='no engine': give MODULE:CLASS"):
        read(database, OPENNIGHT_CAPTIONS="no engine")
    with pytest.raises(BadSetting, match=r"OPENNIGHT_MEANING='no engine': give MODULE:CLASS"):
        read(database, OPENNIGHT_MEANING="no engine")
    with pytest.raises(BadSetting, match=r"OPENNIGHT_MEDIA='nowhere': there is no such folder"):
        read(database, OPENNIGHT_MEDIA="nowhere")
    shared = {"DATABASE_URL": "postgres://me@127.0.0.1/nights", "SECRET_KEY": "long enough for this"}
    assert load(shared).media is None, "machines share no folder unless somebody says which"


def test_how_much_people_may_upload(database: pathlib.Path) -> None:
    assert read(database).allowances == Allowances()
    assert read(database, OPENNIGHT_CLIPS_EACH="7", OPENNIGHT_NIGHT_MB="5").allowances == Allowances(
        each=7, night_bytes=5_000_000
    )
    longer = read(database, OPENNIGHT_CLIP_SECONDS="600").allowances
    assert (longer.seconds, longer.reporter_seconds) == (600, 600)
    with pytest.raises(BadSetting, match=r"OPENNIGHT_REPORTER_SECONDS='60': give a whole number from 90"):
        read(database, OPENNIGHT_REPORTER_SECONDS="60")
    with pytest.raises(BadSetting, match=r"OPENNIGHT_CLIPS_A_NIGHT='0': give a whole number from 1 to 10000"):
        read(database, OPENNIGHT_CLIPS_A_NIGHT="0")


def test_how_much_of_the_wall_one_person_may_have(database: pathlib.Path) -> None:
    assert read(database).wall == OfWall()
    assert read(database, OPENNIGHT_OFFERS_EACH="3", OPENNIGHT_YESES_EACH="5").wall == OfWall(
        offers=3, yeses=5
    )
    for name in ("OFFERS_EACH", "OFFERS_A_NIGHT", "YESES_EACH", "QUESTIONS_EACH", "NAMED_EACH"):
        with pytest.raises(BadSetting, match=f"OPENNIGHT_{name}='0': give a whole number from 1"):
            read(database, **{f"OPENNIGHT_{name}": "0"})


def test_a_bucket_for_uploads(database: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bucket = read(database, OPENNIGHT_MEDIA="s3://films/nights")
    assert (bucket.bucket, bucket.media) == ("s3://films/nights", database.with_name("nights.db.media"))
    parts = read(database, OPENNIGHT_MEDIA="s3://films", OPENNIGHT_PARTS=str(database.parent))
    assert parts.media == database.parent
    with pytest.raises(BadSetting, match=r"OPENNIGHT_PARTS='nowhere': there is no such folder"):
        read(database, OPENNIGHT_MEDIA="s3://films", OPENNIGHT_PARTS="nowhere")
    for wrong in ("s3://", "gs://films", "http://films"):
        with pytest.raises(BadSetting, match=r"give a folder, or a bucket as s3://BUCKET/PREFIX"):
            read(database, OPENNIGHT_MEDIA=wrong)
    many = {"DATABASE_URL": "postgres://me@127.0.0.1/nights", "OPENNIGHT_MEDIA": "s3://films"}
    many["SECRET_KEY"] = "long enough for this"
    assert load(many).media is None, "nobody said where parts are shared"
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(BadSetting, match=r"a bucket needs obstore: pip install 'opennight\[s3\]'"):
        read(database, OPENNIGHT_MEDIA="s3://films")


def test_the_secret_is_made_once_and_is_nobody_elses(database: pathlib.Path) -> None:
    first, second = read(database).secret_key, read(database).secret_key
    assert first == second
    assert len(first) > 30
    assert stat.S_IMODE(database.with_name("nights.db.secret").stat().st_mode) == 0o600


def test_a_path_with_spaces(tmp_path: pathlib.Path) -> None:
    settings = load({"DATABASE_URL": f"sqlite:///{tmp_path}/my%20nights.db"})
    assert settings.database.file == tmp_path / "my nights.db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "8000.0"),
        ("PORT", "9" * 5000),
        ("DATABASE_URL", "nights.db"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite://nights.db"),
        ("DATABASE_URL", "mysql://ada:secret@localhost/nights"),
        ("SECRET_KEY", "short"),
        ("OPENNIGHT_URL", "night.example"),
        ("OPENNIGHT_URL", "ftp://night.example"),
        ("OPENNIGHT_URL", "https://"),
        ("OPENNIGHT_URL", "http://["),
        ("OPENNIGHT_URL", "https://night example.org"),
        ("OPENNIGHT_URL", "https://night.example:eighty"),
        ("OPENNIGHT_PROXIES", "caddy"),
        ("OPENNIGHT_PROXIES", "127.0.0.1,10.0.0.1/8"),
        ("DATABASE_URL", "sqlite:////"),
        ("DATABASE_URL", "postgres://me@127.0.0.1:99999/nights"),
        ("DATABASE_URL", "postgres://[::1/nights"),
        ("OPENNIGHT_CAPTIONS", "no engine"),
        ("OPENNIGHT_CAPTIONS", "no.such.module:Engine"),
        ("OPENNIGHT_MEANING", "nosuchmodule:Engine"),
    ],
)
def test_a_bad_value_is_a_sentence_that_names_it(database: pathlib.Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name) as bad:
        read(database, **{name: value})
    assert "give" in str(bad.value)
    assert list(database.parent.iterdir()) == [], "nothing is made for a server that cannot start"


POSTGRES = "postgresql://ada:s%40sam@db.example:5433/nights?sslmode=require"


def test_postgresql() -> None:
    settings = load({"DATABASE_URL": POSTGRES, "SECRET_KEY": "long enough for this"})
    assert settings.database == Database(url=POSTGRES, listen=POSTGRES)
    assert str(settings.database) == "postgres://db.example:5433/nights", "without its password"
    for several in ("postgres://me@one.example:5432,two.example/nights", "postgres:///nights"):
        assert load({"DATABASE_URL": several, "SECRET_KEY": "long enough for this"}).database.url == several
    listen = "postgres://db.example:5432/nights"
    settings = load(
        {"DATABASE_URL": POSTGRES, "SECRET_KEY": "long enough for this", "OPENNIGHT_LISTEN_URL": listen}
    )
    assert settings.database.listen == listen


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({}, "SECRET_KEY is missing: with PostgreSQL, give all processes the same"),
        ({"OPENNIGHT_LISTEN_URL": "db.example"}, "OPENNIGHT_LISTEN_URL: give the address"),
    ],
)
def test_what_postgresql_needs(environ: dict[str, str], words: str) -> None:
    with pytest.raises(BadSetting, match=words):
        load({"DATABASE_URL": POSTGRES} | environ)


def test_postgresql_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(BadSetting, match=r"opennight\[postgres\]"):
        load({"DATABASE_URL": POSTGRES, "SECRET_KEY": "long enough for this"})


def test_no_password_is_printed() -> None:
    with pytest.raises(BadSetting) as bad:
        load({"DATABASE_URL": "mysql://ada:s3cret@db.example/nights"})
    assert "s3cret" not in str(bad.value)


def test_a_folder_that_cannot_be(tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match="cannot write beside"):
        read(tmp_path / "file" / "nights.db")
