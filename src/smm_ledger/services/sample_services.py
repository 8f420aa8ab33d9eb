"""The shipped catalogue of a social media manager, for a ledger of one's own.

Prices and floors stay out: what somebody else charges is no price of mine. Hours, units and what is
included and excluded are worth having; they are edited like anything that was typed.
"""

from dataclasses import replace

from smm_ledger.core.catalogue import Service
from smm_ledger.resources import sample_data_folder
from smm_ledger.services.fields import SERVICE_FIELDS, changed, read_fields
from smm_ledger.services.sample_files import entries_of


def shipped_services(language: str) -> tuple[Service, ...]:
    """Return the catalogue in a language, in Italian where there is none in it.

    Raises:
        ResourceMissing: The installation is incomplete.
    """
    folder = sample_data_folder()
    own = folder / f"catalogue_{language}.toml"
    file = own if own.is_file() else folder / "catalogue.toml"
    return tuple(_service(entry.words()) for entry in entries_of(file, "service"))


def _service(typed: dict[str, str]) -> Service:
    service = changed(
        Service(code="", description=""), read_fields(SERVICE_FIELDS, typed, country="")
    )
    return replace(service, price=None, floor=None)
