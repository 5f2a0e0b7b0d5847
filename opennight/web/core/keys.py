"""Secrets: derived from the one secret key, so that none of them is ever written into a log or a file."""

import base64
import functools
import hashlib
import hmac
import secrets

import itsdangerous

from opennight.night.state import Night

LETTERS = "ABCDEFGHJKMNPQRTUVWXYZ2346789"
"""What codes are made of: nothing that looks or sounds like something else on paper."""

MOST_SIGNED = 200
"""Characters of a signed value, at most: longer ones are not ours, and must not fill the memory."""


class Keys:
    """What opens which door. `night` arguments that are text are a night's code."""

    def __init__(self, secret: str, start: str = "") -> None:
        self.secret = secret.encode()
        self.signer = itsdangerous.Signer(self.secret, salt="opennight cookie", digest_method=hashlib.sha256)
        self.start = start or self.derived("start")
        self.marked = functools.lru_cache(maxsize=10_000)(self.marking)  # every request asks for its person's
        self.unsigned = functools.lru_cache(maxsize=10_000)(self.unsign)  # phones send the same each time

    def digest(self, *parts: object) -> bytes:
        """32 bytes that follow from the secret and these parts, and tell nothing of the secret."""
        return hmac.digest(self.secret, "\n".join(map(str, parts)).encode(), "sha256")

    def derived(self, *parts: object) -> str:
        """A long secret (32 letters) that only this server can work out."""
        return base64.b32encode(self.digest("link", *parts))[:32].decode().lower()

    def desk(self, night: Night) -> str:
        return self.derived("desk", night.code, self.renewal(night))

    def board(self, night: Night) -> str:
        """The short key of the board that the host puts up: it may have to be typed on another device."""
        return letters(self.digest("board", night.code, self.renewal(night))[:8], 8)

    def hosting(self, night: Night) -> str:
        """What the cookie of a host's device says."""
        return f"host {night.code} {self.renewal(night)}"

    def renewal(self, night: Night) -> str:
        """Which desk link of this night is the one that opens, bound to its making, as a person is, unless it
        is from before that."""
        command = night.trail[night.desk_made - 1] if night.desk_made else ""
        return self.renewed(night.code, night.desk_key, night.desk_made, command)

    def renewed(self, code: str, often: int, made: int, command: str) -> str:
        """The same, of how often it was made, and the version and the command that made it last."""
        return f"{often}-{self.marked(code, made, command)}" if made else str(often)

    def helper(self, night: Night, link: int = 0) -> str:
        """The key of a helper link; number 0 is the one for all helpers. One with a name is bound to its
        making, as a reporter's is, unless it is from before that."""
        made = self.made(night, link)
        return self.derived("helper", night.code, self.renewal(night), *filter(None, (link, made)))

    def helping(self, night: Night, device: int, link: int = 0) -> str:
        """What the cookie of a helper's device says that came with this link."""
        made = self.made(night, link)
        return f"helper {night.code} {self.renewal(night)} {device}{made and f'-{made}'}"

    def made(self, night: Night, link: int) -> str:
        """The mark of the making of this helper link; "" if it is not bound to that."""
        found = night.helper_links.get(link)
        return self.mark(night, found.version) if found and found.version else ""

    def clip(self, night: Night, no: int, seen: int = 1) -> str:
        """The key of the link for the first, second … who can be seen in a clip; bound to its making, as a
        person is."""
        made = self.mark(night, night.clips[no].version)
        return self.derived("clip", night.code, no, made, *([seen] if seen > 1 else []))

    def reporter(self, night: Night, no: int) -> str:
        """The key of a reporter's link. A new desk link makes it another one; so does another reporter with
        this number, after an older backup was restored."""
        made = self.mark(night, night.reporters[no].version)
        return self.derived("reporter", night.code, self.renewal(night), no, made)

    def api(self, night: str, command: str) -> str:
        """A new key for a program: the command that makes it, sent twice, makes the same one."""
        return f"on-{self.derived('api', night, command)}"

    def person(self, night: Night, no: int) -> str:
        """What the cookie of a person's device says. The mark of their joining binds it to them: after an
        older backup was restored, somebody else may have their number. So does their slip, if they have one:
        another slip is another device, and makes this one nobody's.
        """
        slip = night.people[no].slip
        bound = f" {slip}" if slip else ""
        return f"person {night.code} {no} {self.mark(night, night.people[no].version)}{bound}"

    def newcomer(self, night: Night, no: int) -> str:
        """The same for a device that waits at the door. A newcomer's number is the version that they made."""
        return f"newcomer {night.code} {no} {self.mark(night, no)}"

    def ticket(self, night: str, at: int) -> str:
        """What the door's page carries: made at this time (ms), for whoever joins from it. It serves as the
        id of that command, so that it lets in one person and no other."""
        return self.stamped(night, f"{at:x}-{secrets.token_hex(8)}")

    def stamped(self, night: str, ticket: str) -> str:
        return f"{ticket}-{self.digest('ticket', night, ticket)[:10].hex()}"

    def made_at(self, night: str, ticket: str) -> int | None:
        """When this ticket was made (ms); None if we did not make it, or made it for another night."""
        at, _dash, _rest = ticket.partition("-")
        ours = ticket.isascii() and same(ticket, self.stamped(night, ticket.rpartition("-")[0]))
        return int(at, 16) if ours and len(ticket) <= MOST_SIGNED else None

    def personal(self, night: Night, no: int) -> str:
        """The short code with which a person comes back on another phone: their number, then six letters."""
        return f"{no}-{letters(self.digest('personal', self.person(night, no))[:8])}"

    def person_of(self, night: Night, personal: str) -> int | None:
        """The number of the person whom this short code belongs to."""
        number = number_in(personal)
        if number not in night.people:
            return None
        return number if same(as_typed(personal), self.personal(night, number)) else None

    def slip(self, night: str, number: int) -> str:
        """What is printed on the slip with this number: the number, then eight letters."""
        return f"{number}-{letters(self.digest('slip', night, number)[:8], 8)}"

    def slip_of(self, night: str, typed: str) -> int | None:
        """The number of the slip that says this; None if none does."""
        number = number_in(typed)
        return number if number and same(as_typed(typed), self.slip(night, number)) else None

    def mark(self, night: Night, version: int) -> str:
        """The public mark of a night's history at this version: two histories have two marks.

        It is a keyed digest of the id of the command behind the version, which is its sender's secret.
        """
        return self.marked(night.code, version, night.trail[version - 1] if version else "")

    def marking(self, code: str, version: int, command: str) -> str:
        return self.digest("mark", code, version, command)[:8].hex()

    def sign(self, value: str) -> str:
        """The value with our signature, as a cookie carries it; `read` gives it back."""
        return self.signer.sign(value).decode()

    def read(self, signed: str) -> str | None:
        """What was signed, or None if it was not signed here."""
        return self.unsigned(signed) if 0 < len(signed) <= MOST_SIGNED else None

    def unsign(self, signed: str) -> str | None:
        try:
            return self.signer.unsign(signed).decode()
        except (itsdangerous.BadSignature, UnicodeDecodeError):
            return None


def letters(digest: bytes, many: int = 6) -> str:
    """A code of so many of LETTERS that follows from these bytes."""
    number, code = int.from_bytes(digest), ""
    for _place in range(many):
        number, place = divmod(number, len(LETTERS))
        code += LETTERS[place]
    return code


def as_typed(personal: str) -> str:
    """A personal code, or that of a slip, as we write it."""
    return personal.strip().upper().replace(" ", "")


def number_in(personal: str) -> int | None:
    """The number of the person or slip that this short code names, right or wrong."""
    number = as_typed(personal).partition("-")[0]
    return int(number) if number.isdecimal() and len(number) <= 6 else None


def hashed(key: str) -> str:
    """What is kept of a key. It is random, and so long that nobody finds it by trying."""
    return hashlib.sha256(key.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare secrets in a time that does not tell how much of them was right."""
    return hmac.compare_digest(one.encode(), other.encode())
