"""The page that helps a client to compare offers by more than their price.

It puts the same questions to every offer and leaves the column of the others empty: it names
nobody, and claims nothing about anybody.
"""

from smm_ledger.core.comparison import QUESTIONS, Topic, answers
from smm_ledger.core.lines import LineKind
from smm_ledger.core.parties import Client
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Round
from smm_ledger.documents.views import CompareRowView, CompareView
from smm_ledger.i18n import Translator
from smm_ledger.i18n.formatting import format_date, format_percent
from smm_ledger.i18n.phrases import format_terms


def compare_view(quote: Quote, shown: Round, client: Client, t: Translator) -> CompareView:
    """Return the questions; this offer's column holds what its own pages say."""
    rows = [
        CompareRowView(
            label=t(question.label), question=t(question.text), answers=_said(topic, shown, t)
        )
        for topic, question in QUESTIONS.items()
    ]
    return CompareView(
        title=t("How to compare offers"),
        intro=t("Two prices say little until these questions have the same answers."),
        columns=(t("Question"), t("This offer"), t("Another offer")),
        rows=(*rows, *_terms(quote, shown, client, t)),
    )


def _said(topic: Topic, shown: Round, t: Translator) -> tuple[str, ...]:
    if topic is Topic.INCLUDED:
        return (t("see the lines and what is listed as included"),)
    if topic is Topic.EXCLUDED and any(line.excluded for line in shown.lines if line.counts):
        return (t("see what is listed as not included"),)
    return answers(topic, shown.lines)


def _terms(quote: Quote, shown: Round, client: Client, t: Translator) -> tuple[CompareRowView, ...]:
    apart = any(line.kind is LineKind.AD_SPEND_INFO for line in shown.lines)
    spend = t("no, it stands apart") if apart else t("there is none in it")
    deposit = quote.deposit_percent
    asked = (
        t("deposit of {percent}", percent=format_percent(deposit, t.language)) if deposit else ""
    )
    paid = tuple(filter(None, (asked, format_terms(client.terms, t))))
    valid = format_date(shown.valid_until, t.language, "long")
    return (
        CompareRowView(
            label=t("Ad spend"), question=t("Is the ad spend inside the price?"), answers=(spend,)
        ),
        CompareRowView(
            label=t("Payment"), question=t("What is paid, and when? A deposit?"), answers=paid
        ),
        CompareRowView(
            label=t("Validity"), question=t("Until when is the offer valid?"), answers=(valid,)
        ),
    )
