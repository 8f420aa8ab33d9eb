"""Where the program's own folders are: the templates of the documents and the sample year.

They stand at the top of the checkout, where people look for them, and travel inside the wheel as
`smm_ledger/_resources` (see `hatch_build.py`). This module knows both places and no third: it
reads no file, follows no setting, and never answers with a folder that is not there.
"""

from pathlib import Path

from smm_ledger.core.errors import OutsideError
from smm_ledger.core.marks import N_

_PACKAGE = Path(__file__).resolve().parent


class ResourceMissing(OutsideError):
    """A folder that belongs to the program is not where it was installed."""

    code = "missing_resource"
    default_reason = N_("this folder of the program is missing: {folder}")
    default_hint = N_("install smm-ledger again")


def templates_folder() -> Path:
    """Return the folder of the document templates.

    Raises:
        ResourceMissing: The installation is incomplete.
    """
    return find_folder("templates", _PACKAGE)


def sample_data_folder() -> Path:
    """Return the folder of the sample year.

    Raises:
        ResourceMissing: The installation is incomplete.
    """
    return find_folder("sample_data", _PACKAGE)


def find_folder(name: str, package: Path) -> Path:
    """Return one of the program's folders, for a package that lies at `package`.

    Raises:
        ResourceMissing: It is in neither place.
    """
    installed = package / "_resources"
    checkout = package.parent.parent
    if installed.exists() or not (checkout / "pyproject.toml").is_file():
        folder = installed / name
    else:
        folder = checkout / name
    if not folder.is_dir():
        raise ResourceMissing(name, folder=str(folder))
    return folder
