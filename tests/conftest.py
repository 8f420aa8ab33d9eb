"""What every test stands on: nothing of this machine's user, and the same examples every time."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No test may fail for being slow, or only on some days.
settings.register_profile("suite", deadline=None, derandomize=True, database=None)
settings.load_profile("suite")

LONGEST_NAME = 80


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case by its length where its value is long: Windows refuses names above 32 KB."""
    if isinstance(val, str | bytes) and len(val) > LONGEST_NAME:
        return f"{argname}-of-{len(val)}"
    return None


USER_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DOCUMENTS_DIR", "XDG_STATE_HOME")


@pytest.fixture(autouse=True)
def _nobodys_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the user's ledger, settings and language out of the test and of what it starts."""
    for name in [name for name in os.environ if name.startswith("SMM_LEDGER_")]:
        monkeypatch.delenv(name)
    for name in USER_FOLDERS:
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
