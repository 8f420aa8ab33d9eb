"""The JSON of `show`, read back: what was typed, and the figures that it claims.

What a person decides (lines, discount, title, dates) is taken. What we compute is kept aside as a
claim, to be compared: a file whose sums do not hold is refused, never corrected silently. A key
that the shape lacks is refused too. Exact numbers are text with a point, as we write them.
"""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from smm_ledger.core.dates import Terms, from_iso, terms_from
from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import Discount, LineKind
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, to_minor
from smm_ledger.core.totals import Totals
from smm_ledger.services.fields import member
from smm_ledger.services.line_inputs import LineInput

QUOTE_KEYS: Final = (
    *("schema", "number", "client", "title", "currency", "status", "expired", "valid_until"),
    *("current_round", "accepted_round", "rounds", "outcome", "deposit_percent", "invoices"),
    *("private", "terms", "advice"),
)
ROUND_KEYS: Final = (
    *("seq", "side", "date", "lines", "discount", "net", "tax", "total", "ask", "give", "get"),
    *("gift", "note", "valid_until", "private"),
)
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
    *("proforma", "order", "cig", "cup", "sdi_on", "pdf_sha256", "warnings"),
)
CLAIMS: Final = (
    *("net", "social_contribution", "tax", "stamp_duty", "total", "withholding", "payable"),
)

_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,12})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDocument:
    """A document as a file shows it.

    Attributes:
        claims: Figure's name to what the file says that it is.
        line_nets: The same of each line; None where the file does not say.
    """

    lines: tuple[LineInput, ...]
    discount: Discount | None
    currency: str | None
    client: str | None
    claims: Mapping[str, Decimal]
    line_nets: tuple[Decimal | None, ...]
    discount_amount: Decimal | None
    title: str | None = None
    valid_until: dt.date | None = None
    deposit: Decimal | None = None
    terms: Terms | None = None
    due_date: dt.date | None = None
    order: str | None = None
    cig: str | None = None
    cup: str | None = None


def read_quote(found: Mapping[str, object], *, mine: bool = True) -> ShownDocument:
    """Read a quote: its last round (of mine), or a round that stands alone.

    Raises:
        InputError: An unknown key, a value of another kind, no round.
    """
    if "lines" in found:
        return _round(found, {})
    _check_keys(found, QUOTE_KEYS, "quote")
    rounds = [_object(one, "rounds") for one in _list(found.get("rounds"), "rounds")]
    fitting = [one for one in rounds if not mine or one.get("side", "me") == "me"]
    if not fitting:
        raise InputError("rounds", N_("there is none"), hint=N_("give the quote's JSON of show"))
    return _round(fitting[-1], found)


def _round(one: Mapping[str, object], quote: Mapping[str, object]) -> ShownDocument:
    _check_keys(one, ROUND_KEYS, "rounds")
    return _document(one, {**one, **{k: v for k, v in quote.items() if k != "rounds"}})


def read_invoice(found: Mapping[str, object]) -> ShownDocument:
    """Read an invoice.

    Raises:
        InputError: An unknown key, or a value of another kind.
    """
    _check_keys(found, INVOICE_KEYS, "invoice")
    return _document(found, found)


def _document(body: Mapping[str, object], head: Mapping[str, object]) -> ShownDocument:
    rows = [_object(row, "lines") for row in _list(body.get("lines"), "lines")]
    discount = body.get("discount")
    off = _object(discount, "discount") if discount is not None else {}
    _check_keys(off, ("percent", "amount"), "discount")
    currency = _text(head.get("currency"), "currency")
    claims = {name: value for name in CLAIMS if (value := exact(body.get(name), name)) is not None}
    return ShownDocument(
        lines=tuple(_line(row, no) for no, row in enumerate(rows, 1)),
        discount=_discount(off, currency or "EUR"),
        currency=currency,
        client=_text(head.get("client"), "client"),
        claims=claims,
        line_nets=tuple(exact(row.get("net"), f"line {no}") for no, row in enumerate(rows, 1)),
        discount_amount=exact(off.get("amount"), "discount"),
        title=_text(head.get("title"), "title"),
        valid_until=_day(body.get("valid_until") or head.get("valid_until"), "valid_until"),
        deposit=exact(head.get("deposit_percent"), "deposit_percent"),
        terms=_terms(_text(head.get("terms"), "terms")),
        due_date=_day(head.get("due_date"), "due_date"),
        order=_text(head.get("order"), "order"),
        cig=_text(head.get("cig"), "cig"),
        cup=_text(head.get("cup"), "cup"),
    )


def _terms(text: str | None) -> Terms | None:
    return None if text is None else terms_from(text)


def _discount(off: Mapping[str, object], currency: str) -> Discount | None:
    percent, amount = exact(off.get("percent"), "discount"), exact(off.get("amount"), "discount")
    if percent is not None:
        return Discount(percent=percent)
    return Discount(amount=to_minor(amount, currency)) if amount is not None else None


def _line(row: Mapping[str, object], no: int) -> LineInput:
    field = f"line {no}"
    _check_keys(row, LINE_KEYS, field)
    if row.get("no", no) != no:
        raise InputError(field, N_("its number is {value}"), value=str(row["no"]))
    rate, nature = exact(row.get("vat_rate"), f"{field}: vat"), _text(row.get("vat_nature"), field)
    quantity = exact(row.get("quantity"), f"{field}: quantity")
    return LineInput(
        description=_text(row.get("description"), f"{field}: description") or "",
        quantity=Decimal(1) if quantity is None else quantity,
        unit=_text(row.get("unit"), f"{field}: unit") or "",
        unit_price=exact(row.get("unit_price"), f"{field}: price"),
        discount_percent=exact(row.get("discount_percent"), f"{field}: discount"),
        vat=nature or (f"{rate:f}" if rate is not None else None),
        kind=member(LineKind, _text(row.get("kind"), field) or "service", field=f"{field}: kind"),
        group=_text(row.get("group"), f"{field}: group") or "",
        service=_text(row.get("service"), f"{field}: service") or "",
        hours=exact(row.get("hours"), f"{field}: hours"),
        included_units=exact(row.get("included_units"), f"{field}: included_units"),
        on_behalf=_flag(row.get("on_behalf", False), f"{field}: on_behalf"),
        fee_percent=exact(row.get("fee_percent"), f"{field}: fee"),
        fee_minimum=exact(row.get("fee_minimum"), f"{field}: fee"),
        selected=_flag(row.get("selected", True), f"{field}: selected"),
    )


def _check_keys(found: Mapping[str, object], known: Collection[str], field: str) -> None:
    for key in found:
        if key not in known:
            raise InputError(
                f"{field}: {key}",
                N_("there is no such key"),
                hint=N_("the keys are: {keys}"),
                keys=", ".join(known),
            )


def _object(value: object, field: str) -> Mapping[str, object]:
    if isinstance(value, dict):
        return value
    raise InputError(field, N_("it is no JSON object"))


def _list(value: object, field: str) -> Sequence[object]:
    if isinstance(value, list):
        return value
    raise InputError(field, N_("it is no JSON array"))


def _text(value: object, field: str) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise InputError(field, N_("it is no text"), hint=N_("put it in quotes"))


def _flag(value: object, field: str) -> bool:
    if isinstance(value, bool):
        return value
    raise InputError(field, N_("it is neither true nor false"))


def _day(value: object, field: str) -> dt.date | None:
    text = _text(value, field)
    return from_iso(text, field=field) if text else None


def exact(value: object, field: str) -> Decimal | None:
    """Return an exact number of a file: text with a point, or a JSON number.

    Raises:
        InputError: Anything else.
    """
    if value is None:
        return None
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, bool | dict | list) or not _NUMBER.fullmatch(text):
        raise InputError(
            field, N_("“{value}” is no number"), hint=N_("write it as 1234.56"), value=text[:40]
        )
    return Decimal(text)


def check_claims(shown: ShownDocument, totals: Totals, *, client: str, currency: str) -> None:
    """Compare what the file says with what we compute.

    Raises:
        InputError: A figure, the client or the currency disagrees.
    """
    if shown.client not in (None, client):
        raise _disagrees("client", shown.client, client)
    if shown.currency not in (None, currency):
        raise _disagrees("currency", shown.currency, currency)
    for name, claimed in shown.claims.items():
        _compare(name, claimed, getattr(totals, name), currency)
    _compare("discount", shown.discount_amount, totals.discount, currency)
    for no, (claimed_net, net) in enumerate(zip(shown.line_nets, totals.line_nets, strict=True), 1):
        _compare(f"line {no}: net", claimed_net, net, currency)


def _compare(field: str, claimed: Decimal | None, minor: int, currency: str) -> None:
    computed = Money(minor, currency)
    if claimed is not None and claimed != computed.decimal:
        raise _disagrees(field, f"{claimed:f}", str(computed))


def _disagrees(field: str, claimed: object, computed: str) -> InputError:
    return InputError(
        field,
        N_("the file says {claimed}, it is {computed}"),
        hint=N_("correct the file, or leave the key out"),
        claimed=str(claimed),
        computed=computed,
    )
