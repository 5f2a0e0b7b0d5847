"""Who does the work, where several processes could."""

import pathlib

from opennight.media.locks import locked


def test_only_one_works_on_what_was_sent(tmp_path: pathlib.Path) -> None:
    sent = tmp_path / "sent"
    sent.touch()
    with sent.open("rb") as mine, locked(mine) as ours:
        assert ours
        with sent.open("rb") as other, locked(other) as theirs:
            assert not theirs
    with sent.open("rb") as other, locked(other) as theirs:
        assert theirs, "whoever held it has died"
