"""Which file to keep with a thing, and where and in which language a dossier goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import available_languages, own_name
from smm_ledger.services.ledger import Ledger
from smm_ledger.settings import typed_path
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput


@dataclass(frozen=True, slots=True)
class FileToKeep:
    """A file as it was typed, and what it is."""

    path: Path
    note: str


class AttachDialog(FieldsDialog[FileToKeep]):
    """Returns the file that is to be kept."""

    FILE = "file"

    def __init__(self, ctx: Context[Ledger], *, name: str, note: str) -> None:
        super().__init__(ctx, title=ctx.say(N_("Keep a file with {name}"), name=name), note=note)
        self._path = TextInput(
            ctx, "file", required=True, placeholder=ctx.say(N_("signed-quote.pdf, receipt.eml …"))
        )
        self._note = TextInput(ctx, "note")

    def fields(self) -> Iterable[Field]:
        """Yield the file and what it is."""
        yield Field(self.ctx, self.say(N_("File")), self._path)
        yield Field(self.ctx, self.say(N_("What it is (optional)")), self._note)

    def result(self) -> FileToKeep:
        """Return the file."""
        return FileToKeep(typed_path(self._path.text), self._note.text)


@dataclass(frozen=True, slots=True)
class DossierPlace:
    """The folder of a dossier, and the language of its index."""

    path: Path
    language: str


class DossierDialog(FieldsDialog[DossierPlace]):
    """Returns where a dossier goes."""

    FILE = "out"

    def __init__(self, ctx: Context[Ledger], *, name: str, path: Path) -> None:
        note = ctx.say(
            N_(
                "Quotes, invoices, letters and their receipts, promises, interest, kept files, and"
                " an index with the hash of each. Nothing private is in it."
            )
        )
        super().__init__(ctx, title=ctx.say(N_("Dossier of {name}"), name=name), note=note)
        self._path = TextInput(ctx, "out", value=str(path), required=True)
        languages = [(code, own_name(code)) for code in available_languages()]
        self._language = ChoiceInput("language", languages, ctx.symbols, value=ctx.words.language)

    def fields(self) -> Iterable[Field]:
        """Yield the folder and the language."""
        yield Field(self.ctx, self.say(N_("New folder")), self._path)
        yield Field(self.ctx, self.say(N_("Index in")), self._language)

    def result(self) -> DossierPlace:
        """Return the place."""
        return DossierPlace(typed_path(self._path.text), self._language.text)
