"""Who prepares a clip, where several processes could."""

import pathlib

from opennight.preparing import locked


def test_only_one_works_on_what_was_sent(tmp_path: pathlib.Path) -> None:
    sent = tmp_path / "sent"
    sent.touch()
    with locked(sent) as ours:
        assert ours
        with locked(sent) as theirs:
            assert not theirs
    with locked(sent) as theirs:
        assert theirs, "whoever held it has died"
