"""A reminder or a formal notice as its document shows it: firm, polite, and all on one page.

The formal notice has what the law wants of one (art. 1219 c.c.): the debtor, each debt, an
unmistakable demand, a deadline, a place to sign, and how it was delivered.
"""

from smm_ledger.core.letters import Rung
from smm_ledger.core.money import Money
from smm_ledger.documents.letter_parts import (
    cost_label,
    frame,
    interest_tables,
    law,
    long_if_many,
)
from smm_ledger.documents.lines_view import amount
from smm_ledger.documents.payment_view import payment_box
from smm_ledger.documents.qr import REFERENCE_MAX
from smm_ledger.documents.views import (
    AcceptanceView,
    BrandView,
    ColumnView,
    FactView,
    LetterView,
    TableView,
    TotalView,
)
from smm_ledger.i18n import Translator
from smm_ledger.i18n.formatting import format_date
from smm_ledger.services.letters import LetterSum, ReminderLetter
from smm_ledger.services.reminder_texts import greeting, heading, late_words


def build_reminder(letter: ReminderLetter, t: Translator, brand: BrandView) -> LetterView:
    """Return the view of a reminder."""
    formal = letter.rung is Rung.FORMAL
    asked = {one.asked.currency: _asked(letter, one) for one in letter.sums}
    main = asked[letter.sums[0].asked.currency]
    facts = [FactView(label=t("Date"), value=format_date(letter.date, t.language, "long"))]
    if letter.deadline:
        facts.append(
            FactView(label=t("Pay by"), value=format_date(letter.deadline, t.language, "long"))
        )
    return LetterView(
        **frame(  # type: ignore[arg-type]  # fields by name
            "reminder", heading(letter.rung, t), "", (letter.issuer, letter.client), t
        ),
        brand=brand,
        created=letter.date.isoformat(),
        facts=tuple(facts),
        opening=_formal_opening(letter, t) if formal else _opening(letter, t),
        tables=(_items(letter, t), *interest_tables(letter.interest, t)),
        totals=tuple(row for one in letter.sums for row in _totals(letter, one, t)),
        notes=_notes(letter, t) if formal else (),
        closing=_formal_closing(letter, t) if formal else _closing(letter, t),
        payment=payment_box(letter.issuer, main, _reference(letter), t),
        signature=_signature(letter, t) if formal else None,
    )


def _reference(letter: ReminderLetter) -> str:
    """Return the numbers that a transfer has room for, none of them cut."""
    reference = ""
    for number in dict.fromkeys(item.invoice for item in letter.items):
        longer = f"{reference}, {number}" if reference else number
        if len(longer) > REFERENCE_MAX:
            break
        reference = longer
    return reference


def _items(letter: ReminderLetter, t: Translator) -> TableView:
    return TableView(
        title=t("What is open"),
        columns=(
            ColumnView(label=t("Invoice")),
            ColumnView(label=t("Date")),
            ColumnView(label=t("Due date")),
            ColumnView(label=t("Late"), figure=True),
            ColumnView(label=t("Balance"), figure=True),
        ),
        rows=tuple(
            (
                item.invoice,
                format_date(item.issue_date, t.language) if item.issue_date else "",
                format_date(item.due_date, t.language),
                late_words(item.days_late, t),
                amount(item.balance, t),
            )
            for item in letter.items
        ),
        kind=long_if_many(letter.items),
    )


def _asked(letter: ReminderLetter, one: LetterSum) -> Money:
    interest, cost = letter.besides(one.asked.currency)
    return one.asked + interest + cost


def _totals(letter: ReminderLetter, one: LetterSum, t: Translator) -> list[TotalView]:
    interest, cost = letter.besides(one.asked.currency)
    rows = [TotalView(label=t("Owed"), value=amount(one.owed, t))]
    if one.credit:
        rows.append(
            TotalView(label=t("Less your credit"), value=amount(-one.credit, t), kind="minus")
        )
    if interest:
        rows.append(TotalView(label=t("Interest"), value=amount(interest, t)))
    if cost:
        rows.append(TotalView(label=cost_label(letter.issuer, t), value=amount(cost, t)))
    grand = TotalView(label=t("To pay"), value=amount(_asked(letter, one), t), kind="grand")
    return [*rows, grand] if len(rows) > 1 else [grand]


def _opening(letter: ReminderLetter, t: Translator) -> tuple[str, ...]:
    if letter.earlier:
        words = t(
            "the amounts below are overdue and, in spite of my earlier reminder, I have not seen"
            " them arrive. Perhaps something holds them up: if so, please tell me what, and by when"
            " I can expect them."
        )
    else:
        words = t(
            "the amounts below are overdue, and I have not seen them arrive. Perhaps something"
            " holds them up: if so, please tell me what, and by when I can expect them."
        )
    return (greeting(letter.client, t), words)


def _closing(letter: ReminderLetter, t: Translator) -> tuple[str, ...]:
    return (
        t(
            "Please pay within the next few days, or write to me with the date of the transfer. If"
            " you have paid meanwhile, thank you: there is nothing else to do."
        ),
        t("Kind regards,") + " " + letter.issuer.name,
    )


def _formal_opening(letter: ReminderLetter, t: Translator) -> tuple[str, ...]:
    deadline = format_date(letter.deadline or letter.date, t.language, "long")
    data = {"name": letter.client.name, "deadline": deadline}
    if letter.issuer.country == "IT":
        demand = t(
            "With this letter, which is a formal notice of default under art. 1219 of the Italian"
            " Civil Code, I demand that {name} pay the amounts below, in full, by {deadline}.",
            **data,
        )
    else:
        demand = t(
            "With this letter, which is a formal notice of default, I demand that {name} pay the"
            " amounts below, in full, by {deadline}.",
            **data,
        )
    return (t("To the kind attention of {name}", name=letter.client.name), demand)


def _formal_closing(letter: ReminderLetter, t: Translator) -> tuple[str, ...]:
    after = t(
        "If that day passes without full payment, I shall take legal action to recover the debt,"
        " with the interest that accrues until it is paid and all costs, without any further"
        " notice."
    )
    if letter.issuer.country != "IT":
        return (after,)
    effect = t(
        "This letter is a notice of default and interrupts prescription under art. 1219 and 2943"
        " of the Italian Civil Code."
    )
    return (after, effect)


def _notes(letter: ReminderLetter, t: Translator) -> tuple[str, ...]:
    kinds = dict.fromkeys(one.kind for one in letter.interest if one.segments)
    return tuple(law(kind, t) for kind in kinds)


def _signature(letter: ReminderLetter, t: Translator) -> AcceptanceView:
    pec = letter.client.pec
    if pec:
        way = t("Sent by certified e-mail (PEC) to {pec}.", pec=pec)
    elif letter.issuer.country == letter.client.country == "IT":
        way = t("Sent by certified e-mail (PEC) or registered letter with advice of receipt.")
    else:
        way = t("Sent by registered letter with advice of receipt.")
    return AcceptanceView(
        title="",
        text=way,
        blanks=(
            t("Place and date"),
            t("Signature of {name}", name=letter.issuer.name),
            t("Received on"),
        ),
    )
