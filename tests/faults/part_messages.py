"""M2: what the program says when something went wrong, in every language."""

from __future__ import annotations

import string
from pathlib import Path

from desktop_app.core.errors import BugError
from desktop_app.core.messages import CONTEXT, TEXTS, MessageId
from desktop_app.gui.messages import notice_of
from desktop_app.translation import read_translations, translation_files
from tests.faults.registry import Fault, Tally

ENDS = (".", "。", "!", "！", "?", "？")
FORBIDDEN = ("Traceback", "Exception", "Error:", "/home", "C:\\", "None", "errno")


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def messages(_folder: Path) -> Tally:
    """Three sentences each: what happened, what is safe, what to do next; the same in Chinese."""
    findings, tried = [], 0
    tables = {code: read_translations(file) for code, file in translation_files().items()}
    for message_id in MessageId:
        text = TEXTS.get(message_id)
        if text is None:
            findings.append(f"{message_id} has no text")
            continue
        for part in (text.what, text.safe, text.next):
            tried += 1
            findings += _problems(message_id, part, _fields(part))
            for code, table in tables.items():
                tried += 1
                translated = table.get((CONTEXT, part), "")
                if not translated or (code.startswith("zh") and translated == part):
                    findings.append(f"{message_id}: not in {code}: {part}")
                else:
                    findings += _problems(message_id, translated, _fields(part))
    details = notice_of(BugError("words of a person")).details
    if str(Path(__file__).parents[2]) in details:
        findings.append("copied details name a folder of the developer")
    return Tally(tried, findings=tuple(findings[:20]))


def _problems(message_id: MessageId, text: str, fields: set[str]) -> list[str]:
    found = []
    if not text.strip().endswith(ENDS):
        found.append(f"{message_id}: no whole sentence: {text}")
    if any(word in text for word in FORBIDDEN):
        found.append(f"{message_id}: words of a machine: {text}")
    if _fields(text) != fields:
        found.append(f"{message_id}: other parameters: {text}")
    return found


FAULTS = (Fault("M2", "messages in every language", messages, messages),)
