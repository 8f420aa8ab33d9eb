"""A document as text, to be read before it is sent."""

from smm_ledger.tui.dialogs.message import MessageDialog, S


class PreviewDialog(MessageDialog[S]):
    """A long text over the whole screen, which scrolls."""

    DEFAULT_CSS = """
    PreviewDialog > .frame { width: 100; max-width: 100%; height: 100%; }
    PreviewDialog VerticalScroll { height: 1fr; }
    """
