"""`quote propose`: what to leave out so that an offer meets a price."""

from smm_ledger.cli.commands import Arg, Opt
from smm_ledger.cli.errors import Usage
from smm_ledger.cli.quotes import did, quote
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes import Shape, exact
from smm_ledger.cli.tables import Column, table
from smm_ledger.cli.values import amount, day, number
from smm_ledger.cli.words import money, money_of
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.proposals import Proposal, ProposalSet
from smm_ledger.core.quotes import Quote
from smm_ledger.i18n.phrases import changes_in_words
from smm_ledger.i18n.translator import Translator

NEAREST = "nearest"
"""What `--take` calls the proposal that is shown where nothing fits."""


@quote.verb(
    "propose",
    N_("What to drop or shrink so that my last round meets a price."),
    "quote propose P-2026-001 --net 900",
    Arg("ref"),
    Opt("--net", N_("the net that the client would pay"), "PRICE"),
    Opt("--gross", N_("the total that the client would pay"), "PRICE"),
    Opt("--take", N_("make proposal N my next round, or the nearest if none fits"), "N|nearest"),
    Opt("--valid-until", N_("last day of the offer"), "DATE"),
    Opt("--below-floor", N_("pass your floor, for this reason (it may be empty)"), "REASON"),
)
def propose(
    session: Session,
    ref: str,
    net: str | None,
    gross: str | None,
    take: str | None,
    valid_until: str | None,
    below_floor: str | None,
) -> None:
    """List proposals, or take one."""
    if (net is None) == (gross is None):
        raise Usage("--net", N_("give one of --net, --gross"))
    before = session.ledger.quotes.show(ref)
    wanted = {
        "net": amount(net, "net", before.currency),
        "gross": amount(gross, "gross", before.currency),
    }
    if take is None:
        found = session.ledger.scope.propose(before.number, **wanted)
        session.answer(lambda: _shape(found), lambda: _text(session.t, before, found))
        return
    own = session.ledger.scope.take(
        before.number,
        None if take == NEAREST else number(take, "take"),
        **wanted,
        below_floor=below_floor,
        valid_until=day(session, valid_until, "valid_until"),
    )
    did(
        session,
        own,
        N_("Made round {seq} of {number}: {net} net, {total} in all"),
        seq=own.current.seq,
    )


def _shape(found: ProposalSet) -> Shape:
    nearest = None if found.nearest is None else _row(found.nearest)
    return {
        "exact": found.exact,
        "rows": [_row(proposal) for proposal in found.proposals],
        "nearest": nearest,
    }


def _row(proposal: Proposal) -> Shape:
    totals, rate = proposal.totals, proposal.hourly_rate
    return {
        "net": str(Money(totals.net, totals.currency)),
        "total": str(Money(totals.total, totals.currency)),
        "hourly_rate": None if rate is None else str(rate),
        "takes": list(proposal.takes),
        "changes": [
            {
                "line": change.line_no,
                "from": exact(change.from_quantity),
                "to": exact(change.to_quantity),
            }
            for change in proposal.changes
        ],
    }


def _text(t: Translator, before: Quote, found: ProposalSet) -> str:
    if not found.proposals and found.nearest is None:
        return t(N_("No line can be dropped or shrunk."))
    parts = []
    if not found.proposals:
        parts.append(t(N_("Nothing fits; this comes nearest (--take nearest makes it a round).")))
    if not found.exact:
        parts.append(t(N_("More lines than can be tried in full: the best that was found.")))
    shown = found.proposals or tuple(filter(None, [found.nearest]))
    columns = [
        Column("#", right=True),
        Column(t(N_("Net")), right=True),
        Column(t(N_("Total")), right=True),
        Column(t(N_("An hour")), right=True),
        Column(t(N_("What changes")), flexible=True),
    ]
    numbers = [str(no) for no, _ in enumerate(found.proposals, 1)] or [""]
    rows = [_cells(t, before, *each) for each in zip(numbers, shown, strict=True)]
    return "\n".join([*parts, table(columns, rows)])


def _cells(t: Translator, before: Quote, no: str, proposal: Proposal) -> list[str]:
    totals, rate = proposal.totals, proposal.hourly_rate
    return [
        no,
        money(t, totals.net, totals.currency),
        money(t, totals.total, totals.currency),
        money_of(t, rate),
        changes_in_words(proposal, before.my_last.lines, t),
    ]
