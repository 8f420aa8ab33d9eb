"""The words of reminders: short texts for an e-mail or a chat, in the client's language.

Firm and polite; they are read by the client, so nothing private may ever stand in them.
"""

from typing import Final

from smm_ledger.core.identifiers import format_iban
from smm_ledger.core.letters import Rung
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client, ClientKind
from smm_ledger.i18n.formatting import format_date, format_money
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.letters import LetterItem, ReminderLetter

HEADINGS: Final = {
    Rung.COURTESY: N_("Courtesy note"),
    Rung.FIRST: N_("First reminder"),
    Rung.SECOND: N_("Second reminder"),
    Rung.FORMAL: N_("Formal notice of default"),
}

_OPENINGS: Final = {
    Rung.COURTESY: N_(
        "just a note so that nothing slips by: these payments are due soon. If anything is missing"
        " on your side, tell me and I will send it at once."
    ),
    Rung.FIRST: N_(
        "I have not seen these payments arrive yet: it may well be an oversight. Could you check,"
        " and tell me when to expect them?"
    ),
    Rung.SECOND: N_(
        "these payments are still open, in spite of my earlier reminder. Please pay within the next"
        " few days, or write to me with the date of the transfer."
    ),
    Rung.FORMAL: N_(
        "I am sending you the formal notice of default for these payments, with the interest that"
        " the law grants. I ask you to pay by {deadline}."
    ),
}


_SECOND_ALONE: Final = N_(
    "these payments are still open. Please pay within the next few days, or write to me with the"
    " date of the transfer."
)


def heading(rung: Rung, t: Translator) -> str:
    """Return what a letter is called."""
    return t(HEADINGS[rung])


def greeting(client: Client, t: Translator) -> str:
    """Return how a letter begins: to a person by name, to a firm as firms are addressed."""
    if client.kind is ClientKind.PERSON:
        return t(N_("Dear {name},"), name=client.name)
    return t.pgettext("company", "Dear {name},", name=client.name)


def _beginning(letter: ReminderLetter, t: Translator) -> str:
    """Return how a short text begins: the later ones as on paper."""
    if letter.rung in (Rung.SECOND, Rung.FORMAL):
        return greeting(letter.client, t)
    return t(N_("Hello {name},"), name=letter.client.name)


def late_words(days: int, t: Translator) -> str:
    """Return how late something is, or empty before its day."""
    return t.ngettext("{n} day", "{n} days", days) if days > 0 else ""


def reminder_text(letter: ReminderLetter) -> str:
    """Return a reminder as a short text."""
    t = Translator(letter.client.language)
    deadline = format_date(letter.deadline or letter.date, t.language, "long")
    parts = [
        _beginning(letter, t),
        t(_opening(letter), deadline=deadline),
        "\n".join(_row(item, t) for item in letter.items),
        "\n".join(_sums(letter, t)),
    ]
    if letter.issuer.iban:
        parts.append(
            t(
                N_("Account: {iban}, {name}"),
                iban=format_iban(letter.issuer.iban),
                name=letter.issuer.name,
            )
        )
    parts += [t(N_("If you have paid meanwhile, thank you.")), letter.issuer.name]
    return "\n\n".join(filter(None, parts)) + "\n"


def _opening(letter: ReminderLetter) -> str:
    alone = letter.rung is Rung.SECOND and not letter.earlier
    return _SECOND_ALONE if alone else _OPENINGS[letter.rung]


def subject(letter: ReminderLetter) -> str:
    """Return the subject of an e-mail."""
    t = Translator(letter.client.language)
    numbers = ", ".join(dict.fromkeys(item.invoice for item in letter.items))
    return t(N_("{heading}: {numbers}"), heading=heading(letter.rung, t), numbers=numbers)


def _row(item: LetterItem, t: Translator) -> str:
    due = format_date(item.due_date, t.language, "long")
    money = format_money(item.balance, t.language)
    if item.days_late > 0:
        return t(
            N_("- invoice {number}: {amount}, due on {due} ({days} ago)"),
            number=item.invoice,
            amount=money,
            due=due,
            days=late_words(item.days_late, t),
        )
    return t(
        N_("- invoice {number}: {amount}, due on {due}"),
        number=item.invoice,
        amount=money,
        due=due,
    )


def _sums(letter: ReminderLetter, t: Translator) -> list[str]:
    found: list[str] = []
    for one in letter.sums:
        if one.credit:
            found.append(
                t(
                    N_("Together {owed}, less your credit of {credit}: {asked}"),
                    owed=one.owed,
                    credit=one.credit,
                    asked=one.asked,
                )
            )
        elif len(letter.items) > 1:
            found.append(t(N_("Together: {asked}"), asked=one.asked))
        interest, cost = letter.besides(one.asked.currency)
        if interest or cost:
            total = one.asked + interest + cost
            found.append(t(N_("With interest and recovery cost: {total}"), total=total))
    return found
