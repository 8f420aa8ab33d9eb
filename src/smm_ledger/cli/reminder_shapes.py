"""Letters, plans, contacts and holds as JSON and as tables."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from smm_ledger.cli.shapes import Shape, amount, day, text, without
from smm_ledger.cli.tables import Column, table, wrap
from smm_ledger.cli.words import date, money, word
from smm_ledger.core.ladder import Proposal
from smm_ledger.core.letters import Contact, Hold, Reminder
from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.reminder_texts import subject
from smm_ledger.services.reminders import Draft
from smm_ledger.services.work_rests import WorkAdvice, advice_text

WIDTH: Final = 80


def plan_shape(today: dt.date, rows: Sequence[Proposal], work: Sequence[WorkAdvice]) -> Shape:
    """Return the plan in the shape of the contract: a row per client and currency."""
    return {
        "as_of": day(today),
        "rows": [one for row in rows for one in _plan_rows(row)],
        "work": [
            {"retainer": one.retainer, "client": one.client, **work_shape(one)} for one in work
        ],
    }


def work_shape(own: WorkAdvice) -> Shape:
    """Return what to do about a retainer's work."""
    return {
        "action": "stop_work" if own.rest else "resume_work",
        "invoices": list(own.invoices),
        "rung": own.rung and str(own.rung),
    }


def _sums(row: Proposal) -> dict[str, int]:
    sums: dict[str, int] = {}
    for one in row.listed:
        sums[one.debt.currency] = sums.get(one.debt.currency, 0) + one.debt.balance
    return sums


def _plan_rows(row: Proposal) -> list[Shape]:
    return [
        {
            "client": row.client,
            "rung": str(row.rung),
            "invoices": list(
                dict.fromkeys(
                    one.debt.invoice for one in row.listed if one.debt.currency == currency
                )
            ),
            "amount": amount(owed, currency),
            "currency": currency,
            "reason": str(row.reason),
            "blocked_by": row.blocked_by and str(row.blocked_by),
            "until": day(row.until),
        }
        for currency, owed in _sums(row).items()
    ]


def plan_text(t: Translator, rows: Sequence[Proposal], work: Sequence[WorkAdvice]) -> str:
    """Return the plan as text, and below it what it means for the work of retainers."""
    told = [
        "\n".join(wrap(f"{one.retainer} ({one.client_name}): {advice_text(one, t)}", WIDTH))
        for one in work
    ]
    return "\n\n".join(filter(None, [_plan_table(t, rows), "\n".join(told)]))


def _plan_table(t: Translator, rows: Sequence[Proposal]) -> str:
    if not rows:
        return t(N_("No letter is due today."))
    columns = [
        Column(t(N_("Client")), flexible=True),
        Column(t(N_("Step"))),
        Column(t(N_("Invoices")), whole=True),
        Column(t(N_("Owed")), right=True, whole=True),
        Column(t(N_("In the way")), whole=True),
    ]
    cells = [
        (
            row.client_name,
            word(t, row.rung),
            ", ".join(dict.fromkeys(one.debt.invoice for one in row.listed)),
            " + ".join(money(t, owed, currency) for currency, owed in _sums(row).items()),
            f"{word(t, row.blocked_by)} {date(t, row.until)}".strip() if row.blocked_by else "",
        )
        for row in rows
    ]
    return table(columns, cells)


def reminder_shape(own: Reminder) -> Shape:
    """Return a letter that was sent."""
    return {
        "id": own.name,
        "client": own.client,
        "rung": str(own.rung),
        "date": day(own.date),
        "invoices": list(own.invoices),
        "amount": amount(own.amount, own.currency),
        "currency": own.currency,
        "channel": own.channel,
        "path": text(own.path),
        "text": text(own.text),
        "proofs": [
            {
                "channel": str(one.channel),
                "sent": day(one.sent_on),
                "received": day(one.received_on),
                "attachment": None if one.attachment is None else f"attachment-{one.attachment}",
            }
            for one in own.proofs
        ],
    }


def letter_shape(own: Reminder) -> Shape:
    """Return a letter in a list."""
    return without(reminder_shape(own), "text", "proofs")


def preview_shape(own: Draft) -> Shape:
    """Return a letter that was not sent."""
    letter = own.letter
    return {
        "client": letter.client.code,
        "rung": str(letter.rung),
        "invoices": list(dict.fromkeys(item.invoice for item in letter.items)),
        "totals": [
            {
                "currency": one.asked.currency,
                "owed": str(one.owed),
                "credit": str(one.credit),
                "amount": str(one.asked),
            }
            for one in letter.sums
        ],
        "deadline": day(letter.deadline),
        "to": text(letter.client.email),
        "subject": subject(letter),
        "text": own.text,
    }


def contact_shape(own: Contact) -> Shape:
    """Return a contact."""
    return {
        "id": own.name,
        "client": own.client,
        "date": day(own.date),
        "channel": str(own.channel),
        "outcome": str(own.outcome),
        "note": text(own.note),
    }


def hold_shape(own: Hold, today: dt.date) -> Shape:
    """Return a hold."""
    return {
        "id": own.name,
        "client": own.client,
        "invoice": text(own.invoice),
        "since": day(own.since),
        "until": day(own.until),
        "reason": text(own.reason),
        "standing": own.holds(today),
    }
