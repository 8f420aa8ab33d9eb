"""From the ledger to the ladder: debtors with all that the rules must know, and the policies."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Final

from smm_ledger.core.dates import next_business_day
from smm_ledger.core.errors import InputError
from smm_ledger.core.ladder import Chase, Debt, Debtor, Policy, next_step
from smm_ledger.core.letters import Hold
from smm_ledger.core.marks import N_
from smm_ledger.core.promises import Promise, PromiseState
from smm_ledger.services.ports import Reader
from smm_ledger.services.promises import all_judged, waiting
from smm_ledger.services.review import LateItem, OverdueReview, OverdueRow

SETTING: Final = "reminders"
"""Where the ledger keeps the policies, as JSON: the issuer's, and those of clients by key."""

ISSUER: Final = "issuer"
OFF: Final = "off"
AHEAD: Final = 60
"""Days before a due date in which a courtesy note can be wanted."""


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
        self.promises: dict[int, Promise] = {}
        self.broken: Counter[str] = Counter()
        for promise in self.judged:
            if promise.state is not PromiseState.RENEGOTIATED:
                self.promises[promise.invoice_id] = promise
            if promise.state is PromiseState.BROKEN:
                self.broken[promise.client] += 1
        self._holds: dict[int, list[Hold]] = {}
        for hold in reader.kept_of_client(Hold, None):
            if hold.holds(today):
                self._holds.setdefault(hold.client_id, []).append(hold)

    def hold_of(self, client_id: int, invoice_id: int) -> Hold | None:
        """Return the hold that stands longest on an invoice, its own or its client's."""
        mine = [
            one for one in self._holds.get(client_id, ()) if one.invoice_id in (None, invoice_id)
        ]
        return max(mine, key=lambda one: one.until, default=None)

    def debtors(self, items: Iterable[LateItem]) -> Sequence[Debtor]:
        """Return the clients of open instalments, archived ones left out, by code."""
        by_client: dict[int, list[LateItem]] = {}
        for item in items:
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
        promise = self.promises.get(item.invoice_id)
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
    debtors = {one.client: one for one in known.debtors(shown)}
    return review._replace(
        rows=tuple(
            _told(known, debtors, row, item) for row, item in zip(review.rows, shown, strict=True)
        )
    )


def _told(
    known: Chasing, debtors: Mapping[str, Debtor], row: OverdueRow, item: LateItem
) -> OverdueRow:
    debtor = debtors.get(row.client)
    step = None
    if debtor is not None:
        debt = next(
            one
            for one in debtor.debts
            if (one.invoice_id, one.instalment) == (item.invoice_id, item.instalment)
        )
        step = next_step(debt, debtor, today=known.today, chase=known.chase)
    promise = known.promises.get(item.invoice_id)
    return row._replace(
        last_contact=known.contacts.get(item.client_id),
        promise=promise if promise and promise.state is not PromiseState.KEPT else None,
        hold=known.hold_of(item.client_id, item.invoice_id),
        broken=known.broken[row.client],
        next_action=step.action if step else None,
        next_action_date=step.date if step else None,
    )


# policies

Policies = Mapping[str, Mapping[str, int | None]]


def policies(reader: Reader) -> Policies:
    """Return what was set, by `issuer` or a client's key; what is not there is the default."""
    found: Policies = json.loads(reader.setting(SETTING) or "{}")
    return found


def policy_of(kept: Policies, client_id: int | None) -> Policy:
    """Return a client's policy: its own figures, else the issuer's, else the usual ones."""
    own = kept.get(str(client_id), {}) if client_id else {}
    figures = {**asdict(Policy()), **kept.get(ISSUER, {}), **own}
    return Policy(**figures)


def policies_text(kept: Policies) -> str:
    """Return the policies as the ledger keeps them."""
    from smm_ledger.core.canonical import canonical_json  # it knows every document

    return canonical_json({name: dict(own) for name, own in kept.items() if own})


def read_days(typed: Mapping[str, str]) -> dict[str, int | None]:
    """Read `first=5 courtesy=off`.

    Raises:
        InputError: No such key, or no number of days.
    """
    known: Collection[str] = asdict(Policy())
    found: dict[str, int | None] = {}
    for name, text in typed.items():
        if name not in known:
            raise InputError(
                name,
                N_("there is no such key"),
                hint=N_("use one of {keys}"),
                keys=", ".join(known),
            )
        found[name] = _days(name, text.strip())
    return found


_MOST: Final = 999


def _days(name: str, text: str) -> int | None:
    if text.lower() == OFF and name != "gap":
        return None
    digits = text.removeprefix("-") if name == "courtesy" else text
    low, high = (-AHEAD, 0) if name == "courtesy" else (1 if name != "gap" else 5, _MOST)
    if digits.isascii() and digits.isdigit() and len(digits) < 5 and low <= int(text) <= high:  # noqa: PLR2004
        return int(text)
    raise InputError(
        name,
        N_("“{value}” is no number of days from {low} to {high}"),
        hint=N_("count from the due date, or type off to leave the step out"),
        value=text,
        low=low,
        high=high,
    )
