"""The catalogue: the services that quotes are made of."""

from collections.abc import Mapping, Sequence

from smm_ledger.core.canonical import plain
from smm_ledger.core.catalogue import Service
from smm_ledger.services.fields import SERVICE_FIELDS, changed, read_fields
from smm_ledger.services.ports import Storage


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

    def show(self, ref: str) -> Service:
        """Return a service."""
        with self._storage.read() as reader:
            return reader.service(ref)

    def list(self, *, archived: bool = False) -> Sequence[Service]:
        """List the services by code; with `archived`, the archived ones too."""
        with self._storage.read() as reader:
            return reader.services(archived=archived)

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
            work.record("service", after, action, data)
        return after
