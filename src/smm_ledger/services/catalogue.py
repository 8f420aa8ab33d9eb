"""The catalogue: the services that quotes are made of."""

from collections.abc import Collection, Mapping, Sequence

from smm_ledger.core.canonical import plain
from smm_ledger.core.catalogue import Service
from smm_ledger.core.errors import AlreadyExists, LedgerError, NotFoundError
from smm_ledger.core.marks import N_
from smm_ledger.services.fields import SERVICE_FIELDS, changed, read_fields
from smm_ledger.services.log_keys import BEFORE, record_before
from smm_ledger.services.ports import Reader, Storage


class CatalogueService:
    """The catalogue's entries; a quote copies what it takes from one."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def add(self, typed: Mapping[str, str]) -> Service:
        """Add a service; `code` and `description` are needed.

        Raises:
            InputError: A field is wrong. AlreadyExists: The code is in use.
        """
        values = read_fields(SERVICE_FIELDS, {"code": "", "description": "", **typed}, country="")
        with self._storage.write() as work:
            service = work.save_service(changed(Service(code="", description=""), values))
            work.record("service", service, "add", {"description": service.description})
        return service

    def add_many(self, rows: Sequence[Mapping[str, str]]) -> Sequence[Service]:
        """Add services, all of them or none; one that is there and says the same is passed over.

        Raises:
            InputError: A field is wrong. AlreadyExists: A code is in use for something else.
        """
        with self._storage.write() as work:
            known = _by_code(work)
            new = {one.code: one for row in rows if not (one := _of_row(row, known)).id}
            made = [work.save_service(service) for service in new.values()]
            for service in made:
                work.record("service", service, "add", {"description": service.description})
        return made

    def check_many(self, rows: Sequence[Mapping[str, str]]) -> Sequence[Service | LedgerError]:
        """Return for each the service that there would be, or why it is refused.

        One that would be added has no key yet.
        """
        with self._storage.read() as reader:
            known = _by_code(reader)
        found: list[Service | LedgerError] = []
        for row in rows:
            try:
                found.append(_of_row(row, known))
            except LedgerError as error:
                found.append(error)
        return found

    def show(self, ref: str) -> Service:
        """Return a service."""
        with self._storage.read() as reader:
            return reader.service(ref)

    def list(self, *, archived: bool = False) -> Sequence[Service]:
        """List the services by code; with `archived`, the archived ones too."""
        with self._storage.read() as reader:
            return reader.services(archived=archived)

    def samples(self) -> Sequence[Service]:
        """Return the shipped services whose code is not in use, without prices.

        They speak the issuer's language, and carry hours and what is included and excluded.
        """
        with self._storage.read() as reader:
            return _samples(reader)

    def add_samples(self, codes: Collection[str] | None = None) -> Sequence[Service]:
        """Take shipped services over, all of them or none; without `codes`, every one.

        Raises:
            NotFoundError: A code that `samples` does not offer.
        """
        with self._storage.write() as work:
            offered = {service.code: service for service in _samples(work)}
            for code in codes or ():
                if code not in offered:
                    raise NotFoundError(code, thing=N_("sample service"))
            chosen = [own for own in offered.values() if codes is None or own.code in codes]
            added = [work.save_service(own) for own in chosen]
            for own in added:
                work.record("service", own, "add", {"description": own.description})
        return added

    def edit(self, ref: str, typed: Mapping[str, str]) -> Service:
        """Change fields of a service; quotes keep what they copied."""
        values = read_fields(SERVICE_FIELDS, typed, country="")
        return self._change(ref, values, "edit")

    def archive(self, ref: str, *, archived: bool = True) -> Service:
        """Put a service away, or bring it back."""
        return self._change(ref, {"archived": archived}, "archive" if archived else "unarchive")

    def _change(self, ref: str, values: Mapping[str, object], action: str) -> Service:
        with self._storage.write() as work:
            before = work.service(ref)
            after = changed(before, values)
            if after == before:
                return before
            after = work.save_service(after)
            data = {name: plain(value) for name, value in values.items() if name != "floor"}
            work.record("service", after, action, data | {BEFORE: record_before(before, after)})
        return after


def _by_code(reader: Reader) -> dict[str, Service]:
    return {service.code: service for service in reader.services(archived=True)}


def _of_row(typed: Mapping[str, str], known: dict[str, Service]) -> Service:
    """Return the known service that a row names, or a new one, which is known from then on."""
    values = read_fields(SERVICE_FIELDS, {"code": "", "description": "", **typed}, country="")
    code = str(values["code"])
    there = known.get(code)
    if there is None:
        made = changed(Service(code="", description=""), values)
        known[code] = made
        return made
    if changed(there, values) != there:
        raise AlreadyExists(
            "code",
            N_("a service has the code {code} already, and says something else"),
            hint=N_("choose another code, or change that service"),
            cli="service edit",
            code=code,
        )
    return there


def _samples(reader: Reader) -> list[Service]:
    from smm_ledger.services.sample_services import shipped_services  # TOML is for this alone

    taken = {service.code for service in reader.services(archived=True)}
    shipped = shipped_services(reader.issuer().language)
    return [service for service in shipped if service.code not in taken]
