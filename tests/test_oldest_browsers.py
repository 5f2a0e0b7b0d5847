"""The scripts run in browsers as old as the README says: they ask for nothing that those do not know."""

import pathlib
import re

import pytest

from tests import oldest
from tests.server import ROOT


def test_no_shipped_script_asks_too_much() -> None:
    assert len(oldest.scripts()) > 10
    assert oldest.found() == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("const last = all().findLast((act) => act.failed);", "findLast"),
        ("rows.toSorted((a, b) => a - b).forEach(show);", "toSorted"),
        ("  .toSorted();", "toSorted"),
        ("const next = list.with(0, other);", "with"),
        ("form.requestSubmit();", "requestSubmit"),
        ("const fields = new FormData(form, button);", "FormData with a button"),
        ("requestIdleCallback(settle);", "requestIdleCallback"),
        (r"text.match(/(?<=a)b/);", "lookbehind"),
        ("const signal = AbortSignal.timeout(100);", "AbortSignal.timeout"),
    ],
)
def test_what_is_too_new_is_found(line: str, what: str) -> None:
    assert list(oldest.too_new(f"// first\n{line}")) == [(2, what)]


@pytest.mark.parametrize(
    "line",
    [
        "const move = list.moveBefore ?? list.insertBefore;",
        "const seen = button.checkVisibility?.() ?? true;",
        "const last = list.filter(isOurs).pop(); // findLast() is too new",
        "const fields = new URLSearchParams(new FormData(form));",
        "const signal = abort.signal;",
    ],
)
def test_what_every_one_of_them_knows_is_not(line: str) -> None:
    assert list(oldest.too_new(line)) == []


def test_the_readme_and_the_check_name_them() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"Safari 15\.4.*Chrome 105", readme)
    makefile = pathlib.Path(ROOT / "Makefile").read_text(encoding="utf-8")
    assert "tests.oldest" in makefile.partition("\ncheck:")[2].partition("\n\n")[0]
