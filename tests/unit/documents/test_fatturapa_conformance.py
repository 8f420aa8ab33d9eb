"""`dev.py conformance DIR`: silent on what agrees, one line and exit 1 for what does not."""

import json
from pathlib import Path

import pytest

from tests.conformance import main
from tests.support.e_invoices import DOCUMENT, a_lawful_invoice, write


def _cases(folder: Path) -> list[dict[str, object]]:
    """Write a valid file, one that SdI refuses and one that the schema refuses."""
    (folder / "good.xml").write_bytes(write(a_lawful_invoice()).data)
    spoilt = write(a_lawful_invoice()).put(f"{DOCUMENT}/Numero", "ABC")
    (folder / "spoilt.xml").write_bytes(spoilt.data)
    (folder / "broken.xml").write_bytes(write(a_lawful_invoice()).drop(f"{DOCUMENT}/Data").data)
    return [
        {"file": "good.xml", "xsd_1_2_3_valid": True, "sdi_codes": []},
        {"file": "spoilt.xml", "xsd_1_2_3_valid": True, "sdi_codes": ["00425"]},
        {"file": "broken.xml", "xsd_1_2_3_valid": False, "sdi_codes": None},
    ]


def _run(folder: Path, cases: list[dict[str, object]]) -> int:
    (folder / "EXPECTED.json").write_text(json.dumps(cases), encoding="utf-8")
    return main([str(folder)])


def test_agreement_is_exit_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tmp_path, _cases(tmp_path)) == 0
    assert capsys.readouterr().out == "EXPECTED.json: 3 cases, 0 differ\n"


@pytest.mark.parametrize(
    ("place", "change"),
    [
        (0, {"sdi_codes": ["00471"]}),
        (0, {"xsd_1_2_3_valid": False}),
        (1, {"sdi_codes": []}),
        (2, {"xsd_1_2_3_valid": True, "sdi_codes": []}),
        (2, {"file": "missing.xml"}),
    ],
)
def test_a_difference_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    place: int,
    change: dict[str, object],
) -> None:
    cases = _cases(tmp_path)
    cases[place] |= change
    assert _run(tmp_path, cases) == 1
    out = capsys.readouterr().out
    assert str(cases[place]["file"]) in out
    assert "3 cases, 1 differ" in out


def test_identifiers_and_worked_examples_below_the_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ids").mkdir()
    identifiers = {
        "codice_fiscale": [{"code": "BNCGLI90A41F205X", "stdnum": True}],
        "partita_iva": [{"code": "02581610249", "luhn": True}],
        "iban": [{"iban": "IT60X0542811101000000123456", "valid": True}],
    }
    (tmp_path / "ids" / "identifiers.json").write_text(json.dumps(identifiers), encoding="utf-8")
    examples = {
        "invoice": [
            {
                "id": "A",
                "input": {"righe": ["2 x 50.00 -10% @22 ritenuta", "1 x 10.00 @N1"]},
                "expected": {"iva": "19.80", "ritenuta": "18.00", "totale": "119.80"},
            },
            {"id": "B", "input": {"compenso": "1.00"}, "expected": {"totale": "2.00"}},
            {"id": "C", "input": {"gift": "1.00"}, "expected": {}},
        ],
        "interest": [
            {
                "id": "D",
                "kind": "fixed",
                "principal": "365.00",
                "rate": "10",
                "due": "2026-01-01",
                "until": "2026-01-11",
                "expected_interest": "1.00",
            }
        ],
        "deadlines": [
            {"id": "E", "kind": "10y", "event": "2016-02-29", "expected": "2026-02-28"},
            {"id": "F", "kind": "soon", "event": "2016-02-29", "expected": "2026-02-28"},
        ],
    }
    (tmp_path / "worked_examples.json").write_text(json.dumps(examples), encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "BNCGLI90A41F205X",
        "ids/identifiers.json",
        "B",
        "C",
        "F",
        "worked_examples.json",
    ]


def test_a_folder_without_cases_is_a_usage_error(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 2
    assert main([]) == 2
    assert main([str(tmp_path / "none")]) == 2
