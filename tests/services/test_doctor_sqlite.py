"""`doctor` says which SQLite is there, and that its defect is kept out."""

from __future__ import annotations

import pytest

from desktop_app.services import doctor


@pytest.mark.parametrize(("journal", "said"), [("WAL", "absent"), ("DELETE", "avoided")])
def test_the_defect_of_the_write_ahead_log_is_absent_or_avoided(
    monkeypatch: pytest.MonkeyPatch, journal: str, said: str
) -> None:
    monkeypatch.setattr(doctor, "journal_mode", lambda: journal)
    told = doctor._sqlite()
    assert (told["journal"], told["wal_reset_defect"]) == (journal, said)
