"""Every text is translated, the files are up to date, and no placeholder is lost."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

from desktop_app.paths import resources_folder

FOLDER = resources_folder() / "translations"
FILES = sorted(FOLDER.glob("shelfsight_*.ts"))


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tool", FOLDER / "update_translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name.
    import sys

    sys.modules["tool"] = module
    spec.loader.exec_module(module)
    return module


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_nothing_is_untranslated_or_left_over(tool: ModuleType, file: Path) -> None:
    translations, sources = tool.read(file), tool.collect()
    assert {s for s in sources if not translations.get(s)} == set()
    assert set(translations) - sources == set()


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_placeholders_are_the_same(tool: ModuleType, file: Path) -> None:
    wrong = [
        source
        for source, text in tool.read(file).items()
        if placeholders(source.text) != placeholders(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_the_compiled_file_says_the_same(tool: ModuleType, file: Path) -> None:
    translator = QTranslator()
    assert translator.load(str(file.with_suffix(".qm")))
    stale = [
        source
        for source, text in tool.read(file).items()
        if translator.translate(source.context, source.text) != text
    ]
    assert stale == []


def test_chinese_has_one_word_for_a_product() -> None:
    """Pages, command line and manual say 商品; two words looked like two things."""
    words = (FOLDER / "shelfsight_zh_CN.ts").read_text(encoding="utf-8")
    assert "商品" in words
    assert "产品" not in words


def test_the_tool_finds_calls_marks_and_contexts(tool: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "panel.py").write_text(
        'class Panel:\n    def f(self):\n        self.tr("one")\n'
        'x = _("messages", "two")\ny = translate("formats", "three")\n',
        encoding="utf-8",
    )
    found = {(source.context, source.text) for source in tool.collect(tmp_path)}
    assert found == {("Panel", "one"), ("messages", "two"), ("formats", "three")}
