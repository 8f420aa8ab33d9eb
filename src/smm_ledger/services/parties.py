"""The issuer and the clients: who the ledger belongs to, and who is billed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields as fields_of

from smm_ledger.core.canonical import plain
from smm_ledger.core.errors import AlreadyExists, InputError, InUse, LedgerError
from smm_ledger.core.logos import logo_name
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client, ClientKind, Issuer
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.text import NAME_MAX, clean, slug
from smm_ledger.services.fields import CLIENT_FIELDS, ISSUER_FIELDS, changed, read_fields
from smm_ledger.services.log_keys import BEFORE, record_before
from smm_ledger.services.ports import Clock, Reader, Storage
from smm_ledger.services.read_models import ClientSummary, ListQuery


def differences(before: Client | Issuer, after: Client | Issuer) -> dict[str, object]:
    """Return the changed fields with their new values, for the log."""
    names = [f.name for f in fields_of(after) if f.name not in {"id", "version"}]
    return {
        name: _logged(name, getattr(after, name))
        for name in names
        if getattr(before, name) != getattr(after, name)
    }


def _logged(name: str, value: object) -> object:
    """Return a value as the log names it: a logo by its file's name, not by its bytes."""
    return logo_name(str(value)) if name == "logo" else plain(value)


class IssuerService:
    """The freelancer's own data."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def begin(self, typed: Mapping[str, str], *, demo: bool = False) -> Issuer:
        """Make the ledger with its issuer.

        Args:
            typed: Issuer fields by name, as text; `name` is needed.
            demo: Mark the ledger as sample data.

        Raises:
            InputError: A field is wrong. AlreadyExists: There is a ledger.
        """
        if not typed.get("name", "").strip():
            raise InputError("name", N_("it is empty"), hint=N_("give the name"), cli="--name")
        values = read_fields(ISSUER_FIELDS, typed, country="IT")
        country = str(values.get("country", "IT"))
        values.setdefault("language", "it" if country == "IT" else "en")
        values.setdefault("regime", "it-forfettario" if country == "IT" else "eu-vat")
        issuer = changed(Issuer(name=str(values["name"])), values)
        self._storage.create(demo=demo)
        with self._storage.write() as work:
            issuer = work.save_issuer(issuer)
            work.record("issuer", issuer, "init", {"name": issuer.name})
        return issuer

    def show(self) -> Issuer:
        """Return the issuer."""
        with self._storage.read() as reader:
            return reader.issuer()

    def set(self, typed: Mapping[str, str]) -> Issuer:
        """Change fields of the issuer; issued documents keep what they had."""
        with self._storage.write() as work:
            before = work.issuer()
            values = read_fields(ISSUER_FIELDS, typed, country=before.country)
            after = changed(before, values)
            if after == before:
                return before
            after = work.save_issuer(after)
            data = differences(before, after) | {BEFORE: record_before(before, after)}
            work.record("issuer", after, "set", data)
        return after


class ClientService:
    """The clients."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def add(self, typed: Mapping[str, str]) -> Client:
        """Add a client.

        Args:
            typed: Client fields by name, as text; `name` is needed, `code` is made from it.

        Raises:
            InputError: A field is wrong. AlreadyExists: The code is in use.
        """
        with self._storage.write() as work:
            client = work.save_client(self._new(typed, work))
            work.record("client", client, "add", {"name": client.name})
        return client

    def check(self, typed: Mapping[str, str]) -> Client:
        """Return the client that `add` would make, without adding it."""
        with self._storage.read() as reader:
            return self._new(typed, reader)

    def add_many(self, rows: Sequence[Mapping[str, str]]) -> Sequence[Client]:
        """Add clients, all of them or none; the first wrong one is refused as by `add`.

        One that is there and says the same is passed over.
        """
        with self._storage.write() as work:
            known = KnownClients(work)
            new = {one.code: one for typed in rows if not (one := known.of_row(typed)).id}
            made = [work.save_client(client) for client in new.values()]
            for client in made:
                work.record("client", client, "add", {"name": client.name})
        return made

    def check_many(self, rows: Sequence[Mapping[str, str]]) -> Sequence[Client | LedgerError]:
        """Return for each the client that there would be, or why it is refused.

        One that would be added has no key yet.
        """
        with self._storage.read() as reader:
            known = KnownClients(reader)
        found: list[Client | LedgerError] = []
        for typed in rows:
            try:
                found.append(known.of_row(typed))
            except LedgerError as error:
                found.append(error)
        return found

    def _new(self, typed: Mapping[str, str], reader: Reader) -> Client:
        return new_client(typed, reader.issuer(), reader.client_codes())

    def show(self, ref: str) -> ClientSummary:
        """Return a client with its balances."""
        with self._storage.read() as reader:
            return reader.client_summary(reader.client(ref).id, today=self._clock.today())

    def list(self, query: ListQuery | None = None) -> Sequence[ClientSummary]:
        """List clients by name."""
        with self._storage.read() as reader:
            return reader.clients(query or ListQuery(), today=self._clock.today())

    def count(self, query: ListQuery) -> int:
        """Count the clients of a list."""
        with self._storage.read() as reader:
            return reader.count_clients(query)

    def edit(self, ref: str, typed: Mapping[str, str], *, version: int | None = None) -> Client:
        """Change fields of a client; issued documents keep what they had.

        Args:
            ref: Its code.
            typed: Fields by name, as text.
            version: The version that the user saw; an older one than stored is refused.
        """
        with self._storage.write() as work:
            before = work.client(ref)
            values = read_fields(CLIENT_FIELDS, typed, country=before.country)
            if values.get("code", before.code) != before.code:
                self._check_free(str(values["code"]), work)
            values["version"] = before.version if version is None else version
            after = changed(before, values)
            if after == before:
                return before
            after = work.save_client(after)
            data = differences(before, after) | {BEFORE: record_before(before, after)}
            work.record("client", after, "edit", data)
        return after

    def _check_free(self, code: str, reader: Reader) -> None:
        if code in reader.client_codes():
            raise AlreadyExists(
                code, N_("a client has this code already"), hint=N_("choose another code")
            )

    def archive(self, ref: str, *, archived: bool = True) -> Client:
        """Put a client away, or bring it back; doing it twice changes nothing."""
        with self._storage.write() as work:
            before = work.client(ref)
            if before.archived == archived:
                return before
            after = work.save_client(changed(before, {"archived": archived}))
            data = {BEFORE: record_before(before, after)}
            work.record("client", after, "archive" if archived else "unarchive", data)
        return after

    def delete(self, ref: str) -> Client:
        """Delete a client that nothing refers to; archive the others.

        Raises:
            InUse: A quote, an invoice or a payment refers to it.
        """
        clean(ref, field="client", max_length=NAME_MAX, required=True)
        with self._storage.write() as work:
            client = work.client(ref)
            if work.client_in_use(client.id):
                raise InUse(
                    client.code,
                    N_("quotes, invoices or payments refer to it"),
                    hint=N_("archive it instead"),
                    cli="client archive",
                )
            work.delete_client(client)
            work.record("client", None, "delete", {"name": client.name}, name=client.code)
        return client


def new_client(typed: Mapping[str, str], issuer: Issuer, taken: Collection[str]) -> Client:
    """Return a new client; what was not typed follows from its country and the issuer.

    Raises:
        InputError: A field is wrong. AlreadyExists: Its code is among those `taken`.
    """
    typed = {"name": "", "country": issuer.country, **typed}
    values = read_fields(CLIENT_FIELDS, typed, country=issuer.country)
    code = str(values.get("code") or slug(str(values["name"]), taken))
    if code in taken:
        raise AlreadyExists(
            code,
            N_("a client has this code already"),
            hint=N_("choose another code"),
            cli="--code",
        )
    country = str(values["country"])
    defaults: dict[str, object] = {
        "language": "it" if country == "IT" else "en",
        "currency": issuer.currency,
        "terms": issuer.terms,
        "withholding": regime_of(issuer.regime).default_withholding(
            issuer, ClientKind(str(values.get("kind", ClientKind.COMPANY))), country
        ),
    }
    return changed(Client(name="", code=code), defaults | values | {"code": code})


class KnownClients:
    """The clients of a ledger with those that a table adds."""

    def __init__(self, reader: Reader) -> None:
        self._issuer = reader.issuer()
        self._taken: set[str] = set()
        self._by: dict[tuple[str, str], Client] = {}
        for client in reader.client_records(ListQuery(archived=True, order="oldest")):
            self._keep(client)

    def _keep(self, client: Client) -> None:
        self._taken.add(client.code)
        for key in _ways(client):
            self._by.setdefault(key, client)

    def of_row(self, typed: Mapping[str, str]) -> Client:
        """Return the client that says the same as the row, or a new one, known from then on.

        Raises:
            InputError: A field is wrong. AlreadyExists: The code is in use for something else.
        """
        made = new_client(typed, self._issuer, ())
        for key in _ways(made):
            there = self._by.get(key)
            if there is not None and _says_same(there, made, typed):
                return there
        made = new_client(typed, self._issuer, self._taken)
        self._keep(made)
        return made


def _ways(client: Client) -> list[tuple[str, str]]:
    """Return by what a client is found again."""
    ways = [("code", client.code), ("vat_id", client.vat_id), ("tax_code", client.tax_code)]
    return [(way, key) for way, key in ways if key] + [("name", client.name.casefold())]


def _says_same(there: Client, made: Client, typed: Mapping[str, str]) -> bool:
    return all(getattr(there, name) == getattr(made, name) for name in typed)
