"""The secret beside an SQLite file: made once, so that cookies and desk links outlive a restart."""

import os
import pathlib
import secrets


def secret_file(database: pathlib.Path) -> pathlib.Path:
    return database.with_name(database.name + ".secret")


def kept_secret(database: pathlib.Path) -> str:
    """What is in the file; the first to ask makes it."""
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
