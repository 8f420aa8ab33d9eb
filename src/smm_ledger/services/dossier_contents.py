"""What a dossier holds, and what its index is drawn from; no private field has a place here."""

import datetime as dt
from dataclasses import dataclass

from smm_ledger.core.invoices import Invoice
from smm_ledger.core.letters import Attachment, Contact, Reminder
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.payments import Payment
from smm_ledger.core.promises import Promise
from smm_ledger.core.quotes import Quote
from smm_ledger.services.accruals import InterestView


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What the ledger knows of a debt.

    Attributes:
        about: The one invoice that it is about; empty: all of the client's.
        quotes: Those that the invoices come from.
        invoices: Issued ones, credit notes among them, oldest first.
        interest: What is owed besides, of each invoice that was late.
        attachments: Files that are kept with any of these.
    """

    date: dt.date
    issuer: Issuer
    client: Client
    about: str
    quotes: tuple[Quote, ...]
    invoices: tuple[Invoice, ...]
    payments: tuple[Payment, ...]
    letters: tuple[Reminder, ...]
    promises: tuple[Promise, ...]
    contacts: tuple[Contact, ...]
    interest: tuple[InterestView, ...]
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierEntry:
    """A file of the dossier: its place in it, and the SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierIndex:
    """The first page of a dossier.

    Attributes:
        language: Of who reads it: the lawyer of the issuer, not the client.
    """

    dossier: Dossier
    entries: tuple[DossierEntry, ...]
    language: str

    @property
    def issuer(self) -> Issuer:
        """The creditor."""
        return self.dossier.issuer

    @property
    def client(self) -> Client:
        """The debtor."""
        return self.dossier.client
