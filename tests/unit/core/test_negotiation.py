"""Where a tug-of-war stands."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from smm_ledger.core.lines import Discount, LineKind
from smm_ledger.core.negotiation import names_price, over_total, silent_days, standing
from smm_ledger.core.rounds import Side
from tests.support.factories import FLAT_RULES, ORDINARY_RULES, a_line, a_quote, a_round

OFFER = a_round(a_line("1000", vat_rate=Decimal(22)), rules=ORDINARY_RULES)
COUNTER = a_round(
    a_line("1000", vat_rate=Decimal(22)),
    seq=2,
    rules=ORDINARY_RULES,
    discount=Discount(amount=19_999),
    side=Side.CLIENT,
)
WORDS = a_round(a_line("1000", vat_rate=Decimal(22)), seq=2, rules=ORDINARY_RULES, side=Side.CLIENT)


def test_without_an_answer_there_is_no_gap() -> None:
    now = standing(a_quote(OFFER))
    assert (now.theirs, now.net, now.total, now.moved_last) == (None, None, None, Side.ME)


def test_the_gap_and_the_middle_of_nets_and_totals() -> None:
    now = standing(a_quote(OFFER, COUNTER))
    assert now.net is not None
    assert now.total is not None
    assert (now.net.gap, now.net.midpoint) == (19_999, 90_001)
    assert (now.total.gap, now.total.midpoint) == (24_399, 109_801)
    assert (now.mine.seq, now.moved_last) == (1, Side.CLIENT)


def test_words_alone_name_no_price() -> None:
    quote = a_quote(OFFER, WORDS)
    assert not names_price(quote, WORDS)
    assert standing(quote).net is None
    assert standing(quote).moved_last is Side.CLIENT


def test_a_clients_price_stays_while_i_move() -> None:
    mine = a_round(a_line("900", vat_rate=Decimal(22)), seq=3, rules=ORDINARY_RULES)
    now = standing(a_quote(OFFER, COUNTER, mine))
    assert now.theirs is not None
    assert now.theirs.seq == 2
    assert now.net is not None
    assert now.net.gap == 9_999


def test_silence_counts_from_my_last_word_only() -> None:
    day = dt.date(2026, 11, 1)
    assert silent_days(Side.ME, day, dt.date(2026, 11, 9)) == 8
    assert silent_days(Side.ME, day, day) == 0
    assert silent_days(Side.CLIENT, day, dt.date(2026, 11, 9)) is None


def test_the_gap_is_between_what_either_can_be_accepted_for() -> None:
    """An alternative that must be taken is in both prices, or the middle would be far too low."""
    base = a_line(400, kind=LineKind.ALTERNATIVE, group="A", selected=False)
    mine = a_round(a_line(300), base)
    theirs = a_round(a_line(300), replace(base, selected=True, unit_price=Decimal(300)), seq=2)
    now = standing(a_quote(mine, replace(theirs, side=Side.CLIENT)))
    assert now.net is not None
    assert (now.net.gap, now.net.midpoint) == (10_000, 65_000)


def test_who_looks_at_what_is_paid_haggles_over_the_total() -> None:
    assert over_total(a_round(rules=FLAT_RULES), consumer=False)
    assert over_total(a_round(rules=ORDINARY_RULES), consumer=True)
    assert not over_total(a_round(rules=ORDINARY_RULES), consumer=False)
