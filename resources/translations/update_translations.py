"""Collects every text that a person reads into the `.ts` files, and compiles them to `.qm`.

    python resources/translations/update_translations.py            update and compile
    python resources/translations/update_translations.py --check    only say what is missing

Found are `self.tr("...")` (context: the class), `translate("context", "...")`, also under its
short name `t`, and the marks `QT_TRANSLATE_NOOP("context", "...")`, also under its short name `_`.
Qt's own lupdate does not follow short names. Translations that are there are kept; texts that are
gone leave.
"""  # noqa: INP001  (a tool beside the data, not a package)

from __future__ import annotations

import argparse
import ast
import logging
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "desktop_app"
_MARKS = frozenset({"_", "QT_TRANSLATE_NOOP", "translate", "t"})

_log = logging.getLogger("translations")


@dataclass(frozen=True, order=True)
class Source:
    """A text and the context that tells it from the same text elsewhere."""

    context: str
    text: str


class _Collector(ast.NodeVisitor):
    def __init__(self) -> None:
        self.found: set[Source] = set()
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
        words = [text for text in texts if isinstance(text, str)]
        name = _name(node.func)
        if name == "tr" and words and self._classes:
            self.found.add(Source(self._classes[-1], words[0]))
        elif name in _MARKS and len(words) == 2:
            self.found.add(Source(words[0], words[1]))
        self.generic_visit(node)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def collect(package: Path = PACKAGE) -> set[Source]:
    """All texts of the program."""
    collector = _Collector()
    for file in sorted(package.rglob("*.py")):
        collector.visit(ast.parse(file.read_text(encoding="utf-8")))
    return collector.found


def read(file: Path) -> dict[Source, str]:
    """Translations of a `.ts` file."""
    return dict(_messages(ET.parse(file).getroot()))  # noqa: S314  (our own file)


def _messages(root: ET.Element) -> Iterator[tuple[Source, str]]:
    for context in root.iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            source = Source(name, message.findtext("source") or "")
            yield source, message.findtext("translation") or ""


def write(file: Path, language: str, translations: dict[Source, str]) -> None:
    """Write a `.ts` file, sorted, so that a change shows as a small difference."""
    root = ET.Element("TS", version="2.1", language=language)
    by_context: dict[str, list[Source]] = defaultdict(list)
    for source in sorted(translations):
        by_context[source.context].append(source)
    for name, sources in by_context.items():
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for source in sources:
            message = ET.SubElement(context, "message")
            ET.SubElement(message, "source").text = source.text
            translation = ET.SubElement(message, "translation")
            translation.text = translations[source]
            if not translations[source]:
                translation.set("type", "unfinished")
    ET.indent(root, "  ")
    body = ET.tostring(root, encoding="unicode")
    file.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    sources, complete = collect(), True
    for file in sorted(HERE.glob("shelfsight_*.ts")):
        old = read(file) if file.stat().st_size else {}
        new = {source: old.get(source, "") for source in sources}
        missing = [source for source in sorted(new) if not new[source]]
        complete = complete and not missing and set(old) == sources
        for source in missing:
            _log.info("%s: not translated: [%s] %s", file.name, source.context, source.text)
        if not check:
            write(file, file.stem.removeprefix("shelfsight_"), new)
            subprocess.run(["pyside6-lrelease", "-silent", str(file)], check=True)  # noqa: S603, S607
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
