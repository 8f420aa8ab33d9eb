"""How the rows of the negotiation report read: names of groups, counts, rates, figures.

Both front ends say them, so they are said here once. Under five cases there is a count and never a
rate; nothing here computes.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from smm_ledger.core.analytics import Figure, Report, WinRate
from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import NBSP, format_decimal, format_percent
from smm_ledger.i18n.translator import Translator

GROUPS: Final = {
    "rival": N_("With and without a rival"),
    "ask": N_("By what they pushed on"),
    "discount": N_("By how far I came down"),
    "rounds": N_("By number of rounds"),
    "service": N_("By service"),
    "client": N_("By client"),
}
"""The ways in which quotes are grouped, with their headings; the longest lists stand last."""

_NAMES: Final = {
    ("ask", "budget"): N_("budget"),
    ("ask", "competitor"): N_("competitor"),
    ("ask", "habit"): N_("habit"),
    ("ask", "risk"): N_("risk"),
    ("ask", "timing"): N_("timing"),
    ("ask", "scope"): N_("scope"),
    ("discount", "0"): N_("not at all"),
    ("rival", "rival"): N_("with a rival"),
    ("rival", "alone"): N_("without a rival"),
}


def groups_of(report: Report) -> Iterator[tuple[str, tuple[WinRate, ...]]]:
    """Yield each way of grouping with its rates; those without any are left out."""
    for key in GROUPS:
        rates: tuple[WinRate, ...] = getattr(report, f"by_{key}")
        if rates:
            yield key, rates


def name_of(key: str, name: str, t: Translator) -> str:
    """Return how a group is called: a code as it is, a band as `5-10%`, an ask in words."""
    if (key, name) in _NAMES:
        return t(_NAMES[key, name])
    if key == "rounds":
        return t.ngettext("{n} round", "{n} rounds", int(name))
    if key != "discount":
        return name
    if name.endswith("+"):
        return t(N_("more than {low}%"), low=name.removesuffix("+"))
    return f"{name}%"


def count_of(rate: WinRate, t: Translator) -> str:
    """Return a count: `3 of 7`."""
    return t(N_("{won} of {n}"), won=rate.won, n=rate.n)


def rate_of(rate: WinRate, t: Translator) -> str:
    """Return a rate, empty where there are too few cases for one."""
    return "" if rate.percent is None else f"{_tenths(rate.percent, t)}%"


def interval_of(rate: WinRate, t: Translator) -> str:
    """Return the interval of a rate, empty where there is none."""
    if rate.low is None or rate.high is None:
        return ""
    return f"{_tenths(rate.low, t)}{NBSP}–{NBSP}{_tenths(rate.high, t)}%"


def _tenths(value: Decimal, t: Translator) -> str:
    return format_decimal(value, t.language, decimals=1)


def concession_of(figure: Figure, t: Translator) -> str:
    """Return how far my price came down on average, with its number of quotes."""
    if figure.value is None:
        return _too_few(figure, t)
    percent = format_percent(figure.value, t.language)
    return t(N_("{percent} on average of {n} quotes"), percent=percent, n=figure.n)


def answer_of(figure: Figure, t: Translator) -> str:
    """Return the median time to an answer, with its number of quotes."""
    if figure.value is None:
        return _too_few(figure, t)
    days = format_decimal(figure.value, t.language)
    if figure.value == 1:
        return t(N_("one day, the median of {n} quotes"), n=figure.n)
    return t(N_("{days} days, the median of {n} quotes"), days=days, n=figure.n)


def _too_few(figure: Figure, t: Translator) -> str:
    return t(N_("too few quotes ({n})"), n=figure.n)
