"""Templates are compiled once, and kept for the next process as Python keeps modules."""

import pathlib

import jinja2
import pytest

from opennight.web.core import templates
from opennight.web.core.templates import Compiled

Names = list[str | None]


class Counted(templates.Environment):
    """As a process has it that has just begun. `compiled`: the names of the templates that it compiled."""

    def __init__(self, folder: pathlib.Path, source: str) -> None:
        super().__init__(loader=jinja2.DictLoader({"sum.html": source}), bytecode_cache=Compiled(str(folder)))
        self.compiled: Names = []

    def _parse(self, source: str, name: str | None, filename: str | None) -> jinja2.nodes.Template:
        self.compiled.append(name)
        return super()._parse(source, name, filename)


def rendered(folder: pathlib.Path, source: str = "{{ one + 1 }}") -> tuple[str, Names]:
    made = Counted(folder, source)
    return made.get_template("sum.html").render(one=1), made.compiled


def test_the_next_process_need_not_compile(tmp_path: pathlib.Path) -> None:
    assert rendered(tmp_path / "kept") == ("2", ["sum.html"])
    assert rendered(tmp_path / "kept") == ("2", [])


def test_a_changed_template_is_compiled_anew(tmp_path: pathlib.Path) -> None:
    rendered(tmp_path)
    assert rendered(tmp_path, "{{ one + 2 }}") == ("3", ["sum.html"])


def test_so_is_one_that_was_compiled_in_another_way(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(tmp_path)
    monkeypatch.setattr(templates, "HOW", "another way")
    assert rendered(tmp_path) == ("2", ["sum.html"])


def test_one_that_was_cut_short_is_compiled_anew(tmp_path: pathlib.Path) -> None:
    rendered(tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    for size in range(0, len(whole), 29):
        kept.write_bytes(whole[:size])
        assert rendered(tmp_path) == ("2", ["sum.html"]), size


def test_without_a_place_to_keep_them_they_are_compiled_all_the_same(tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").touch()
    for _process in range(2):
        assert rendered(tmp_path / "file" / "kept") == ("2", ["sum.html"])
