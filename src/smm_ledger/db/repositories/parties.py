"""The issuer, the clients, the catalogue and the small facts."""

from sqlmodel import Session, col, delete, select

from smm_ledger.core.catalogue import Service
from smm_ledger.core.errors import AlreadyExists
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.db.mapping import client_values, issuer_values, service_values
from smm_ledger.db.repositories.writing import add, put, stored
from smm_ledger.db.tables import ClientRow, IssuerRow, ServiceRow, SettingRow


def save_issuer(session: Session, issuer: Issuer) -> None:
    """Insert or replace the one issuer."""
    row = session.get(IssuerRow, 1)
    if row is None:
        add(session, IssuerRow(id=1, **issuer_values(issuer)))
    else:
        put(session, row, issuer_values(issuer))


def save_setting(session: Session, key: str, value: str) -> None:
    """Keep a small fact."""
    session.merge(SettingRow(key=key, value=value))
    session.flush()


def save_client(session: Session, client: Client) -> int:
    """Insert or update a client; return its key."""
    _check_code(session, ClientRow, client.code, client.id)
    if not client.id:
        return add(session, ClientRow(**client_values(client), version=1))
    row = stored(session, ClientRow, client.id, version=client.version, name=client.code)
    put(session, row, client_values(client) | {"version": client.version + 1})
    return client.id


def delete_client(session: Session, client: Client) -> None:
    """Delete a client; the database refuses it while something refers to it."""
    stored(session, ClientRow, client.id, version=client.version, name=client.code)
    session.exec(delete(ClientRow).where(col(ClientRow.id) == client.id))


def save_service(session: Session, service: Service) -> int:
    """Insert or update an entry of the catalogue; return its key."""
    _check_code(session, ServiceRow, service.code, service.id)
    if not service.id:
        return add(session, ServiceRow(**service_values(service), version=1))
    row = stored(session, ServiceRow, service.id, version=service.version, name=service.code)
    put(session, row, service_values(service) | {"version": service.version + 1})
    return service.id


def _check_code(session: Session, kind: type[ClientRow | ServiceRow], code: str, own: int) -> None:
    other = session.exec(select(kind.id).where(col(kind.code) == code)).first()
    if other is not None and other != own:
        raise AlreadyExists(
            code, N_("this code is in use"), hint=N_("choose another code"), cli="--code"
        )
