"""A message to the screens, encoded for the WebSocket once, however many get it."""

import functools
import zlib
from collections.abc import Sequence
from typing import Any, Literal

from opennight.live.protocol import Reload, text

TEXT = 0x81
"""First byte of a whole text message (RFC 6455, 5.2) …"""
DEFLATED = 0xC1
"""… and of one that is compressed (RFC 7692, 7.2.3)."""
WORTH_DEFLATING = 200
"""Bytes. Shorter messages hardly get any smaller."""


Form = Literal["plain", "deflated", "text"]
"""How a screen takes its messages: as bytes on the wire, or as text if the server makes the bytes itself."""


class Frame:
    """One message. `plain` and `deflated` are its bytes on the wire, each made when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    def as_(self, form: Form) -> Any:
        return getattr(self, form)

    @functools.cached_property
    def plain(self) -> bytes:
        return message(TEXT, self.text.encode())

    @functools.cached_property
    def deflated(self) -> bytes:
        """Compressed on its own, without reference to earlier messages."""
        payload = self.text.encode()
        if len(payload) < WORTH_DEFLATING:
            return self.plain
        # A window of the message's own size: clearing the largest takes six times as long as compressing.
        window = min(max(len(payload).bit_length(), 9), zlib.MAX_WBITS)
        squeeze = zlib.compressobj(wbits=-window, memLevel=window - 7)
        squeezed = squeeze.compress(payload) + squeeze.flush(zlib.Z_SYNC_FLUSH)
        return message(DEFLATED, squeezed[:-4])


def together(form: Form, frames: Sequence[Frame]) -> list[Any]:
    """What to write to send these, one after the other."""
    data = [frame.as_(form) for frame in frames]
    return data if form == "text" or len(data) == 1 else [b"".join(data)]


def message(first: int, payload: bytes) -> bytes:
    """A WebSocket message in one frame, as a server sends it: unmasked."""
    if (size := len(payload)) < 126:
        return bytes((first, size)) + payload
    if size < 1 << 16:
        return bytes((first, 126)) + size.to_bytes(2, "big") + payload
    return bytes((first, 127)) + size.to_bytes(8, "big") + payload


RELOAD = Frame(text(Reload()))
"""Tells a screen to reload its page."""
