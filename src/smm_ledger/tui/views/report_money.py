"""The reports on money as pages: their tables, facts and notes, drawn for the width there is."""

from textual.content import Content

from smm_ledger.i18n.money_tables import ReportTable, TableColumn
from smm_ledger.tui.views.canvas import Canvas, Lines, facts, grid, page, paragraph
from smm_ledger.tui.widgets.columns import Column


def table_page(canvas: Canvas, shown: ReportTable) -> Content:
    """Return the report for the canvas's width; what does not fit is dropped by column."""
    if not shown.rows:
        return page(paragraph(canvas, shown.empty), [Content("")], facts(canvas, shown.facts))
    columns = [_column(shown, at, column) for at, column in enumerate(shown.columns)]
    blocks: list[Lines] = [grid(canvas, columns, shown.rows)]
    if shown.facts:
        blocks += [[Content("")], facts(canvas, shown.facts)]
    for note in shown.notes:
        blocks += [[Content("")], paragraph(canvas, note, name="dim")]
    return page(*blocks)


def _column(shown: ReportTable, at: int, column: TableColumn) -> Column:
    widest = max(len(cell) for cell in (column.title, *(row[at] for row in shown.rows)))
    return Column(
        key=str(at),
        title=column.title,
        width=column.least or widest,
        flex=1 if column.least else 0,
        align="right" if column.right else "left",
        priority=column.priority,
    )
