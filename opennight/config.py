"""What the operator decides, from the environment. A bad value is a clear error at the start."""

import dataclasses
import os
import pathlib
import secrets
import urllib.parse
from collections.abc import Mapping


class BadSetting(Exception):
    """A setting that cannot be used; its text names the setting and says what to give."""


@dataclasses.dataclass(frozen=True)
class Settings:
    """`database` is the SQLite file; `url` the public address, empty if it was not given."""

    port: int = 8000
    host: str = "0.0.0.0"  # noqa: S104 - phones in the room must reach it
    database: pathlib.Path = pathlib.Path("opennight.db")
    secret_key: str = ""
    start_key: str = ""
    url: str = ""
    proxies: str = "127.0.0.1"


def number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environ.get(name, "").strip() or str(default)
    if not text.isdecimal() or len(text) > 9 or not least <= int(text) <= most:
        raise BadSetting(f"{name}={text!r}: give a whole number from {least} to {most}.")
    return int(text)


def sqlite_path(address: str) -> pathlib.Path:
    """The file of a `sqlite:///relative.db` or `sqlite:////absolute.db`."""
    if not address.startswith("sqlite:///") or not address.removeprefix("sqlite:///"):
        raise BadSetting(
            f"DATABASE_URL={address!r}: give sqlite:///FILE (relative) or sqlite:////FILE (absolute). "
            "PostgreSQL is not supported yet."
        )
    return pathlib.Path(urllib.parse.unquote(address.removeprefix("sqlite:///")))


def secret_file(database: pathlib.Path) -> pathlib.Path:
    return database.with_name(database.name + ".secret")


def kept_secret(database: pathlib.Path) -> str:
    """The secret beside the database, made once, so that cookies and desk links outlive a restart."""
    path = secret_file(database)
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(32)
    try:
        # If two processes start at once, only one of them makes it; the other reads it.
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secret + "\n")
    except FileExistsError:
        return path.read_text().strip()
    return secret


def is_address(url: str) -> bool:
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings, or `BadSetting` with a sentence for the operator."""
    database = sqlite_path(environ.get("DATABASE_URL", "").strip() or "sqlite:///opennight.db")
    secret = environ.get("SECRET_KEY", "").strip()
    if secret and len(secret) < 16:
        raise BadSetting("SECRET_KEY is too short: give at least 16 characters, or none to have one made.")
    url = environ.get("OPENNIGHT_URL", "").strip().rstrip("/")
    if url and not is_address(url):
        raise BadSetting(f"OPENNIGHT_URL={url!r}: give the public address, like https://night.example.org.")
    port = number(environ, "PORT", 8000, 1, 65535)
    try:
        secret = secret or kept_secret(database)  # made only if everything else is right
    except OSError as error:
        raise BadSetting(f"DATABASE_URL: cannot write beside {str(database)!r}: {error.strerror}.") from None
    return Settings(
        port=port,
        host=environ.get("OPENNIGHT_HOST", "").strip() or Settings.host,
        database=database,
        secret_key=secret,
        start_key=environ.get("OPENNIGHT_START_KEY", "").strip(),
        url=url,
        proxies=environ.get("OPENNIGHT_PROXIES", "").strip() or Settings.proxies,
    )
