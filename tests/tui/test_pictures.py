"""The pictures of the README are the screens of today.

`dev.py test tests/tui/test_pictures.py --snapshot-update` draws them anew; look at them, then.
"""

from pathlib import Path
from typing import Final

import pytest

from smm_ledger.services.ledger import Ledger
from tests.tui.pictures import drawn, rows, sample_ledger

ROOT: Final = Path(__file__).resolve().parents[2]
IMAGES: Final = ROOT / "docs" / "images"
READMES: Final = {"en": ROOT / "README.md", "it": ROOT / "README.it.md"}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return sample_ledger(tmp_path_factory.mktemp("sample") / "demo.db")


@pytest.mark.parametrize("language", ["it", "en"])
async def test_the_readme_shows_the_screens_of_today(
    ledger: Ledger, language: str, request: pytest.FixtureRequest
) -> None:
    readme = READMES[language].read_text(encoding="utf-8")
    for name, picture in (await drawn(ledger, language)).items():
        path = IMAGES / f"{name}-{language}.svg"
        assert f"({path.relative_to(ROOT).as_posix()})" in readme
        if request.config.getoption("update_snapshots"):
            path.write_text(picture, encoding="utf-8")
        assert rows(path.read_text(encoding="utf-8")) == rows(picture), path.name


async def test_the_same_ledger_draws_the_same_picture(ledger: Ledger) -> None:
    assert await drawn(ledger, "en") == await drawn(ledger, "en")
