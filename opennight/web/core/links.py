"""What people are told to open: the night's links, and the QR code of one."""

import io
import ipaddress
import urllib.parse
from functools import lru_cache

import markupsafe
import qrcode
import qrcode.image.svg

from opennight.night import entrance
from opennight.night.state import Night

LOCAL_NAMES = (".local", ".lan", ".home", ".internal", ".localdomain", ".home.arpa")
"""How names end that only the network around knows."""


def is_local(address: str) -> bool:
    """Whether only the network around reaches this address, like "http://192.168.1.5:8000"."""
    name = urllib.parse.urlsplit(address).hostname or ""
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        return "." not in name or name.endswith(LOCAL_NAMES)


def links(night: Night, address: str) -> dict[str, str | bool]:
    """The addresses shown to people; `address` is the server's own, as phones reach it. `local`: they work
    only on the network around, and whoever shows one says so.
    """
    code = entrance.code(night)
    return {
        "local": is_local(address),
        # A QR code packs capitals more closely, and so can be read from further away.
        "join_qr": f"{address}/J/{code}".upper(),
        "join_url": f"{address}/j/{code}",
        "short_join_url": f"{address}/j/{code}".partition("://")[2],
        "join_code": code,
        "night_url": f"{address}/n/{night.code}",
        "record_url": f"{address}/n/{night.code}/record",
    }


@lru_cache(maxsize=500)  # a board's scene is rendered for every push, but its code never changes
def qr(text: str) -> markupsafe.Markup:
    """An inline SVG of a QR code; upper-case text makes a smaller one."""
    code = qrcode.QRCode(image_factory=qrcode.image.svg.SvgPathImage, border=2)
    code.add_data(text)
    svg = io.BytesIO()
    code.make_image().save(svg)
    return markupsafe.Markup(svg.getvalue().decode().partition("?>")[2].replace(' id="qr-path"', ""))  # noqa: S704 - made by us from escaped text
