"""Seals that only this server can open: on answers without a name until they are mixed, and on what two
people pass to each other."""

import os
from collections.abc import Sequence

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from opennight.night.asking import QUESTIONS
from opennight.night.feedback import WORDS
from opennight.night.kept.feedback import Answer

NONCE = 12
ROOM = 64 + 4 * WORDS * QUESTIONS
"""Bytes for each answer, whatever it says: a character takes four at most, or two if JSON escapes it."""

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(list[Answer]).decode


class Unreadable(Exception):
    """It was sealed under another key, or is damaged."""


class Seals:
    """Seals with a key of 32 bytes. `where`: what a sealed text is for; it opens nowhere else."""

    def __init__(self, key: bytes) -> None:
        self.cipher = AESGCM(key)

    def shut(self, raw: bytes, where: str) -> str:
        """These bytes as hexadecimal text."""
        nonce = os.urandom(NONCE)
        return (nonce + self.cipher.encrypt(nonce, raw, where.encode())).hex()

    def unlock(self, sealed: str, where: str) -> bytes:
        """The bytes in it. Raises `Unreadable`."""
        try:
            raw = bytes.fromhex(sealed)
            return self.cipher.decrypt(raw[:NONCE], raw[NONCE:], where.encode())
        except (InvalidTag, ValueError):
            raise Unreadable from None

    def seal(self, answers: Sequence[Answer], where: str) -> str:
        """These answers as hexadecimal text, whose length tells how many there are and nothing else."""
        return self.shut(encode(answers).ljust(ROOM * len(answers)), where)

    def open(self, sealed: str, where: str) -> list[Answer]:
        """The answers in it; none in an empty text. Raises `Unreadable`."""
        return decode(self.unlock(sealed, where)) if sealed else []
