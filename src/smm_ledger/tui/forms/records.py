"""Forms of things that a service takes as typed text by field name: client, issuer, service.

Only what was typed is handed over, so that two windows on different fields never clash, and what
was left empty follows from the rest.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.screen import ScreenResultType

from smm_ledger.services.fields import Read
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.base import FormScreen
from smm_ledger.tui.forms.parties import (
    Entry,
    checker,
    control_of,
    known_country,
    stored_text,
    typed_text,
)
from smm_ledger.tui.widgets.fields import Control, Section

EMPTY: Final[Mapping[str, str]] = {}
Part = tuple[str, Sequence[Entry]]
"""A heading (empty for none) and its fields."""


class RecordForm(FormScreen[ScreenResultType]):
    """A form over one record; `parts` and `readers` say which fields there are.

    `usual` is what a service takes for a field of a new one that is left as it is.
    """

    def __init__(
        self,
        ctx: Context[Ledger],
        parts: Sequence[Part],
        readers: Mapping[str, Read],
        stored: object | None,
        usual: Mapping[str, str] = EMPTY,
    ) -> None:
        super().__init__(ctx)
        self._usual = usual
        self._parts = parts
        self._stored = stored
        self.controls: dict[str, Control] = {}
        for _, entries in parts:
            for entry in entries:
                check = checker(readers, entry.name, self.country)
                value = self._first(entry.name)
                self.controls[entry.name] = control_of(entry, ctx, value=value, check=check)

    def _first(self, name: str) -> str:
        if self._stored is None:
            return self._usual.get(name, "")
        return stored_text(self._stored, name, self.ctx.words.language)

    def country(self) -> str:
        """Return the country by which numbers and postcodes are checked."""
        if "country" not in self.controls:
            return ""
        return known_country(self.controls["country"].text, self._first("country") or "IT")

    def fields(self) -> ComposeResult:
        """Yield the parts with their headings."""
        for heading, entries in self._parts:
            if heading:
                yield Section(self.say(heading))
            for entry in entries:
                yield self.field(entry.title, self.controls[entry.name])

    def typed(self) -> dict[str, str]:
        """Return the changed fields as text by name."""
        return {
            name: typed_text(control) for name, control in self.controls.items() if control.touched
        }

    def take(self, stored: object) -> None:
        """Show what another window stored in the fields that were not touched here."""
        self._stored = stored
        for field in self.column.fields:
            field.take_stored(stored_text(stored, field.name_of_field, self.ctx.words.language))
