"""How the entries of a bank statement are said, on the command line and on the screen alike."""

from collections.abc import Mapping
from typing import Final

from smm_ledger.core.bank import BankEntry, Match, MatchKind
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.payments import Payment
from smm_ledger.i18n.translator import Translator

KINDS: Final[Mapping[MatchKind, str]] = {
    MatchKind.CERTAIN: N_("certain"),
    MatchKind.LIKELY: N_("likely"),
    MatchKind.AMBIGUOUS: N_("ambiguous"),
    MatchKind.UNKNOWN: N_("unknown"),
    MatchKind.RECORDED: N_("recorded"),
    MatchKind.OUTGOING: N_("outgoing"),
}


def gap_text(account: str, entries: Money, balances: Money, t: Translator) -> str:
    """Return that the entries of an account do not lead from one balance to the other."""
    return t(
        N_(
            "{account}: its entries come to {entries}, but its balances differ by {balances}:"
            " a part of the statement may be missing"
        ),
        account=account or "?",
        entries=entries,
        balances=balances,
    )


def meant(own: Match, made: Payment | None, t: Translator) -> str:
    """Return what an entry pays, could pay, or has become."""
    if made is not None:
        numbers = ", ".join(part.invoice for part in made.allocations)
        return f"{made.name}: {numbers}" if numbers else made.name
    if own.payment:
        return own.payment
    if own.shares:
        return ", ".join(part.invoice for part in own.shares)
    if own.candidates:
        return t(N_("{numbers}?"), numbers="? ".join(own.candidates))
    return ""


def said(entry: BankEntry) -> str:
    """Return whose money the bank says it is, and what for: a client is only what we make of it."""
    named = entry.name and entry.name.casefold() not in entry.text.casefold()
    return f"{entry.name}: {entry.text}" if named and entry.text else entry.text or entry.name
