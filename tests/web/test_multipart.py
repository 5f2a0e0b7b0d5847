"""Forms with files in them: what browsers send is read, and all else is refused at once."""

import pytest

from opennight.night.messages import Refused
from opennight.web.core.forms import MOST_FIELDS, parted

KIND = "multipart/form-data; boundary=----here"


def body(*those: tuple[str, bytes], end: bytes = b"--\r\n") -> bytes:
    """A body of these parts, by what stands in their heads after “form-data”."""
    heads = ((f"Content-Disposition: form-data{said}\r\n".encode(), value) for said, value in those)
    return b"".join(b"------here\r\n%s\r\n%s\r\n" % one for one in heads) + b"------here" + end


def test_fields_and_files() -> None:
    """Each value as it is, also of several lines and with dashes; a file that nobody picked is empty."""
    form, lists, files = parted(
        KIND,
        body(
            ('; name="pasted"', "títle\r\n--Bees".encode()),
            ('; name="tick"', b"1"),
            ('; name="tick"', b""),
            ('; name="file"; filename="a; name=b.csv"', b"\xff\x00\r\n"),
            ('; name="none"; filename=""', b""),
        ),
    )
    assert form == {"pasted": "títle\r\n--Bees", "tick": ""}
    assert lists["tick"] == ["1", ""]
    assert files == {"file": b"\xff\x00\r\n", "none": b""}


def test_the_boundary_as_it_may_be_written() -> None:
    for kind in (
        'multipart/form-data; boundary="----here"',
        "multipart/form-data;x=y;Boundary=----here",
    ):
        assert parted(kind, body(('; name="a"', b"1")))[0] == {"a": "1"}


def test_parts_within_parts_are_the_text_that_they_are() -> None:
    """Which took Python's parser of e-mail seconds, and then more frames than there are."""
    level = "--b{}\r\nContent-Type: multipart/mixed; boundary=b{}\r\n\r\n".format
    nested = "".join(level(no, no + 1) for no in range(1, 3000))
    first = '; name="a"\r\nContent-Type: multipart/mixed; boundary=b1'
    assert parted(KIND, body((first, nested.encode())))[0] == {"a": nested}


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("multipart/form-data", body(('; name="a"', b"1"))),
        (KIND, body(('; name="a"', b"1"), end=b"")[:-11]),
        (KIND, body(('; name="a"', b"\xff"))),
        (KIND, body(("; form-data" * 5000 + '; name="a"', b"1"))),
    ],
)
def test_what_is_no_form_is_refused(kind: str, sent: bytes) -> None:
    """Without a boundary, without an end, no text, or with a head that no browser sends."""
    with pytest.raises(Refused, match="Something is wrong"):
        parted(kind, sent)


def test_there_are_so_many_fields_and_no_more() -> None:
    _form, lists, _files = parted(KIND, body(*[('; name="a"', b"")] * (MOST_FIELDS + 5)))
    assert len(lists["a"]) == MOST_FIELDS
