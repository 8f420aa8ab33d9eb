"""Asks and the trades that fit them."""

from smm_ledger.core.rounds import Ask
from smm_ledger.core.trades import GETS, TRADES, Get, trades_for


def test_every_ask_has_trades_and_every_trade_gets_something() -> None:
    assert set(TRADES) == set(Ask)
    for ask in Ask:
        assert trades_for(ask)
        assert all(trade.gets and trade.text for trade in trades_for(ask))
        codes = [trade.code for trade in trades_for(ask)]
        assert len(codes) == len(set(codes))


def test_every_get_has_a_name_and_a_trade_that_obtains_it() -> None:
    obtained = {get for trades in TRADES.values() for trade in trades for get in trade.gets}
    assert set(GETS) == set(Get)
    assert set(Get) - obtained <= {Get.EXCLUSIVITY}


def test_without_an_ask_the_first_trade_of_each_is_offered() -> None:
    assert [trade.code for trade in trades_for(None)] == [TRADES[ask][0].code for ask in Ask]
