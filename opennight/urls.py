"""Addresses that operators give: of the web, and of databases."""

import re
import urllib.parse


def is_sqlite(address: str) -> bool:
    return address.startswith("sqlite:///")


def is_postgres(address: str) -> bool:
    return address.startswith(("postgres://", "postgresql://"))


def has_ports(address: str) -> bool:
    """Whether each of its hosts has a port that there can be, or none."""
    try:
        hosts = urllib.parse.urlsplit(address).netloc.rpartition("@")[2].split(",")
        return all(urllib.parse.urlsplit(f"//{host}").port != 0 for host in hosts)
    except ValueError:
        return False


def hidden(address: str) -> str:
    """The address without what may be a password."""
    before, at, after = address.rpartition("@")
    return f"{before.partition('://')[0]}://…{at}{after}" if at else address


def is_address(url: str) -> bool:
    """Whether it is one of the web, with a host."""
    try:
        parts = urllib.parse.urlsplit(url)
        port_fits = parts.port is None or parts.port > 0
    except ValueError:
        return False
    whole = not re.search(r"[\s\x00-\x1f]", url)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and whole and port_fits
