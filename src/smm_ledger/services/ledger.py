"""All services of one ledger, built together: what the front ends are given."""

from dataclasses import dataclass

from smm_ledger.services.billing import BillingService
from smm_ledger.services.catalogue import CatalogueService
from smm_ledger.services.collections import CollectionsService
from smm_ledger.services.documents import DocumentService
from smm_ledger.services.invoices import InvoiceService
from smm_ledger.services.negotiation import NegotiationService
from smm_ledger.services.outcomes import OutcomeService
from smm_ledger.services.parties import ClientService, IssuerService
from smm_ledger.services.payments import PaymentService
from smm_ledger.services.ports import Clock, Renderer, Storage
from smm_ledger.services.quotes import QuoteService
from smm_ledger.services.upkeep import UpkeepService


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The services, by noun; each method of each is one action."""

    storage: Storage
    clock: Clock
    issuer: IssuerService
    clients: ClientService
    catalogue: CatalogueService
    quotes: QuoteService
    negotiation: NegotiationService
    outcomes: OutcomeService
    billing: BillingService
    invoices: InvoiceService
    payments: PaymentService
    collections: CollectionsService
    documents: DocumentService
    upkeep: UpkeepService


def build(storage: Storage, clock: Clock, renderer: Renderer) -> Ledger:
    """Return the services over a storage, a clock and a renderer."""
    return Ledger(
        storage=storage,
        clock=clock,
        issuer=IssuerService(storage),
        clients=ClientService(storage, clock),
        catalogue=CatalogueService(storage),
        quotes=QuoteService(storage, clock),
        negotiation=NegotiationService(storage, clock),
        outcomes=OutcomeService(storage, clock),
        billing=BillingService(storage, clock),
        invoices=InvoiceService(storage, clock),
        payments=PaymentService(storage, clock),
        collections=CollectionsService(storage, clock),
        documents=DocumentService(storage, renderer),
        upkeep=UpkeepService(storage),
    )
