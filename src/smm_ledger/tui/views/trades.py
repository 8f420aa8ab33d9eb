"""What a push can be traded for, in words: private, until I say it to somebody."""

from collections.abc import Sequence
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.rounds import Ask
from smm_ledger.core.trades import GETS, Get, trades_for
from smm_ledger.i18n.translator import Translator
from smm_ledger.tui.dialogs.choose import Choice
from smm_ledger.tui.symbols import Symbols

INSTEAD: Final = N_("Instead of a lower price:")


def trade_lines(t: Translator, ask: Ask | None, symbols: Symbols) -> Sequence[str]:
    """Return the trades that fit an ask, a line each; nothing where none was said."""
    if ask is None:
        return ()
    return [t(INSTEAD), *(f"{symbols.dot} {t(trade.text)}" for trade in trades_for(ask))]


def get_choices(t: Translator, ask: Ask | None) -> Sequence[Choice]:
    """Return what a concession can obtain; what fits the client's ask comes first."""
    fitting: dict[Get, str] = {}
    if ask is not None:
        for trade in trades_for(ask):
            for get in trade.gets:
                fitting.setdefault(get, trade.text)
    order = [*fitting, *(get for get in GETS if get not in fitting)]
    return [
        Choice(get.value, t(GETS[get]), t(fitting[get]) if get in fitting else "") for get in order
    ]
