"""Put the top-level folders into the wheel, as `smm_ledger/_resources`.

A hook and not the declarative `force-include`, which hatchling applies to editable installs too:
there it leaves a stale copy of the templates in site-packages that wins over the checkout's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("templates", "sample_data")


class ResourcesHook(BuildHookInterface[Any]):
    """Adds the folders to standard wheels; an editable install reads them from the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders to the wheel builder.

        Raises:
            FileNotFoundError: One is missing: a wheel without it would fail at its user's.
        """
        if version != "standard":
            return
        for name in FOLDERS:
            folder = Path(self.root) / name
            if not folder.is_dir():
                raise FileNotFoundError(folder)
            build_data["force_include"][str(folder)] = f"smm_ledger/_resources/{name}"
