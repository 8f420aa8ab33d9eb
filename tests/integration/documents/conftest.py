"""One renderer of the shipped templates for all; each drawing costs a third of a second."""

import pytest

from smm_ledger.documents.renderer import DocumentRenderer
from smm_ledger.resources import templates_folder


@pytest.fixture(scope="session")
def renderer() -> DocumentRenderer:
    return DocumentRenderer(templates_folder() / "invoices")
