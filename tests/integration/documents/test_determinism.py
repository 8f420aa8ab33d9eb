"""The same document gives the same bytes: today, after others, and in another process."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from smm_ledger.documents.renderer import DocumentRenderer
from tests.support.papers import CLIENT, ISSUER, invoice_of, negotiated, services

PROGRAM = """
import hashlib
from smm_ledger.documents.renderer import DocumentRenderer
from smm_ledger.resources import templates_folder
from tests.support.papers import invoice_of
pdf = DocumentRenderer(templates_folder() / "invoices").invoice_pdf(invoice_of())
print(hashlib.sha256(pdf).hexdigest())
"""


def test_the_bytes_do_not_depend_on_what_was_drawn_before(renderer: DocumentRenderer) -> None:
    first = renderer.invoice_pdf(invoice_of())
    renderer.quote_pdf(negotiated(), 1, issuer=ISSUER, client=CLIENT)
    renderer.invoice_pdf(invoice_of(services(5)))
    assert renderer.invoice_pdf(invoice_of()) == first


def test_another_process_with_another_seed_gives_the_same_bytes(
    renderer: DocumentRenderer,
) -> None:
    here = hashlib.sha256(renderer.invoice_pdf(invoice_of())).hexdigest()
    root = Path(__file__).resolve().parents[3]
    environment = os.environ | {
        "PYTHONHASHSEED": "4321",
        "PYTHONPATH": os.pathsep.join((str(root / "src"), str(root))),
        "TZ": "Pacific/Auckland",
    }
    there = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == here


def test_another_document_has_another_identifier(renderer: DocumentRenderer) -> None:
    one, two = (renderer.invoice_pdf(invoice_of(number=number)) for number in ("1", "2"))
    assert one.rsplit(b"/ID", 1)[1] != two.rsplit(b"/ID", 1)[1]
