"""PDFs beside plain WeasyPrint on the same pages: one cold, one warm, many at once, and memory.

Plain is what one writes first: `HTML(string=page).write_pdf()`, with the same HTML, CSS, fonts and
variant of PDF. Run by itself it is one of the processes that are measured:
`python -m benchmarks.papers plain|ours FOLDER COUNT`.
"""

import resource
import statistics
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from benchmarks.figures import Figure, env_of, in_turn, timed

PAGES = 20
MANY = 500
FEW = 40
"""Of how many the naive way is timed; it has no memory of what it did before."""

EARLY = 200
"""After how many the memory is looked at first: every glyph was seen by then."""

PROCESSES = 2


def measured(ledger: Path, runs: int) -> list[Figure]:
    """Return the figures of documents of a ledger."""
    folder = ledger.parent / "pages"
    _write_pages(ledger, folder)
    env = env_of(ledger)
    cold_plain, cold = in_turn(
        [
            lambda kind=kind: timed(  # type: ignore[misc]  # a lambda's default
                [sys.executable, "-m", "benchmarks.papers", kind, str(folder), "1"], env
            )
            for kind in ("plain", "ours")
        ],
        runs,
    )
    plain = _each(_run("plain", folder, FEW))
    ours = _each(_run("ours", folder, FEW))
    many, memory_at_first, memory_at_last = _many(folder)
    return [
        Figure("one PDF, cold process", cold, cold_plain, 0.8),
        Figure("one PDF, warm", ours, plain, 0.7),
        Figure(f"{MANY} PDFs by {PROCESSES} processes, each", many, plain, 0.45),
        Figure(
            f"memory of a process after {MANY // PROCESSES} PDFs, beside {EARLY // PROCESSES}",
            memory_at_last,
            memory_at_first,
            1.1,
            "MiB",
        ),
    ]


def _write_pages(ledger: Path, folder: Path) -> None:
    """Write the pages of some invoices of different lengths, and their style sheet."""
    from smm_ledger.bootstrap import open_ledger
    from smm_ledger.documents.renderer import DocumentRenderer
    from smm_ledger.resources import templates_folder
    from smm_ledger.services.read_models import ListQuery

    folder.mkdir(exist_ok=True)
    made = open_ledger(ledger)
    renderer = DocumentRenderer(templates_folder() / "invoices")
    with made.storage.read() as reader:
        today = made.clock.today()
        rows = reader.invoices(ListQuery(status="issued", limit=PAGES), today=today)
        for at, row in enumerate(rows):
            page = renderer._invoice(reader.invoice_by_id(row.id))  # noqa: SLF001 - its page alone
            (folder / f"{at:02}.html").write_text(page.html, encoding="utf-8")
    css = renderer._templates.font_css() + page.css  # noqa: SLF001 - as above
    (folder / "style.css").write_text(css, encoding="utf-8")


def _pages(folder: Path) -> tuple[Sequence[str], str]:
    pages = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.html"))]
    return pages, (folder / "style.css").read_text(encoding="utf-8")


def _run(kind: str, folder: Path, count: int) -> Sequence[float]:
    """Draw in this process; return the seconds of each document."""
    from smm_ledger.documents.pdf import render_pdf
    from smm_ledger.resources import templates_folder

    pages, css = _pages(folder)
    fonts = templates_folder() / "invoices" / "fonts"
    times = []
    for at in range(count):
        began = time.perf_counter()
        page = pages[at % len(pages)]
        if kind == "plain":
            _plain(page, css, fonts)
        else:
            render_pdf(page, css=css, fonts=fonts)
        times.append(time.perf_counter() - began)
    return times


def _plain(page: str, css: str, fonts: Path) -> bytes:
    from weasyprint import CSS, HTML

    sheet = CSS(string=css.replace("font:", f"{fonts.as_uri()}/"))
    drawn: bytes = HTML(string=page).write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1")
    return drawn


def _each(times: Sequence[float]) -> float:
    """Return the milliseconds of a document, the first ones aside."""
    return statistics.median(times[5:]) * 1000


def _many(folder: Path) -> tuple[float, float, float]:
    """Draw many in processes; return milliseconds of each, and their memory early and late."""
    from smm_ledger.documents.process import PdfProcess
    from smm_ledger.resources import templates_folder

    pages, css = _pages(folder)
    fonts = templates_folder() / "invoices" / "fonts"
    processes = [PdfProcess() for _ in range(PROCESSES)]
    free: SimpleQueue[PdfProcess] = SimpleQueue()
    for process in processes:
        process.render(pages[0], css=css, fonts=fonts)
        free.put(process)

    def draw(at: int) -> None:
        process = free.get()
        process.render(pages[at % len(pages)], css=css, fonts=fonts)
        free.put(process)

    began = time.perf_counter()
    with ThreadPoolExecutor(PROCESSES) as pool:
        list(pool.map(draw, range(EARLY)))
        early = _memory(processes[0])
        list(pool.map(draw, range(MANY - EARLY)))
    took = (time.perf_counter() - began) * 1000 / MANY
    late = _memory(processes[0])
    for process in processes:
        process.close()
    return took, early, late


def _memory(process: object) -> float:
    """Return the MiB that a drawing process keeps (Linux)."""
    pid = process._process.pid  # type: ignore[attr-defined]  # noqa: SLF001
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2


if __name__ == "__main__":
    _run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
