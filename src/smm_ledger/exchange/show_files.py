"""The JSON of `show`, read back: what a person decides in it.

Lines, discount, title, dates, conditions, private bounds and the words of a round are taken; a key
that the shape lacks is refused. What we compute is compared elsewhere (`show_claims`): a file whose
sums do not hold is refused, never corrected silently. Exact numbers are text with a point.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from smm_ledger.core.dates import Terms, terms_from
from smm_ledger.core.errors import InputError
from smm_ledger.core.invoices import InstalmentPlan, schedule
from smm_ledger.core.lines import CHOSEN, Discount, LineKind
from smm_ledger.core.marks import N_
from smm_ledger.core.money import to_minor
from smm_ledger.core.rounds import Ask, Side
from smm_ledger.exchange.show_values import (
    check_keys,
    day,
    exact,
    flag,
    items,
    mapping,
    maybe_mapping,
    text,
)
from smm_ledger.services.fields import member
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.quote_inputs import BoundsInput

QUOTE_KEYS: Final = (
    *("schema", "number", "client", "title", "currency", "status", "expired", "valid_until"),
    *("current_round", "accepted_round", "rounds", "outcome", "deposit_percent", "invoices"),
    *("private", "terms", "advice"),
)
ROUND_KEYS: Final = (
    *("seq", "side", "date", "lines", "discount", "net", "tax", "total", "ask", "give", "get"),
    *("gift", "note", "valid_until", "private"),
)
PRIVATE_KEYS: Final = (
    *("floor", "target", "walk_away", "alternative", "hourly_floor", "derived_floor"),
    *("hourly_rate", "below_floor_reasons", "trail"),
)
CLAIM_KEYS: Final = ("competitor", "competitor_price", "competitor_verified")
LINE_KEYS: Final = (
    *("no", "kind", "on_behalf", "description", "group", "service", "quantity", "unit", "hours"),
    *("included_units", "unit_price", "discount_percent", "fee_percent", "fee_minimum"),
    *("vat_rate", "vat_nature", "net", "selected"),
)
INVOICE_KEYS: Final = (
    *("schema", "number", "draft", "kind", "sdi_status", "revision", "state", "payment_status"),
    *("overdue", "days_overdue", "issue_date", "due_date", "client", "currency", "lines", "net"),
    *("social_contribution", "vat", "tax", "stamp_duty", "total", "withholding", "payable"),
    *("paid", "credited", "written_off", "balance", "instalments", "quote", "credits_invoice"),
    *("proforma", "order", "cig", "cup", "sdi_on", "sent_on", "pdf_sha256", "warnings"),
)
INSTALMENT_KEYS: Final = ("seq", "due_date", "amount", "balance")

TYPED_OF_QUOTE: Final = (
    *("title", "deposit_percent", "terms", "valid_until", "rounds", "private", "advice"),
)
TYPED_OF_BOUNDS: Final = ("floor", "target", "walk_away", "alternative")
TYPED_OF_ROUND: Final = ("lines", "valid_until", "date", "private")
TYPED_OF_INVOICE: Final = (*("lines", "issue_date", "due_date", "order", "cig", "cup", "warnings"),)
"""What a person decides of each: no claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What stands beside the figures of a round."""

    ask: Ask | None = None
    give: str = ""
    get: str = ""
    note: str = ""
    date: dt.date | None = None
    competitor: str = ""
    competitor_price: Decimal | None = None
    competitor_verified: bool | None = None


NO_WORDS: Final = Words()
NO_BOUNDS: Final = BoundsInput()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDocument:
    """A document as a file shows it.

    Attributes:
        head: The file's object; `body`: the part of it that holds the lines.
        others: The other rounds of a quote.
        parts: Due dates and amounts of an invoice's instalments.
    """

    lines: tuple[LineInput, ...]
    discount: Discount | None
    head: Mapping[str, object]
    body: Mapping[str, object]
    others: tuple[Mapping[str, object], ...] = ()
    title: str | None = None
    valid_until: dt.date | None = None
    deposit: Decimal | None = None
    terms: Terms | None = None
    due_date: dt.date | None = None
    issue_date: dt.date | None = None
    parts: tuple[tuple[dt.date, Decimal], ...] = ()
    bounds: BoundsInput = NO_BOUNDS
    words: Words = NO_WORDS
    order: str | None = None
    cig: str | None = None
    cup: str | None = None


def read_quote(found: Mapping[str, object], currency: str, *, mine: bool = True) -> ShownDocument:
    """Read a quote: its last round (of mine), or a round that stands alone.

    Raises:
        InputError: An unknown key, a value of another kind, no round.
    """
    if "lines" in found:
        return read_round(found, currency)
    check_keys(found, QUOTE_KEYS, "quote")
    rounds = [mapping(one, "rounds") for one in items(found.get("rounds"), "rounds")]
    for one in rounds:
        _check_side(one)
    fitting = [one for one in rounds if not mine or one.get("side", "me") == "me"]
    if not fitting:
        raise InputError("rounds", N_("there is none"), hint=N_("give the quote's JSON of show"))
    body = fitting[-1]
    own = read_round(body, currency)
    until = day(found.get("valid_until"), "valid_until")
    if until and own.valid_until and until != own.valid_until and body.get("side") != "client":
        raise InputError(
            "valid_until",
            N_("its last round says {day}"),
            hint=N_("correct the file, or leave the key out"),
            day=own.valid_until.isoformat(),
        )
    private = maybe_mapping(found.get("private"), "private")
    check_keys(private, PRIVATE_KEYS, "private")
    return replace(
        own,
        head=found,
        others=tuple(one for one in rounds if one is not body),
        title=text(found.get("title"), "title"),
        valid_until=own.valid_until or until,
        deposit=exact(found.get("deposit_percent"), "deposit_percent"),
        terms=_terms(text(found.get("terms"), "terms")),
        bounds=BoundsInput(
            floor=exact(private.get("floor"), "private: floor"),
            target=exact(private.get("target"), "private: target"),
            walk_away=text(private.get("walk_away"), "private: walk_away"),
            alternative=text(private.get("alternative"), "private: alternative"),
        ),
    )


def read_round(one: Mapping[str, object], currency: str) -> ShownDocument:
    """Read a round."""
    check_keys(one, ROUND_KEYS, "rounds")
    _check_side(one)
    off = maybe_mapping(one.get("discount"), "discount")
    check_keys(off, ("percent", "amount"), "discount")
    claim = maybe_mapping(one.get("private"), "private")
    check_keys(claim, CLAIM_KEYS, "private")
    verified, asked = claim.get("competitor_verified"), text(one.get("ask"), "ask")
    return ShownDocument(
        lines=_lines(one),
        discount=_discount(off, currency),
        head={},
        body=one,
        valid_until=day(one.get("valid_until"), "valid_until"),
        words=Words(
            ask=None if asked is None else member(Ask, asked, field="ask"),
            give=text(one.get("give"), "give") or "",
            get=text(one.get("get"), "get") or "",
            note=text(one.get("note"), "note") or "",
            date=day(one.get("date"), "date"),
            competitor=text(claim.get("competitor"), "competitor") or "",
            competitor_price=exact(claim.get("competitor_price"), "competitor_price"),
            competitor_verified=None if verified is None else flag(verified, "competitor_verified"),
        ),
    )


def _check_side(one: Mapping[str, object]) -> None:
    side = text(one.get("side"), "side")
    if side is not None:
        member(Side, side, field="side")


def read_invoice(found: Mapping[str, object]) -> ShownDocument:
    """Read an invoice.

    Raises:
        InputError: An unknown key, or a value of another kind.
    """
    check_keys(found, INVOICE_KEYS, "invoice")
    planned = items(found.get("instalments") or [], "instalments")
    return ShownDocument(
        lines=_lines(found),
        discount=None,
        head=found,
        body=found,
        due_date=day(found.get("due_date"), "due_date"),
        issue_date=day(found.get("issue_date"), "issue_date"),
        parts=tuple(_instalment(one, no) for no, one in enumerate(planned, 1)),
        order=text(found.get("order"), "order"),
        cig=text(found.get("cig"), "cig"),
        cup=text(found.get("cup"), "cup"),
    )


def _instalment(value: object, no: int) -> tuple[dt.date, Decimal]:
    field = f"instalment {no}"
    one = mapping(value, field)
    check_keys(one, INSTALMENT_KEYS, field)
    due, amount = day(one.get("due_date"), field), exact(one.get("amount"), field)
    if due is None or amount is None:
        raise InputError(field, N_("it needs its due_date and its amount"))
    return due, amount


def plan_of(
    parts: Sequence[tuple[dt.date, Decimal]], payable: int, currency: str
) -> tuple[InstalmentPlan, ...]:
    """Return the shares that give instalments of these amounts, as short as they can be written.

    Raises:
        InputError: The amounts do not sum to `payable` minor units.
    """
    amounts = [to_minor(amount, currency) for _, amount in parts]
    if sum(amounts) != payable or min(amounts) <= 0:
        raise InputError("instalments", N_("they do not sum to what is payable"))
    first, dues = min(due for due, _ in parts), [due for due, _ in parts]
    plan: tuple[InstalmentPlan, ...] = ()
    for decimals in _SHARE_DECIMALS:
        unit = Decimal(1).scaleb(-decimals)
        shares = [(Decimal(it) * 100 / payable).quantize(unit) for it in amounts[:-1]]
        shares.append(100 - sum(shares, Decimal(0)))
        if min(shares) <= 0:
            continue
        plan = tuple(map(_part, shares, dues))
        made = schedule(payable, first, terms=terms_from("30"), plan=plan)
        if [part.amount for part in made] == amounts:
            break
    return plan


_SHARE_DECIMALS: Final = (0, 2, 4, 14)


def _part(share: Decimal, due: dt.date) -> InstalmentPlan:
    return InstalmentPlan(percent=share, due_date=due)


def _terms(told: str | None) -> Terms | None:
    return None if told is None else terms_from(told)


def _discount(off: Mapping[str, object], currency: str) -> Discount | None:
    percent, amount = exact(off.get("percent"), "discount"), exact(off.get("amount"), "discount")
    if percent is not None:
        return Discount(percent=percent)
    return Discount(amount=to_minor(amount, currency)) if amount is not None else None


def _lines(found: Mapping[str, object]) -> tuple[LineInput, ...]:
    rows = [mapping(row, "lines") for row in items(found.get("lines"), "lines")]
    return tuple(_line(row, no) for no, row in enumerate(rows, 1))


def _line(row: Mapping[str, object], no: int) -> LineInput:
    field = f"line {no}"
    check_keys(row, LINE_KEYS, field)
    rate, nature = exact(row.get("vat_rate"), f"{field}: vat"), text(row.get("vat_nature"), field)
    quantity = exact(row.get("quantity", 1), f"{field}: quantity")
    if quantity is None:
        raise InputError(f"{field}: quantity", N_("it is missing"))
    exact(row.get("net"), f"{field}: net")
    kind = member(LineKind, text(row.get("kind"), field) or "service", field=f"{field}: kind")
    chosen = flag(row.get("selected", True), f"{field}: selected")
    return LineInput(
        description=text(row.get("description"), f"{field}: description") or "",
        quantity=quantity,
        unit=text(row.get("unit"), f"{field}: unit") or "",
        unit_price=exact(row.get("unit_price"), f"{field}: price"),
        discount_percent=exact(row.get("discount_percent"), f"{field}: discount"),
        vat=nature or (f"{rate:f}" if rate is not None else None),
        kind=kind,
        group=text(row.get("group"), f"{field}: group") or "",
        service=text(row.get("service"), f"{field}: service") or "",
        hours=exact(row.get("hours"), f"{field}: hours"),
        included_units=exact(row.get("included_units"), f"{field}: included_units"),
        on_behalf=flag(row.get("on_behalf", False), f"{field}: on_behalf"),
        fee_percent=exact(row.get("fee_percent"), f"{field}: fee"),
        fee_minimum=exact(row.get("fee_minimum"), f"{field}: fee"),
        selected=chosen if kind in CHOSEN else None,
    )
