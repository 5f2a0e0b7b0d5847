"""The texts to translate: all are found, the .pot file holds them, and each gets the values that it names."""

import ast
import re
from collections.abc import Iterator

import pytest
from jinja2 import nodes

from opennight.night import preparing
from opennight.places import PACKAGE, STATIC, TEMPLATES
from opennight.web.core.templates import templates
from tests import messages
from tests.night.test_steps import labels

PLACES = re.compile(r"%\((\w+)\)s")


@pytest.fixture(scope="module")
def found() -> set[str]:
    """Every text that the extraction finds."""
    return {form for forms in messages.known(messages.extracted()) for form in forms}


def test_the_file_for_translators_is_up_to_date() -> None:
    assert messages.known(messages.read(messages.POT)) == messages.known(messages.extracted()), (
        "run make messages"
    )


def sentences(argument: ast.expr) -> Iterator[str]:
    """The sentences that a refusal can have; anything but _("…") counts as an empty one."""
    match argument:
        case ast.IfExp(body=one, orelse=other):
            yield from (*sentences(one), *sentences(other))
        case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(text))]):
            yield text
        case ast.Subscript(value=ast.Name(id="REASONS")):
            yield from preparing.REASONS.values()
        case _:
            yield ""


def test_every_refusal_is_translated_and_gets_its_values(found: set[str]) -> None:
    refusals = 0
    sources = {path: path.read_text() for path in sorted(PACKAGE.rglob("*.py"))}
    for path, source in sources.items():
        for node in ast.walk(ast.parse(source)) if "Refused(" in source or "fault(" in source else ():
            match node:
                case ast.Call(
                    func=ast.Name(id="Refused") | ast.Attribute(attr="fault"),
                    args=[ast.Name(id="text" | "wrong"), *_more],
                ):
                    continue  # the fault in a file, whose sentence is handed over
                case ast.Call(func=ast.Name(id="Refused"), args=[text, *_more], keywords=keywords):
                    given = {keyword.arg for keyword in keywords} - {"kind", "field", "offer"}
                    needed = given
                case ast.Call(func=ast.Attribute(attr="fault"), args=[text, *_more], keywords=keywords):
                    needed = {keyword.arg for keyword in keywords}
                    given = needed | {"line", "name", "key"}
                case _:
                    continue
            where = f"{path.relative_to(PACKAGE)}:{node.lineno}"
            for sentence in sentences(text):
                assert sentence in found, where
                assert needed <= set(PLACES.findall(sentence)) <= given, where
                assert sentence % dict.fromkeys(given, ""), where
                refusals += 1
    assert refusals > 80


def test_every_sentence_in_a_template_is_found_and_gets_its_values(found: set[str]) -> None:
    environment = templates("en")
    calls = 0
    for path in sorted(TEMPLATES.rglob("*.html")):
        for call in environment.parse(path.read_text()).find_all(nodes.Call):
            name = getattr(call.node, "name", "")
            if name not in ("_", "gettext", "ngettext"):
                continue
            where = f"{path.relative_to(TEMPLATES)}:{call.lineno}"
            if call.args[0] == nodes.Getattr(nodes.Name("label", "load"), "text", "load"):
                continue  # the desk's last step: see below
            if call.args[0] == nodes.Getattr(nodes.Name("failure", "load"), "text", "load"):
                continue  # why a clip led to nothing: a refusal, see above
            if isinstance(call.args[0], nodes.Getitem):
                continue  # a name out of a table of the domain, which marks it there
            texts = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
            assert len(texts) == (2 if name == "ngettext" else 1), where
            given = {keyword.key for keyword in call.kwargs} | ({"num"} if name == "ngettext" else set())
            for text in texts:
                assert text in found, where
                assert set(PLACES.findall(text)) <= given, where
            calls += 1
    assert calls > 300


def test_every_step_that_can_be_undone_has_a_name(found: set[str]) -> None:
    for label, values in labels():
        for text in filter(None, (label.text, label.many)):
            assert text in found
            assert set(PLACES.findall(text)) == values.keys(), text


def test_scripts_and_style_sheets_say_nothing() -> None:
    """What they show comes from the page."""
    shown = "textContent|innerText|title|placeholder|ariaLabel|alert|confirm|content"
    said = rf"(?:{shown}) ?[=:(] ?[\"'`][^\"'`$\n]*[A-Za-z]"
    for path in sorted([*STATIC.glob("css/**/*.css"), *STATIC.glob("js/**/*.js")]):
        assert not re.findall(said, path.read_text()), path.name
