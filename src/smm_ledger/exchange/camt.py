"""CAMT.053, the account statement of ISO 20022, in any of its versions.

A statement comes from a bank's site, by mail, from anywhere: no entity is resolved, no connection
opened, no document type accepted, no file of unheard-of size or depth parsed. Only what is booked
counts; a collective entry is taken apart into its transactions where they say their amounts.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from lxml import etree

from smm_ledger import closed_xml
from smm_ledger.core.bank import TEXT_MAX, BankEntry, keyed
from smm_ledger.core.dates import from_iso
from smm_ledger.core.errors import InputError
from smm_ledger.core.identifiers import check_currency
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, bounded
from smm_ledger.core.text import NAME_MAX, clean

SOURCE: Final = "camt"
MOST_ENTRIES: Final = 20_000
MOST_MARKS: Final = 3_000_000
"""Opening brackets: what a file of so many entries may have; more would fill the memory."""

_SPACE: Final = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.053\.")
_FIGURE: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,5})?")
_BOOKED: Final = ("", "BOOK")
_YES: Final = ("true", "1")
_BALANCES: Final = {"OPBD": "first", "PRCD": "first", "CLBD": "last"}
"""Opening (or the day before's closing) and closing balance, by their codes."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An account whose entries do not lead from its opening to its closing balance.

    Attributes:
        account: Its IBAN or number.
        entries: What they come to.
        balances: What they should come to.
    """

    account: str
    entries: Money
    balances: Money


def read_camt(data: bytes, *, name: str) -> tuple[list[BankEntry], list[Gap]]:
    """Return the booked entries of a file, in its order, and the gaps in its balances.

    Raises:
        InputError: No XML, hostile XML, no CAMT, or an entry that can't be read.
    """
    root = _parse(data, name)
    if not _SPACE.match(etree.QName(root).namespace or ""):
        raise InputError(
            name,
            N_("it is no account statement (camt.053)"),
            hint=N_("ask the bank for a statement in CAMT.053 or CSV"),
        )
    found: list[BankEntry] = []
    gaps: list[Gap] = []
    for statement in root.iterfind("./{*}BkToCstmrStmt/{*}Stmt"):
        account = _text(statement, "Acct/Id/IBAN") or _text(statement, "Acct/Id/Othr/Id")
        entries = list(_entries(statement, name))
        found += keyed(entries, source=f"{SOURCE}:{re.sub('[^0-9A-Za-z]', '', account)}")
        if len(found) > MOST_ENTRIES:
            raise InputError(
                name,
                N_("it has more than {most} rows"),
                hint=N_("part it in several files"),
                most=MOST_ENTRIES,
            )
        gaps += _gaps(statement, account, name)
    return found, gaps


def _gaps(statement: etree._Element, account: str, name: str) -> Iterator[Gap]:
    """Yield the gap of a statement that has both balances: a page of it may be missing."""
    balances: dict[str, Money] = {}
    for balance in statement.iterfind("./{*}Bal"):
        kind = _text(balance, "Tp/CdOrPrtry/Cd")
        node = balance.find("./{*}Amt")
        if kind in _BALANCES and node is not None:
            money = _signed(_money(node, f"{name}: {kind}"), balance)
            balances.setdefault(_BALANCES[kind], money)
    first, last = balances.get("first"), balances.get("last")
    if first is None or last is None or first.currency != last.currency:
        return
    sums = [_amount(one, name) for one in statement.iterfind("./{*}Ntry") if _is_booked(one)]
    if any(one.currency != first.currency for one in sums):
        return
    entries = sum(sums, Money.zero(first.currency))
    if entries != last - first:
        yield Gap(account, entries, last - first)


def _is_booked(entry: etree._Element) -> bool:
    return (_text(entry, "Sts/Cd") or _text(entry, "Sts")) in _BOOKED


def _parse(data: bytes, name: str) -> etree._Element:
    if data.count(b"<") > MOST_MARKS:
        raise InputError(
            name,
            N_("it has more than {most} elements"),
            hint=N_("part it in several files"),
            most=MOST_MARKS // 2,
        )
    try:
        return closed_xml.parse(data)
    except closed_xml.DoctypeDeclared:
        raise _hostile(name) from None
    except closed_xml.NotXml:
        raise InputError(
            name,
            N_("it is no XML that can be read"),
            hint=N_("take the file again from the bank's site"),
        ) from None


def _hostile(name: str) -> InputError:
    return InputError(
        name,
        N_("it declares a document type, which no account statement does"),
        hint=N_("take the file again from the bank's site"),
    )


def _entries(statement: etree._Element, name: str) -> Iterator[BankEntry]:
    for no, entry in enumerate(statement.iterfind("./{*}Ntry"), 1):
        if not _is_booked(entry):
            continue
        where = f"{name}: entry {no}"
        amount = _amount(entry, where)
        details = entry.findall("./{*}NtryDtls/{*}TxDtls")
        parts = [_own_amount(one, entry, where) for one in details]
        day = _day(entry, where)
        reference = _text(entry, "AcctSvcrRef")
        known = [part for part in parts if part is not None]
        if len(details) > 1 and len(known) == len(details) and _adds_up(known, amount):
            for detail, part in zip(details, known, strict=True):
                own = _text(detail, "Refs/AcctSvcrRef") or reference
                yield _entry(entry, [detail], part, day, own, where)
        else:
            inner = _text(details[0], "Refs/AcctSvcrRef") if len(details) == 1 else ""
            yield _entry(entry, details, amount, day, reference or inner, where)


def _adds_up(parts: list[Money], whole: Money) -> bool:
    """Whether the transactions are the entry: charges kept by the bank would part the two."""
    if any(part.currency != whole.currency for part in parts):
        return False
    return sum(part.minor for part in parts) == whole.minor


def _entry(
    entry: etree._Element,
    details: list[etree._Element],
    amount: Money,
    day: dt.date,
    reference: str,
    where: str,
) -> BankEntry:
    texts: list[str] = []
    name = iban = ""
    side = "Dbtr" if amount.minor > 0 else "Cdtr"
    for detail in details:
        if len(details) == 1:
            party = f"RltdPties/{side}"
            name = _text(detail, f"{party}/Nm") or _text(detail, f"{party}/Pty/Nm")
            iban = _text(detail, f"{party}Acct/Id/IBAN")
        texts += [_flat(one) for one in detail.iterfind("./{*}RmtInf/{*}Ustrd")]
        texts += [_flat(one) for one in detail.iterfind("./{*}RmtInf/{*}Strd/{*}CdtrRefInf/{*}Ref")]
        number = "./{*}RmtInf/{*}Strd/{*}RfrdDocInf/{*}Nb"
        texts += [_flat(one) for one in detail.iterfind(number)]
        end_to_end = _text(detail, "Refs/EndToEndId")
        texts += [end_to_end] if end_to_end not in {"", "NOTPROVIDED"} else []
        texts.append(_text(detail, "AddtlTxInf"))
    texts.append(_text(entry, "AddtlNtryInf"))
    said = " ".join(dict.fromkeys(filter(None, texts)))
    return BankEntry(
        date=day,
        amount=amount,
        text=clean(said[:TEXT_MAX], field=f"{where}, text", max_length=TEXT_MAX),
        name=clean(name[:NAME_MAX], field=f"{where}, name"),
        iban=re.sub(r"[^0-9A-Z]", "", iban.upper()),
        reference=clean(reference[:NAME_MAX], field=f"{where}, reference"),
        returned=_is_returned(entry, details),
    )


def _is_returned(entry: etree._Element, details: list[etree._Element]) -> bool:
    """Whether it takes an earlier entry back: a reversal, or a return with its reason."""
    reversal = _text(entry, "RvslInd") in _YES
    return reversal or any(one.find("./{*}RtrInf") is not None for one in details)


def _amount(entry: etree._Element, where: str) -> Money:
    node = entry.find("./{*}Amt")
    money = None if node is None else _money(node, where)
    if money is None:
        raise _unreadable(where, "Amt")
    return _signed(money, entry)


def _own_amount(detail: etree._Element, entry: etree._Element, where: str) -> Money | None:
    node = detail.find("./{*}Amt")
    if node is None:
        node = detail.find("./{*}AmtDtls/{*}TxAmt/{*}Amt")
    if node is None:
        return None
    turned = detail if detail.find("./{*}CdtDbtInd") is not None else entry
    return _signed(_money(node, where), turned)


def _signed(money: Money, node: etree._Element) -> Money:
    return -money if _text(node, "CdtDbtInd") == "DBIT" else money


def _money(node: etree._Element, where: str) -> Money:
    text = _flat(node)
    currency = check_currency(node.get("Ccy") or "", field=f"{where}, Ccy")
    if not _FIGURE.fullmatch(text):
        raise _unreadable(where, "Amt")
    try:
        return bounded(Money.of(Decimal(text), currency), field=f"{where}, Amt")
    except InvalidOperation:
        raise _unreadable(where, "Amt") from None


def _day(entry: etree._Element, where: str) -> dt.date:
    said = (
        _text(entry, f"{kind}/{form}") for kind in ("BookgDt", "ValDt") for form in ("Dt", "DtTm")
    )
    day = next(filter(None, said), "")
    if not day:
        raise _unreadable(where, "BookgDt")
    return from_iso(day[:10], field=f"{where}, BookgDt")


def _unreadable(where: str, element: str) -> InputError:
    return InputError(
        f"{where}, {element}",
        N_("it is missing, or can't be read"),
        hint=N_("take the file again from the bank's site"),
    )


def _text(node: etree._Element, path: str) -> str:
    """Return the text of the first element of a path; empty where there is none."""
    found = node.find("./" + "/".join(f"{{*}}{step}" for step in path.split("/")))
    return "" if found is None else _flat(found)


def _flat(node: etree._Element) -> str:
    return " ".join((node.text or "").split())
