"""What takes back what was done, where a service has the opposite of it; handed to the undo."""

from typing import TYPE_CHECKING

from smm_ledger.services.retractions import RetractionService

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smm_ledger.services.ledger import Ledger
    from smm_ledger.services.undo import Opposite


def opposites_of(ledger: "Ledger", reason: str) -> "Mapping[tuple[str, str], Opposite]":
    """Return, by kind and action, what takes it back from the thing of a name.

    Args:
        ledger: Whose services do it.
        reason: What stands in the log where a service wants one.
    """
    noted = RetractionService(ledger.storage, ledger.clock)
    return {
        ("payment", "add"): lambda name: ledger.payments.reverse(name, reason=reason),
        ("quote", "accept"): lambda name: ledger.outcomes.undo_accept(name, reason=reason),
        ("retainer", "usage"): ledger.retainers.unuse,
        ("effort", "add"): ledger.effort.delete,
        ("study", "add"): ledger.study.take_back,
        ("hold", "hold"): ledger.contacts.lift,
        ("promise", "add"): noted.promise,
        ("contact", "log"): noted.contact,
        ("claim", "claim"): noted.claim,
        ("reminder", "send"): noted.letter,
        ("reminder", "record"): noted.letter,
        ("reminder", "proof"): noted.proof,
    }
