"""The page that helps a client to compare offers by more than their price.

It puts the same questions to every offer and leaves the column of the others empty: it names
nobody, and claims nothing about anybody.
"""

from smm_ledger.core.lines import LineKind
from smm_ledger.core.parties import Client
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Round
from smm_ledger.documents.views import CompareView, FactView
from smm_ledger.i18n import Translator
from smm_ledger.i18n.formatting import format_date, format_percent
from smm_ledger.i18n.phrases import format_terms


def compare_view(quote: Quote, shown: Round, client: Client, t: Translator) -> CompareView:
    """Return the questions; this offer's column holds what its own pages say."""
    apart = any(line.kind is LineKind.AD_SPEND_INFO for line in shown.lines)
    deposit = quote.deposit_percent
    valid = format_date(shown.valid_until, t.language, "long")
    answers = (
        (t("How many posts, stories and videos a month?"), t("see the lines")),
        (t("What is included, and what is not?"), t("see the two lists")),
        (t("Who writes, films and edits?"), ""),
        (t("Who answers comments and messages, and how soon?"), ""),
        (t("How many rounds of revision?"), ""),
        (t("Whose are the accounts, the files and the passwords at the end?"), ""),
        (
            t("Is the ad spend inside the price?"),
            t("no, it stands apart") if apart else t("there is none in it"),
        ),
        (t("What does one more post or video cost?"), ""),
        (t("For how long does it bind, and how does one leave?"), ""),
        (t("What is paid, and when?"), format_terms(client.terms, t)),
        (t("Is a deposit asked for?"), format_percent(deposit, t.language) if deposit else t("no")),
        (t("Until when is the offer valid?"), valid),
    )
    return CompareView(
        title=t("How to compare offers"),
        intro=t("Two prices say little until these questions have the same answers."),
        columns=(t("Question"), t("This offer"), t("Another offer")),
        rows=tuple(FactView(label=question, value=answer) for question, answer in answers),
    )
