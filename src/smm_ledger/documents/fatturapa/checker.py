"""Would SdI take this file? Everything that the file alone decides, before it is sent.

Name and size first, then the schema, then the content: SdI too stops at the first that fails,
and content can only be judged in a file that has the right form.
"""

from collections.abc import Iterator
from pathlib import Path

from smm_ledger.core.marks import N_
from smm_ledger.documents.fatturapa.checks_documents import document_findings, duplicate_findings
from smm_ledger.documents.fatturapa.checks_figures import (
    change_findings,
    fund_findings,
    line_findings,
    rate_findings,
    summary_findings,
)
from smm_ledger.documents.fatturapa.checks_parties import header_findings, party_findings
from smm_ledger.documents.fatturapa.content import Element
from smm_ledger.documents.fatturapa.findings import TOO_LARGE, SdiFinding, finding
from smm_ledger.documents.fatturapa.names import LARGEST, is_file_name
from smm_ledger.documents.fatturapa.reading import departures, parse


def check_file(path: Path, name: str | None = None) -> tuple[SdiFinding, ...]:
    """Check a file; no finding means that SdI takes it, as far as the file decides.

    Args:
        path: Where it is; no more of it is read than SdI would take.
        name: Under which it is sent; None: its name is not judged.
    """
    with path.open("rb") as file:
        return check_bytes(file.read(LARGEST + 1), name)


def check_bytes(data: bytes, name: str | None = None) -> tuple[SdiFinding, ...]:
    """Check the bytes of a file (see `check_file`)."""
    outside = tuple(_outside(data, name))
    if len(data) > LARGEST:
        return outside
    root = parse(data)
    if isinstance(root, SdiFinding):
        return (*outside, root)
    shape = tuple(departures(root))
    return (*outside, *(shape or content_findings(root)))


def _outside(data: bytes, name: str | None) -> Iterator[SdiFinding]:
    if name is not None and not is_file_name(name):
        yield finding(
            "00001",
            "issuer.tax_code",
            N_("“{name}” is no name of an e-invoice, such as IT01234567890_00001.xml"),
            name=name,
        )
    if len(data) > LARGEST:
        yield finding(TOO_LARGE, "file", N_("it is larger than {limit} bytes"), limit=LARGEST)


def content_findings(root: Element) -> tuple[SdiFinding, ...]:
    """Check the content of a file that the schema takes."""
    bodies = list(root.findall("FatturaElettronicaBody"))
    found = [*header_findings(root)]
    for body in bodies:
        found += [
            *party_findings(root, body),
            *document_findings(body),
            *change_findings(body),
            *line_findings(body),
            *fund_findings(body),
            *summary_findings(body),
            *rate_findings(body),
        ]
    return (*found, *duplicate_findings(bodies))
