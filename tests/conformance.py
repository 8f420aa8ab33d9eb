"""Our judgements against a folder of cases: `python3 dev.py conformance DIR`.

Three kinds of cases are known by their files, in the folder itself or one below it: e-invoices
(`EXPECTED.json` beside XML files), identifiers (`identifiers.json`) and worked examples
(`worked_examples.json`). Every difference is a line; the exit code is 0 where there is none, 1
where there is, and 2 where the folder holds nothing that is known.
"""

# ruff: noqa: T201 - it talks to a terminal

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from smm_ledger.core.errors import InputError
from smm_ledger.core.identifiers import check_iban, check_tax_code, check_vat_id
from smm_ledger.documents.fatturapa.checker import check_file
from smm_ledger.documents.fatturapa.findings import NOT_IN_FORM, TOO_LARGE
from tests.support.worked_examples import compare_example

Case = dict[str, Any]
Differences = Iterator[str | None]
"""One entry for each case: how it differs, or None."""


def compare_e_invoices(path: Path) -> Differences:
    """Check every file that `EXPECTED.json` names: schema first, then SdI's codes."""
    for case in json.loads(path.read_text(encoding="utf-8")):
        yield _e_invoice(path.parent / case["file"], case)


def _e_invoice(path: Path, case: Case) -> str | None:
    if not path.is_file():
        return f"{path.name}: the file is missing"
    found = check_file(path)
    codes = sorted({finding.code for finding in found})
    valid = not {NOT_IN_FORM, TOO_LARGE} & set(codes)
    wanted = case["xsd_1_2_3_valid"]
    if valid != wanted:
        why = "; ".join(str(finding) for finding in found[:3])
        return f"{path.name}: schema {_word(wanted)} expected, {_word(valid)} found {why}".rstrip()
    expected = sorted(set(case.get("sdi_codes") or ()))
    if valid and codes != expected:
        return f"{path.name}: codes {expected} expected, {codes} found"
    return None


def _word(valid: object) -> str:
    return "valid" if valid else "invalid"


def compare_identifiers(path: Path) -> Differences:
    """Check each code: tax codes, VAT numbers (by their check digit) and IBANs."""
    cases = json.loads(path.read_text(encoding="utf-8"))
    for case in cases.get("codice_fiscale", ()):
        yield _identifier(case["code"], case["stdnum"], lambda code: check_tax_code(code, "IT"))
    for case in cases.get("partita_iva", ()):
        yield _identifier(case["code"], case["luhn"], lambda code: check_vat_id(code, "IT"))
    for case in cases.get("iban", ()):
        yield _identifier(case["iban"], case["valid"], check_iban)


def _identifier(code: str, wanted: object, check: Callable[[str], str]) -> str | None:
    try:
        valid = bool(check(code))
    except InputError:
        valid = False
    if valid == bool(wanted):
        return None
    return f"{code}: {_word(wanted)} expected, {_word(valid)} found"


def compare_worked_examples(path: Path) -> Differences:
    """Compute each example of an invoice, of interest and of a deadline."""
    cases = json.loads(path.read_text(encoding="utf-8"))
    for kind in ("invoice", "interest", "deadlines"):
        for case in cases.get(kind, ()):
            found = "; ".join(compare_example(kind, case))
            yield f"{case['id']}: {found}" if found else None


KINDS: dict[str, Callable[[Path], Differences]] = {
    "EXPECTED.json": compare_e_invoices,
    "identifiers.json": compare_identifiers,
    "worked_examples.json": compare_worked_examples,
}


def main(arguments: Sequence[str]) -> int:
    """Compare one folder; print the differences and the counts."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python3 dev.py conformance DIR", file=sys.stderr)
        return 2
    folder, known, differing = Path(arguments[0]), 0, 0
    for name, compare in KINDS.items():
        for path in sorted([*folder.glob(name), *folder.glob(f"*/{name}")]):
            verdicts = list(compare(path))
            wrong = [verdict for verdict in verdicts if verdict]
            for verdict in wrong:
                print(verdict)
            print(
                f"{path.relative_to(folder).as_posix()}: {len(verdicts)} cases, {len(wrong)} differ"
            )
            known, differing = known + 1, differing + len(wrong)
    if not known:
        print(f"no known cases here; known are: {', '.join(KINDS)}", file=sys.stderr)
        return 2
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
