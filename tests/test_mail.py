"""Letters go to the operator's mail server: as they are written, once, and with nothing smuggled in."""

import pathlib

import pytest

from opennight.config import BadSetting, Smtp
from opennight.mail import Letter, Mail, Unsent, address
from tests.letters import letterbox
from tests.test_config import database, read

__all__ = ["database"]
LETTER = Letter(
    "ada@example.org", "Due on Friday: “Bake”", "Dear Ada,\n.\nbake the bread – für alle.\n", id="due-1"
)


async def test_a_letter_arrives_as_it_was_written() -> None:
    async with letterbox() as box:
        await Mail(box.smtp).send(LETTER._replace(stop="https://night.example/stop/1"))
    (letter,) = box.letters
    assert box.readers == ["ada@example.org"]
    assert letter["From"] == "Open Night <night@example.org>"
    assert letter["Subject"] == "Due on Friday: “Bake”"
    assert letter["Message-ID"] == "<due-1@example.org>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe"] == "<https://night.example/stop/1>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.get_content().replace("\r\n", "\n") == LETTER.text


async def test_what_somebody_typed_becomes_no_header() -> None:
    """Only a subject can hold words of people; an address with more in it is none."""
    async with letterbox() as box:
        await Mail(box.smtp).send(LETTER._replace(subject="Hi\r\nBcc: eve@example.org\r\n\r\nPay me"))
    (letter,) = box.letters
    assert letter["Subject"] == "Hi Bcc: eve@example.org Pay me"
    assert letter["Bcc"] is None
    assert box.readers == ["ada@example.org"]
    assert letter["List-Unsubscribe"] is None


@pytest.mark.parametrize(
    ("says", "for_good"),
    [
        ({"RCPT": "550 no such user ada@example.org"}, True),
        ({"RCPT": "451 try later"}, False),
        ({"MAIL": "421 busy"}, False),
        ({"DATA": "554 no"}, True),
        ({".": "452 full"}, False),
        ({".": "554 no"}, True),
    ],
)
async def test_a_letter_that_is_not_taken(says: dict[str, str], for_good: bool) -> None:
    async with letterbox() as box:
        box.says = says
        with pytest.raises(Unsent) as found:
            await Mail(box.smtp).send(LETTER)
    assert found.value.for_good is for_good
    assert "ada" not in str(found.value), "an address is in no log of the operator's"
    assert not found.value.doubtful
    assert not box.letters or "." in says


async def test_a_letter_is_taken_whatever_is_said_afterwards() -> None:
    """A server that hangs up, or says something else than goodbye, has the letter: it is not sent again."""
    for says in ("", "421 too busy"):
        async with letterbox() as box:
            box.says = {"QUIT": says}
            await Mail(box.smtp).send(LETTER)
        assert len(box.letters) == 1


async def test_a_letter_of_which_nobody_knows() -> None:
    """The line is dead once the letter is on its way: it may have been taken, and may not."""
    async with letterbox() as box:
        box.says = {".": ""}
        with pytest.raises(Unsent) as found:
            await Mail(box.smtp).send(LETTER)
    assert found.value.doubtful
    assert not found.value.for_good


async def test_the_last_word_before_it_goes() -> None:
    """Whoever sends it is asked once the server would take it, and not before; a no is a no."""
    asked: list[list[str]] = []

    async def no() -> bool:
        asked.append([line.split()[0] for line in box.told])
        return False

    async with letterbox() as box:
        with pytest.raises(Unsent, match="not wanted any more"):
            await Mail(box.smtp).send(LETTER, no)
        box.says = {"RCPT": "451 later"}
        with pytest.raises(Unsent, match="451"):
            await Mail(box.smtp).send(LETTER, no)
    assert asked == [["ehlo", "mail", "rcpt"]]
    assert not box.letters


async def test_a_server_that_is_away() -> None:
    async with letterbox() as box:
        smtp = box.smtp
    with pytest.raises(Unsent, match="cannot be used: ConnectionRefusedError") as found:
        await Mail(smtp).send(LETTER)
    assert not found.value.for_good


async def test_a_password_goes_over_no_open_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our little server offers no encryption; to this machine itself a password may go."""
    async with letterbox() as box:
        box.says = {"EHLO": "250-letterbox\r\n250 AUTH PLAIN", "AUTH": "235 welcome"}
        known = Smtp(box.smtp.host, box.port, box.smtp.sender, user="night", password="secret")
        monkeypatch.setattr(Smtp, "here", False)
        with pytest.raises(Unsent, match="cannot be used"):
            await Mail(known).send(LETTER)
        assert not any("AUTH" in line for line in box.told)
        monkeypatch.setattr(Smtp, "here", True)
        await Mail(known).send(LETTER)
    assert len(box.letters) == 1
    assert "secret" not in repr(known)


async def test_without_a_server_there_is_no_mail() -> None:
    assert not Mail(None).on
    with pytest.raises(Unsent, match="does not send e-mail"):
        await Mail(None).send(LETTER)


def test_what_is_far_too_long_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python takes half a second to find out that a long domain is none."""
    looked: list[str] = []

    def to_ascii(label: str) -> bytes:
        looked.append(label)
        return b"x"

    monkeypatch.setattr("encodings.idna.ToASCII", to_ascii)
    assert address("ada@" + "é." * 30_000 + "org") == ""
    assert looked == []


def test_what_is_an_address() -> None:
    assert address(" ada.b+night@Example.org ") == "ada.b+night@Example.org"
    assert address("ada@bücher.example") == "ada@xn--bcher-kva.example"
    wrong: tuple[str, ...] = (
        "",
        "ada",
        "ada@",
        "@b.org",
        "a@b",
        "a b@c.org",
        "a@b.org, c@d.org",
        "a@b.org\nBcc: c@d.org",
    )
    wrong += (
        "a@b@c.org",
        "<a@b.org>",
        ".a@b.org",
        "a..b@c.org",
        "a@-b.org",
        "a@[127.0.0.1]",
        f"a@{'b' * 300}.org",
    )
    wrong += (f"{'a' * 65}@b.org", '"a b"@c.org', "ä@b.org", "a@b..org", "a@127.0.0.1")
    assert [one for one in wrong if address(one)] == []


def test_what_the_operator_says(database: pathlib.Path) -> None:
    own = {"OPENNIGHT_MAIL_FROM": "n@b.org", "OPENNIGHT_URL": "https://night.example"}
    assert read(database).smtp is None
    plain = read(database, OPENNIGHT_SMTP_URL="smtp://mail.example", **own).smtp
    assert plain == Smtp("mail.example", 587, "n@b.org")
    full = read(database, OPENNIGHT_SMTP_URL="smtps://me%40b.org:p%2Fw@mail.example:4650", **own).smtp
    assert full == Smtp("mail.example", 4650, "n@b.org", tls=True, user="me@b.org", password="p/w")
    for url in ("mail.example", "http://mail.example", "smtp://", "smtp://a:b@c:d"):
        with pytest.raises(BadSetting, match=r"OPENNIGHT_SMTP_URL=.*: give smtp://USER") as found:
            read(database, OPENNIGHT_SMTP_URL=url, **own)
        assert "a:b" not in str(found.value)
    with pytest.raises(BadSetting, match="OPENNIGHT_MAIL_FROM='': give the address"):
        read(database, OPENNIGHT_SMTP_URL="smtp://mail.example", OPENNIGHT_URL="https://night.example")
    with pytest.raises(BadSetting, match="give OPENNIGHT_URL, too"):
        read(database, OPENNIGHT_SMTP_URL="smtp://mail.example", OPENNIGHT_MAIL_FROM="n@b.org")
