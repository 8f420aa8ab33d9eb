"""All services of one ledger, built together: what the front ends are given.

Each service is imported and made at its first use: a script that asks for the overdue review pays
neither for negotiation nor for billing (promises, No waiting).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smm_ledger.services.agenda import AgendaService
    from smm_ledger.services.bank import BankService
    from smm_ledger.services.billing import BillingService
    from smm_ledger.services.capacity import CapacityService
    from smm_ledger.services.catalogue import CatalogueService
    from smm_ledger.services.checklists import ChecklistService
    from smm_ledger.services.claims import ClaimService
    from smm_ledger.services.collections import CollectionsService
    from smm_ledger.services.contacts import ContactService
    from smm_ledger.services.corrections import CorrectionService
    from smm_ledger.services.documents import DocumentService
    from smm_ledger.services.dossiers import DossierService
    from smm_ledger.services.e_invoices import EInvoiceService
    from smm_ledger.services.effort import EffortService
    from smm_ledger.services.imports import ImportService
    from smm_ledger.services.interest import InterestService
    from smm_ledger.services.invoices import InvoiceService
    from smm_ledger.services.loads import LoadService
    from smm_ledger.services.negotiation import NegotiationService
    from smm_ledger.services.numbers import NumberService
    from smm_ledger.services.outcomes import OutcomeService
    from smm_ledger.services.parties import ClientService, IssuerService
    from smm_ledger.services.payers import PayerService
    from smm_ledger.services.payments import PaymentService
    from smm_ledger.services.policies import PolicyService
    from smm_ledger.services.ports import Clock, Storage
    from smm_ledger.services.previews import PreviewService
    from smm_ledger.services.proformas import ProformaService
    from smm_ledger.services.promises import PromiseService
    from smm_ledger.services.quotes import QuoteService
    from smm_ledger.services.rates import RateService
    from smm_ledger.services.reminders import ReminderService
    from smm_ledger.services.renderers import Renderer
    from smm_ledger.services.reports import ReportService
    from smm_ledger.services.requests import RequestService
    from smm_ledger.services.retainer_runs import RunService
    from smm_ledger.services.retainers import RetainerService
    from smm_ledger.services.revisions import RevisionService
    from smm_ledger.services.scope import ScopeService
    from smm_ledger.services.sheets import SheetService
    from smm_ledger.services.statements import StatementService
    from smm_ledger.services.study import StudyService
    from smm_ledger.services.texts import TextService
    from smm_ledger.services.undo import UndoService
    from smm_ledger.services.upkeep import UpkeepService
    from smm_ledger.services.work_rests import WorkRestService


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The services, by noun; each method of each is one action."""

    storage: "Storage"
    clock: "Clock"
    renderer: "Renderer"

    @cached_property
    def issuer(self) -> "IssuerService":
        """The freelancer's own data."""
        from smm_ledger.services.parties import IssuerService

        return IssuerService(self.storage)

    @cached_property
    def clients(self) -> "ClientService":
        """The clients."""
        from smm_ledger.services.parties import ClientService

        return ClientService(self.storage, self.clock)

    @cached_property
    def catalogue(self) -> "CatalogueService":
        """The services that are sold."""
        from smm_ledger.services.catalogue import CatalogueService

        return CatalogueService(self.storage)

    @cached_property
    def quotes(self) -> "QuoteService":
        """Quotes."""
        from smm_ledger.services.quotes import QuoteService

        return QuoteService(self.storage, self.clock)

    @cached_property
    def negotiation(self) -> "NegotiationService":
        """Rounds by both sides."""
        from smm_ledger.services.negotiation import NegotiationService

        return NegotiationService(self.storage, self.clock)

    @cached_property
    def outcomes(self) -> "OutcomeService":
        """How quotes end."""
        from smm_ledger.services.outcomes import OutcomeService

        return OutcomeService(self.storage, self.clock)

    @cached_property
    def billing(self) -> "BillingService":
        """Invoices made from quotes."""
        from smm_ledger.services.billing import BillingService

        return BillingService(self.storage, self.clock)

    @cached_property
    def invoices(self) -> "InvoiceService":
        """Invoices."""
        from smm_ledger.services.invoices import InvoiceService

        return InvoiceService(self.storage, self.clock)

    @cached_property
    def numbers(self) -> "NumberService":
        """The series of numbers."""
        from smm_ledger.services.numbers import NumberService

        return NumberService(self.storage, self.clock)

    @cached_property
    def corrections(self) -> "CorrectionService":
        """Credit notes, write-offs, recoveries."""
        from smm_ledger.services.corrections import CorrectionService

        return CorrectionService(self.storage, self.clock)

    @cached_property
    def revisions(self) -> "RevisionService":
        """Corrections of what has reached nobody."""
        from smm_ledger.services.revisions import RevisionService

        return RevisionService(self.storage)

    @cached_property
    def e_invoices(self) -> "EInvoiceService":
        """Files for SdI, and what it said of them."""
        from smm_ledger.services.e_invoices import EInvoiceService

        return EInvoiceService(self.storage, self.clock, self.renderer)

    @cached_property
    def proformas(self) -> "ProformaService":
        """Requests to be paid, which become invoices."""
        from smm_ledger.services.proformas import ProformaService

        return ProformaService(self.storage, self.clock)

    @cached_property
    def scope(self) -> "ScopeService":
        """What to leave out so that an offer meets a price."""
        from smm_ledger.services.scope import ScopeService

        return ScopeService(self.storage, self.clock)

    @cached_property
    def rates(self) -> "RateService":
        """What an hour must cost."""
        from smm_ledger.services.rates import RateService

        return RateService(self.storage, self.clock)

    @cached_property
    def study(self) -> "StudyService":
        """Training."""
        from smm_ledger.services.study import StudyService

        return StudyService(self.storage, self.clock)

    @cached_property
    def capacity(self) -> "CapacityService":
        """Hours that are taken, month by month."""
        from smm_ledger.services.capacity import CapacityService

        return CapacityService(self.storage, self.clock)

    @cached_property
    def payers(self) -> "PayerService":
        """Advice from how clients have paid."""
        from smm_ledger.services.payers import PayerService

        return PayerService(self.storage, self.clock)

    @cached_property
    def checklists(self) -> "ChecklistService":
        """What a quote should say."""
        from smm_ledger.services.checklists import ChecklistService

        return ChecklistService(self.storage, self.clock)

    @cached_property
    def payments(self) -> "PaymentService":
        """Payments."""
        from smm_ledger.services.payments import PaymentService

        return PaymentService(self.storage, self.clock)

    @cached_property
    def bank(self) -> "BankService":
        """Bank statements."""
        from smm_ledger.services.bank import BankService

        return BankService(self.storage, self.clock)

    @cached_property
    def collections(self) -> "CollectionsService":
        """What is owed."""
        from smm_ledger.services.collections import CollectionsService

        return CollectionsService(self.storage, self.clock)

    @cached_property
    def agenda(self) -> "AgendaService":
        """The days of what is owed, for a calendar."""
        from smm_ledger.services.agenda import AgendaService

        return AgendaService(self.storage, self.clock)

    @cached_property
    def interest(self) -> "InterestService":
        """Late interest."""
        from smm_ledger.services.interest import InterestService

        return InterestService(self.storage, self.clock)

    @cached_property
    def claims(self) -> "ClaimService":
        """Late interest that is asked for."""
        from smm_ledger.services.claims import ClaimService

        return ClaimService(self.storage, self.clock, self.renderer)

    @cached_property
    def promises(self) -> "PromiseService":
        """Promises to pay."""
        from smm_ledger.services.promises import PromiseService

        return PromiseService(self.storage, self.clock)

    @cached_property
    def reminders(self) -> "ReminderService":
        """Letters to those who are late."""
        from smm_ledger.services.reminders import ReminderService

        return ReminderService(self.storage, self.clock, self.renderer)

    @cached_property
    def policies(self) -> "PolicyService":
        """When each letter is due."""
        from smm_ledger.services.policies import PolicyService

        return PolicyService(self.storage)

    @cached_property
    def contacts(self) -> "ContactService":
        """What was said, what waits, what proves it."""
        from smm_ledger.services.contacts import ContactService

        return ContactService(self.storage, self.clock)

    @cached_property
    def statements(self) -> "StatementService":
        """Statements of account."""
        from smm_ledger.services.statements import StatementService

        return StatementService(self.storage, self.clock, self.renderer)

    @cached_property
    def dossiers(self) -> "DossierService":
        """What is handed to a lawyer."""
        from smm_ledger.services.dossiers import DossierService

        return DossierService(self.storage, self.clock, self.renderer)

    @cached_property
    def retainers(self) -> "RetainerService":
        """Retainers."""
        from smm_ledger.services.retainers import RetainerService

        return RetainerService(self.storage, self.clock)

    @cached_property
    def work_rests(self) -> "WorkRestService":
        """Whether work should rest until a client pays."""
        from smm_ledger.services.work_rests import WorkRestService

        return WorkRestService(self.storage, self.clock)

    @cached_property
    def runs(self) -> "RunService":
        """What the periods of retainers become."""
        from smm_ledger.services.retainer_runs import RunService

        return RunService(self.storage, self.clock)

    @cached_property
    def effort(self) -> "EffortService":
        """Time that clients take."""
        from smm_ledger.services.effort import EffortService

        return EffortService(self.storage, self.clock)

    @cached_property
    def requests(self) -> "RequestService":
        """What clients ask for besides."""
        from smm_ledger.services.requests import RequestService

        return RequestService(self.storage, self.clock)

    @cached_property
    def loads(self) -> "LoadService":
        """What clients really cost."""
        from smm_ledger.services.loads import LoadService

        return LoadService(self.storage, self.clock)

    @cached_property
    def documents(self) -> "DocumentService":
        """PDFs."""
        from smm_ledger.services.documents import DocumentService

        return DocumentService(self.storage, self.renderer)

    @cached_property
    def previews(self) -> "PreviewService":
        """What a document would come to."""
        from smm_ledger.services.previews import PreviewService

        return PreviewService(self.storage, self.clock)

    @cached_property
    def reports(self) -> "ReportService":
        """What the ledger teaches."""
        from smm_ledger.services.reports import ReportService

        return ReportService(self.storage, self.clock)

    @cached_property
    def imports(self) -> "ImportService":
        """What other programs issued."""
        from smm_ledger.services.imports import ImportService

        return ImportService(self.storage, self.clock)

    @cached_property
    def undo(self) -> "UndoService":
        """What was done and can be taken back."""
        from smm_ledger.services.opposites import opposites_of
        from smm_ledger.services.undo import UNDO, UndoService

        return UndoService(self.storage, self.clock, opposites=opposites_of(self, UNDO))

    @cached_property
    def sheets(self) -> "SheetService":
        """Everything as flat tables."""
        from smm_ledger.services.sheets import SheetService

        return SheetService(self.storage, self.clock)

    @cached_property
    def texts(self) -> "TextService":
        """Short texts for a client."""
        from smm_ledger.services.texts import TextService

        return TextService(self.storage, self.clock)

    @cached_property
    def upkeep(self) -> "UpkeepService":
        """The ledger as a file."""
        from smm_ledger.services.upkeep import UpkeepService

        return UpkeepService(self.storage)


def build(storage: "Storage", clock: "Clock", renderer: "Renderer") -> Ledger:
    """Return the services over a storage, a clock and a renderer."""
    return Ledger(storage=storage, clock=clock, renderer=renderer)
