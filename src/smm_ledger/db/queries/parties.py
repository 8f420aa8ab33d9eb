"""The issuer, the clients and the catalogue, whole."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from smm_ledger.core.errors import LedgerMissing, NotFoundError
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client, ClientKind, Issuer, contribution_from
from smm_ledger.db.columns import decimal, terms
from smm_ledger.db.queries import refs
from smm_ledger.db.queries.rows import Db, Row, row, rows, value

if TYPE_CHECKING:
    from smm_ledger.core.catalogue import Service

_OWN_TYPE = {"id", "terms", "contribution", "withholding_percent", "withholding_base_percent"}


def issuer(db: Db) -> Issuer:
    """Return the issuer.

    Raises:
        LedgerMissing: `init` was interrupted before it: there is no ledger yet.
    """
    found = row(db, "SELECT * FROM issuer")
    if found is None:
        raise LedgerMissing("ledger")
    plain = {key: found[key] for key in found.keys() if key not in _OWN_TYPE}  # noqa: SIM118
    return Issuer(
        **plain | {"stamp_recharge": bool(found["stamp_recharge"])},
        terms=terms(found["terms"]),
        contribution=contribution_from(found["contribution"]),
        withholding_percent=Decimal(found["withholding_percent"]),
        withholding_base_percent=Decimal(found["withholding_base_percent"]),
    )


def client_of(found: Row) -> Client:
    """Build a client from its columns."""
    return Client(
        id=found["id"],
        code=found["code"],
        name=found["name"],
        kind=ClientKind(found["kind"]),
        business=None if found["business"] is None else bool(found["business"]),
        vat_id=found["vat_id"],
        tax_code=found["tax_code"],
        country=found["country"],
        address=found["address"],
        city=found["city"],
        zip=found["zip"],
        province=found["province"],
        email=found["email"],
        phone=found["phone"],
        language=found["language"],
        currency=found["currency"],
        terms=terms(found["terms"]),
        withholding=bool(found["withholding"]),
        sdi_code=found["sdi_code"],
        pec=found["pec"],
        notes=found["notes"],
        archived=bool(found["archived"]),
        version=found["version"],
    )


def client_by_id(db: Db, client_id: int) -> Client:
    """Return a client by its key."""
    found = row(db, "SELECT * FROM client WHERE id = ?", (client_id,))
    if found is None:
        raise NotFoundError(str(client_id), thing=N_("client"))
    return client_of(found)


def client(db: Db, ref: str) -> Client:
    """Return the client named by its code."""
    return client_by_id(db, refs.client_id(db, ref))


def client_codes(db: Db) -> frozenset[str]:
    """Return every code in use."""
    return frozenset(code for (code,) in db.execute("SELECT code FROM client"))


def client_in_use(db: Db, client_id: int) -> bool:
    """Whether a quote, an invoice, a payment, a retainer, a request or effort refers to it."""
    return bool(
        value(
            db,
            "SELECT EXISTS (SELECT 1 FROM quote WHERE client_id = :id)"
            " OR EXISTS (SELECT 1 FROM invoice WHERE client_id = :id)"
            " OR EXISTS (SELECT 1 FROM payment WHERE client_id = :id)"
            " OR EXISTS (SELECT 1 FROM retainer WHERE client_id = :id)"
            " OR EXISTS (SELECT 1 FROM request WHERE client_id = :id)"
            " OR EXISTS (SELECT 1 FROM effort WHERE client_id = :id)",
            {"id": client_id},
        )
    )


def service_of(found: Row) -> "Service":
    """Build a catalogue entry from its columns."""
    from smm_ledger.core.catalogue import Service

    return Service(
        id=found["id"],
        code=found["code"],
        description=found["description"],
        price=decimal(found["price"]),
        unit=found["unit"],
        hours=decimal(found["hours"]),
        floor=decimal(found["floor"]),
        included=found["included"],
        excluded=found["excluded"],
        included_units=decimal(found["included_units"]),
        archived=bool(found["archived"]),
        version=found["version"],
    )


def service(db: Db, ref: str) -> "Service":
    """Return the service named by its code."""
    return service_by_id(db, refs.service_id(db, ref))


def service_by_id(db: Db, service_id: int) -> "Service":
    """Return a service by its key."""
    found = row(db, "SELECT * FROM service WHERE id = ?", (service_id,))
    if found is None:
        raise NotFoundError(str(service_id), thing=N_("service"))
    return service_of(found)


def services(db: Db, *, archived: bool) -> Sequence["Service"]:
    """List the catalogue by code, the archived entries too if asked."""
    where = "" if archived else "WHERE archived = 0"
    return [service_of(r) for r in rows(db, f"SELECT * FROM service {where} ORDER BY code")]  # noqa: S608
