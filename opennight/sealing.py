"""Answers without a name, sealed so that only this server can open them until they are mixed."""

import os
from collections.abc import Sequence

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from opennight.night.asked import Answer
from opennight.night.asking import QUESTIONS
from opennight.night.feedback import WORDS

NONCE = 12
ROOM = 64 + 4 * WORDS * QUESTIONS
"""Bytes for each answer, whatever it says: a character takes four at most, or two if JSON escapes it."""

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(list[Answer]).decode


class Unreadable(Exception):
    """It was sealed under another key."""


class Seals:
    """Seals with a key of 32 bytes. `where`: what a sealed text is for; it opens nowhere else."""

    def __init__(self, key: bytes) -> None:
        self.cipher = AESGCM(key)

    def seal(self, answers: Sequence[Answer], where: str) -> str:
        """These answers as hexadecimal text, whose length tells how many there are and nothing else."""
        nonce = os.urandom(NONCE)
        padded = encode(answers).ljust(ROOM * len(answers))
        return (nonce + self.cipher.encrypt(nonce, padded, where.encode())).hex()

    def open(self, sealed: str, where: str) -> list[Answer]:
        """The answers in it; none in an empty text. Raises `Unreadable`."""
        if not sealed:
            return []
        raw = bytes.fromhex(sealed)
        try:
            return decode(self.cipher.decrypt(raw[:NONCE], raw[NONCE:], where.encode()))
        except InvalidTag:
            raise Unreadable from None
