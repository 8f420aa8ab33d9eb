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
from smm_ledger.core.letters import Hold, Rung
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

Figure = int | str | None
Policies = Mapping[str, Mapping[str, Figure]]


def policies(reader: Reader) -> Policies:
    """Return what was set, by `issuer` or a client's key; what is not there is the default."""
    found: Policies = json.loads(reader.setting(SETTING) or "{}")
    return found


def policy_of(kept: Policies, client_id: int | None) -> Policy:
    """Return a client's policy: its own figures, else the issuer's, else the usual ones."""
    own = kept.get(str(client_id), {}) if client_id else {}
    figures = {**asdict(Policy()), **kept.get(ISSUER, {}), **own}
    step = figures.pop("stop_work")
    return Policy(**figures, stop_work=Rung(step) if step else None)


def policies_text(kept: Policies) -> str:
    """Return the policies as the ledger keeps them."""
    from smm_ledger.core.canonical import canonical_json  # it knows every document

    return canonical_json({name: dict(own) for name, own in kept.items() if own})


def read_days(typed: Mapping[str, str]) -> dict[str, Figure]:
    """Read `first=5 courtesy=off stop_work=formal`.

    Raises:
        InputError: No such key, no number of days, or no step.
    """
    known: Collection[str] = asdict(Policy())
    found: dict[str, Figure] = {}
    for key, text in typed.items():
        name = key.replace("-", "_")
        if name not in known:
            raise InputError(
                name,
                N_("there is no such key"),
                hint=N_("use one of {keys}"),
                keys=", ".join(known),
            )
        found[name] = _step(text) if name == "stop_work" else _days(name, text.strip())
    return found


def check_order(policy: Policy) -> None:
    """Refuse steps that would come before the milder ones: who skips them skips a warning.

    Raises:
        InputError: A step is due no later than the one before it.
    """
    before: tuple[Rung, int] | None = None
    for rung in Rung:
        days = policy.days(rung)
        if days is None:
            continue
        if before and days <= before[1]:
            raise InputError(
                str(rung),
                N_("it has to come after the step before it, {step} ({days})"),
                hint=N_("give more days, or change both"),
                step=before[0],
                days=before[1],
            )
        before = rung, days


def _step(text: str) -> str | None:
    from smm_ledger.services.fields import member  # it knows every field of every form

    if text.strip().lower() == OFF:
        return None
    return str(member(Rung, text, field="stop_work"))


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
