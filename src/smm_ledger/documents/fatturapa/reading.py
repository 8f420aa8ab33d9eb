"""Reading an e-invoice that may come from anywhere, and holding it against the official schema.

The one door to lxml. No entity is resolved, no connection opened, no document type accepted and
no file above SdI's own size parsed: a hostile file is a finding, never a crash.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any, Final

from lxml import etree

from smm_ledger import closed_xml
from smm_ledger.core.marks import N_
from smm_ledger.documents.fatturapa.fields import field_of
from smm_ledger.documents.fatturapa.findings import DATA, NOT_IN_FORM, SdiFinding, finding

SCHEMA: Final = "Schema_VFPR12_v1.2.3.xsd"
SIGNATURES: Final = "xmldsig-core-schema.xsd"
MOST_FINDINGS: Final = 20
_SHOWN: Final = 200
_NOT_XML: Final = N_("this is no XML file that can be read: {problem}")


class _LocalSchemas(etree.Resolver):
    """Answers the schema's import with our copy; everything else stays closed."""

    def resolve(self, url: str, public_id: str, context: object) -> object:  # type: ignore[override] # the stubs forget the context
        """Return the signature schema where it is asked for, else nothing."""
        del public_id
        answers: Any = self  # the stubs know neither method
        if url.endswith(SIGNATURES):
            return answers.resolve_filename(str(DATA / SIGNATURES), context)
        return answers.resolve_empty(context)


@cache
def schema() -> etree.XMLSchema:
    """Return the official schema, loaded once and without a network."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_LocalSchemas())
    return etree.XMLSchema(etree.parse(str(DATA / SCHEMA), parser))


def parse(data: bytes) -> etree._Element | SdiFinding:
    """Return the root of a file, or why it is none."""
    try:
        return closed_xml.parse(data)
    except closed_xml.DoctypeDeclared:
        return _with_doctype()
    except closed_xml.NotXml as error:
        return finding(NOT_IN_FORM, "file", _NOT_XML, problem=str(error)[:_SHOWN])


def _with_doctype() -> SdiFinding:
    return finding(NOT_IN_FORM, "file", N_("it declares a document type, which no e-invoice does"))


def departures(root: etree._Element) -> Iterator[SdiFinding]:
    """Yield where a file departs from the schema; nothing where it is valid."""
    held = schema()
    if held.validate(root.getroottree()):
        return
    log: Any = held.error_log  # the stubs do not know that it is a sequence
    for entry in islice(log, MOST_FINDINGS):
        message = _without_namespaces(entry.message)
        yield finding(
            NOT_IN_FORM,
            field_of(str(entry.path or "")),
            N_("the schema of the e-invoice does not take it: {problem}"),
            where=str(entry.path or ""),
            problem=message[:_SHOWN],
        )


def _without_namespaces(message: str) -> str:
    return re.sub(r"\{[^}]*\}", "", message)
