"""Drawing in another process: the same bytes, errors that come across, and bounds that hold."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from smm_ledger.bootstrap import LateRenderer
from smm_ledger.core.errors import RuleError
from smm_ledger.documents.elsewhere import DistantRenderer
from smm_ledger.documents.environment import TemplateFailed
from smm_ledger.documents.pdf import MAX_HTML, render_pdf, warm_up
from smm_ledger.documents.process import DrawingFailed, PdfProcess
from smm_ledger.documents.renderer import DocumentRenderer
from smm_ledger.resources import templates_folder
from tests.support.papers import ISSUER, invoice_of
from tests.support.systems import linux_only

FONTS = templates_folder() / "invoices" / "fonts"
PAGE = '<html lang="en"><title>t</title><p>text</p></html>'


@pytest.fixture(scope="module")
def process() -> Iterator[PdfProcess]:
    made = PdfProcess()
    yield made
    made.close()


def test_the_bytes_are_those_of_our_own_process(
    process: PdfProcess, renderer: DocumentRenderer
) -> None:
    over_there = DistantRenderer(process, FONTS.parent)
    over_there.warm_up(ISSUER)
    assert over_there.invoice_pdf(invoice_of()) == renderer.invoice_pdf(invoice_of())


def test_a_refusal_comes_across_whole(process: PdfProcess) -> None:
    with pytest.raises(RuleError) as caught:
        process.render("x" * (MAX_HTML + 1), css="", fonts=FONTS)
    assert caught.value.subject == "PDF"
    assert caught.value.hint


def test_a_template_of_the_users_is_filled_in_and_refused_over_there(
    process: PdfProcess, tmp_path: Path
) -> None:
    (tmp_path / "invoice.html.j2").write_text("{{ view.nothing }}", encoding="utf-8")
    over_there = DistantRenderer(process, FONTS.parent, tmp_path)
    over_there.warm_up(ISSUER)
    with pytest.raises(TemplateFailed) as caught:
        over_there.invoice_pdf(invoice_of())
    assert caught.value.subject == "invoice.html.j2"


def test_a_template_that_never_ends_is_stopped(tmp_path: Path) -> None:
    loops = range(20)
    endless = "".join(f"{{% for c{at} in '0123456789' %}}" for at in loops)
    endless += "".join("{% endfor %}" for _ in loops)
    (tmp_path / "invoice.html.j2").write_text(endless, encoding="utf-8")
    impatient = PdfProcess(time_limit=0.0)
    with pytest.raises(DrawingFailed):
        DistantRenderer(impatient, FONTS.parent, tmp_path).invoice_pdf(invoice_of())
    assert impatient._process is None


def test_nothing_that_the_libraries_say_reaches_the_terminal(
    process: PdfProcess, capfd: pytest.CaptureFixture[str]
) -> None:
    process.render('<html lang="en"><title>t</title><img src="file:///x">', css="!", fonts=FONTS)
    assert capfd.readouterr() == ("", "")


def test_a_drawing_that_takes_too_long_is_stopped_and_the_next_one_works() -> None:
    impatient = PdfProcess(time_limit=0.0)
    with pytest.raises(DrawingFailed):
        impatient.render(PAGE, css="", fonts=FONTS)
    impatient._time_limit = 20.0
    assert impatient.render(PAGE, css="", fonts=FONTS) == render_pdf(PAGE, css="", fonts=FONTS)
    impatient.close()


@linux_only
def test_a_drawing_that_takes_too_much_memory_is_stopped() -> None:
    narrow = PdfProcess(memory_limit=400 * 1024**2)
    bomb = PAGE.replace("<p>", '<table><tr><td colspan="20000000">x</table><p>')
    with pytest.raises(DrawingFailed):
        narrow.render(bomb, css="", fonts=FONTS)
    assert narrow.render(PAGE, css="", fonts=FONTS).startswith(b"%PDF")
    narrow.close()


def test_a_process_that_dies_is_an_error_and_the_next_one_works(process: PdfProcess) -> None:
    expected = process.render(PAGE, css="", fonts=FONTS)
    assert process._process is not None
    process._process.kill()
    process._process.join()
    assert process.render(PAGE, css="", fonts=FONTS) == expected


def test_a_stopped_process_leaves_no_fonts_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    css = (FONTS.parent / "fonts.css").read_text(encoding="utf-8")
    made = PdfProcess()
    made.render(PAGE, css=css, fonts=FONTS)
    assert list(tmp_path.rglob("weasyprint-*/*"))
    made.close()
    assert list(tmp_path.iterdir()) == []


def test_closing_twice_is_no_fault(tmp_path: Path) -> None:
    idle = PdfProcess()
    idle.close()
    idle.begin(partial(warm_up, css="", fonts=tmp_path))
    idle.close()
    idle.close()


def test_the_screens_renderer_draws_over_there_once_it_was_warmed_up() -> None:
    late = LateRenderer()
    here = late.invoice_pdf(invoice_of())
    late.warm_up(ISSUER)
    drawing = late._process
    assert drawing is not None
    assert late.invoice_pdf(invoice_of()) == here
    assert drawing._last == 2
    late.close()
    assert drawing._process is None
