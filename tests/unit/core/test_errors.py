"""The error tree: each leaf has its code, and every template has the data that it names."""

import pytest

from smm_ledger.core import errors
from smm_ledger.core.errors import (
    Ambiguous,
    BelowFloor,
    IllegalTransition,
    InputError,
    LedgerError,
    LedgerLocked,
    LedgerMissing,
    LedgerNewer,
    MissingDependency,
    NotFoundError,
    OutsideError,
    RuleError,
    StorageError,
)

BRANCHES = (InputError, RuleError, NotFoundError, StorageError, OutsideError)
LEAVES = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, LedgerError) and kind is not LedgerError
]


@pytest.mark.parametrize("kind", LEAVES)
def test_every_error_stands_on_one_branch_with_a_code(kind: type[LedgerError]) -> None:
    assert sum(issubclass(kind, branch) for branch in BRANCHES) == 1
    assert kind.code != LedgerError.code
    assert kind.code.replace("_", "").islower()


def test_codes_are_told_apart() -> None:
    codes = [kind.code for kind in LEAVES]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (IllegalTransition, "illegal_transition"),
        (BelowFloor, "below_floor"),
        (Ambiguous, "ambiguous"),
        (LedgerMissing, "ledger_missing"),
        (LedgerLocked, "ledger_locked"),
        (LedgerNewer, "ledger_newer"),
        (MissingDependency, "missing_dependency"),
        (InputError, "invalid_input"),
    ],
)
def test_codes_are_those_of_the_contract(kind: type[LedgerError], code: str) -> None:
    assert kind.code == code


def test_an_error_reads_as_one_english_line() -> None:
    error = BelowFloor("P-2026-014", net="90.00", floor="100.00")
    assert str(error) == (
        "P-2026-014: the offer of 90.00 is below your floor of 100.00; "
        "confirm it, with a reason or without one"
    )
    assert error.cli == "--below-floor REASON"
    assert error.data == {"net": "90.00", "floor": "100.00"}


def test_a_reason_of_its_own_replaces_the_default() -> None:
    error = NotFoundError("rossi", "{n} are alike", hint="say more", n=2)
    assert str(error) == "rossi: 2 are alike; say more"


def test_a_hint_of_its_own_leaves_the_default_option_behind() -> None:
    assert BelowFloor("P-1", hint="ask for more").cli == ""
    assert BelowFloor("P-1", hint="ask for more", cli="--more").cli == "--more"


def test_without_a_hint_there_is_no_semicolon() -> None:
    assert str(RuleError("draft-1", "it is empty")) == "draft-1: it is empty"
