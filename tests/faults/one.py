"""Runs one fault in this process and writes what it counted as JSON.

python -m tests.faults.one PART ID quick|full NUMBER FOLDER
"""

from __future__ import annotations

import faulthandler
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.faults.registry import faults_of

RESULT = "tally.json"


def main(part: str, wanted: str, form: str, number: str, folder: str) -> None:
    faulthandler.enable()
    fault = next(fault for fault in faults_of(part) if fault.id == wanted)
    trial = fault.trials(form)[int(number)]
    room = Path(folder, "room")
    room.mkdir(parents=True)
    tally = trial(room)
    Path(folder, RESULT).write_text(json.dumps(asdict(tally)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
