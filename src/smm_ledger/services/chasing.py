"""From the ledger to the ladder: debtors with all that the rules must know."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from smm_ledger.core.dates import next_business_day
from smm_ledger.core.ladder import Chase, Debt, Debtor, next_step
from smm_ledger.core.letters import Hold
from smm_ledger.core.promises import Promise, PromiseState, telling
from smm_ledger.services.policies import policies, policy_of
from smm_ledger.services.ports import Reader
from smm_ledger.services.promises import all_judged, waiting
from smm_ledger.services.review import LateItem, OverdueReview, OverdueRow


class Chasing:
    """What is known of debtors on a day; read once, asked often."""

    def __init__(self, reader: Reader, today: dt.date) -> None:
        issuer = reader.issuer()
        self.today = today
        self.chase: Chase = lambda day: next_business_day(day, issuer.country, issuer.patron_saint)
        self._reader = reader
        self._policies = policies(reader)
        self._sent = reader.sent_rungs()
        self._letters = reader.last_letters()
        self._credits = reader.credits()
        self._wait: Callable[[dt.date], dt.date] = waiting(issuer)
        self.contacts = reader.last_contacts()
        self.judged = all_judged(reader, today)
        self._promises: dict[int, list[Promise]] = {}
        self._owed: Counter[int] = Counter()
        self.broken: Counter[str] = Counter()
        for promise in self.judged:
            self._promises.setdefault(promise.invoice_id, []).append(promise)
            if promise.state is PromiseState.BROKEN:
                self.broken[promise.client] += 1
        self._holds: dict[int, list[Hold]] = {}
        for hold in reader.kept_of_client(Hold, None):
            if hold.holds(today):
                self._holds.setdefault(hold.client_id, []).append(hold)

    def promise_of(self, invoice_id: int) -> Promise | None:
        """Return the promise that counts for an invoice of the debtors that were read last."""
        return telling(self._promises.get(invoice_id, ()), self._owed[invoice_id])

    def hold_of(self, client_id: int, invoice_id: int) -> Hold | None:
        """Return the hold that stands longest on an invoice, its own or its client's."""
        mine = [
            one for one in self._holds.get(client_id, ()) if one.invoice_id in (None, invoice_id)
        ]
        return max(mine, key=lambda one: one.until, default=None)

    def debtors(self, items: Iterable[LateItem]) -> Sequence[Debtor]:
        """Return the clients of open instalments, archived ones left out, by code."""
        by_client: dict[int, list[LateItem]] = {}
        self._owed.clear()
        for item in items:
            self._owed[item.invoice_id] += item.balance
            by_client.setdefault(item.client_id, []).append(item)
        facts = self._reader.client_facts(by_client)
        found = [
            Debtor(
                id=key,
                client=facts[key].code,
                client_name=facts[key].name,
                currency=facts[key].currency,
                debts=tuple(self._debt(item) for item in mine),
                credit=self._credits.get(key, {}),
                last_letter=self._letters.get(key),
                policy=policy_of(self._policies, key),
            )
            for key, mine in by_client.items()
            if not facts[key].archived
        ]
        return sorted(found, key=lambda one: one.client)

    def _debt(self, item: LateItem) -> Debt:
        sent = self._sent.get((item.invoice_id, item.instalment))
        promise = self.promise_of(item.invoice_id)
        hold = self.hold_of(item.client_id, item.invoice_id)
        waits = promise is not None and promise.state is PromiseState.OPEN
        failed = promise is not None and promise.failed
        return Debt(
            invoice=item.invoice,
            invoice_id=item.invoice_id,
            instalment=item.instalment,
            due_date=dt.date.fromisoformat(item.due),
            balance=item.balance,
            currency=item.currency,
            sent=sent.rung if sent else None,
            hold_until=hold.until if hold else None,
            promised_by=promise.by if promise and waits else None,
            broken=bool(
                promise and failed and (sent is None or self._wait(promise.by) >= sent.date)
            ),
        )


def told(reader: Reader, review: OverdueReview) -> OverdueReview:
    """Return the review with contacts, promises, holds and next steps on the rows it shows."""
    if not review.rows:
        return review
    known = Chasing(reader, review.as_of)
    shown = review.late[: len(review.rows)]
    clients = {item.client_id for item in shown}
    steps = {
        (debt.invoice_id, debt.instalment): (debt, debtor)
        for debtor in known.debtors(item for item in review.late if item.client_id in clients)
        for debt in debtor.debts
    }
    return review._replace(
        rows=tuple(
            _told(known, steps.get((item.invoice_id, item.instalment)), row, item)
            for row, item in zip(review.rows, shown, strict=True)
        )
    )


def _told(
    known: Chasing, owed: tuple[Debt, Debtor] | None, row: OverdueRow, item: LateItem
) -> OverdueRow:
    step = next_step(*owed, today=known.today, chase=known.chase) if owed else None
    promise = known.promise_of(item.invoice_id)
    return row._replace(
        last_contact=known.contacts.get(item.client_id),
        promise=promise if promise and promise.state is not PromiseState.KEPT else None,
        hold=known.hold_of(item.client_id, item.invoice_id),
        broken=known.broken[row.client],
        next_action=step.action if step else None,
        next_action_date=step.date if step else None,
    )
