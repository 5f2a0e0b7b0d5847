"""What people are told to open: the night's links, and the QR code of one."""

import io
from functools import lru_cache

import markupsafe
import qrcode
import qrcode.image.svg

from opennight.night.state import Night


def links(night: Night, address: str) -> dict[str, str]:
    """The addresses shown to people; `address` is the server's own, as phones reach it."""
    return {
        # A QR code packs capitals more closely, and so can be read from further away.
        "join_qr": f"{address}/J/{night.code}".upper(),
        "join_url": f"{address}/j/{night.code}",
        "short_join_url": f"{address}/j/{night.code}".partition("://")[2],
        "board_url": f"{address}/n/{night.code}/board",
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
