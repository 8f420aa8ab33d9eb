"""A service of the catalogue: what it may leave open."""

import dataclasses

import pytest

from smm_ledger.core.catalogue import Service


def test_a_service_needs_only_a_code_and_a_description() -> None:
    service = Service(code="reel", description="Reel")
    assert service.price is service.hours is service.floor is service.included_units is None
    assert not service.archived


def test_a_service_never_changes_in_place() -> None:
    service = Service(code="reel", description="Reel")
    with pytest.raises(dataclasses.FrozenInstanceError):
        service.code = "post"  # type: ignore[misc]  # that is what must fail
