"""The templates are locked: escaped, strict, without arithmetic, and nobody gets out."""

from pathlib import Path

import pytest

from smm_ledger.documents.environment import TemplateFailed, Templates, with_style
from smm_ledger.documents.invoice_view import build_invoice
from smm_ledger.documents.views import BrandView, InvoiceView
from smm_ledger.i18n import Translator
from tests.support.papers import invoice_of


@pytest.fixture(scope="module")
def view() -> InvoiceView:
    return build_invoice(invoice_of(), t=Translator("en"), brand=BrandView())


def _render(folder: Path, source: str, view: InvoiceView) -> str:
    (folder / "own.html.j2").write_text(source, encoding="utf-8")
    return Templates(folder).html("own.html.j2", view)


@pytest.mark.parametrize(
    "source",
    [
        "{{ view.__class__.__mro__ }}",
        "{{ view.__init__.__globals__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ view.title.format.__self__.__class__ }}",
        "{{ '{0.__class__}'.format(view) }}",
        "{{ self.__init__ }}",
        "{% set _ = view.lines.groups.append(1) %}",
        "{% include '/etc/passwd' %}",
        "{% include '../../../../etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ view.floor }}",
        "{{ no_such_name }}",
        "{{ 1 + 1 }}",
        "{{ view.number * 2 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ -1 }}",
        "{{ '%s' % view }}",
        "{{ [1, 2] | sum }}",
        "{{ range(10) }}",
        "{{ lipsum() }}",
        "{{ view.number() }}",
        "{{ view.totals | map('attr') | list }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% if %}",
    ],
)
def test_what_a_template_may_not_do_is_an_error_that_names_the_file(
    tmp_path: Path, source: str, view: InvoiceView
) -> None:
    with pytest.raises(TemplateFailed) as caught:
        _render(tmp_path, source, view)
    assert caught.value.code == "template_failed"
    assert caught.value.subject


def test_a_view_cannot_be_changed(tmp_path: Path, view: InvoiceView) -> None:
    source = "{% set view.number = 'x' %}"
    with pytest.raises(TemplateFailed):
        _render(tmp_path, source, view)
    assert view.number == "2026-014"


def test_data_are_escaped_whatever_the_file_is_called(tmp_path: Path) -> None:
    hostile = build_invoice(
        invoice_of(number="<b>{{ 7*7 }}</b>&\"'"), t=Translator("en"), brand=BrandView()
    )
    page = _render(tmp_path, "{{ view.number }}", hostile)
    assert page == "&lt;b&gt;{{ 7*7 }}&lt;/b&gt;&amp;&#34;&#39;"


def test_one_file_of_the_users_takes_the_place_of_ours(tmp_path: Path, view: InvoiceView) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir()
    own.mkdir()
    (shipped / "a.html.j2").write_text("{% include '_b.html.j2' %}", encoding="utf-8")
    (shipped / "_b.html.j2").write_text("ours", encoding="utf-8")
    assert Templates(shipped, own).html("a.html.j2", view) == "ours"
    (own / "_b.html.j2").write_text("hers {{ view.number }}", encoding="utf-8")
    assert Templates(shipped, own).html("a.html.j2", view) == "hers 2026-014"


def test_a_style_sheet_can_be_added_to_or_replaced(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir()
    own.mkdir()
    (shipped / "style.css").write_text("ours{}", encoding="utf-8")
    (own / "custom.css").write_text("more{}", encoding="utf-8")
    assert Templates(shipped, own).css() == "ours{}more{}"
    (own / "style.css").write_text("hers{}", encoding="utf-8")
    assert Templates(shipped, own).css() == "hers{}more{}"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_style_sheet_that_is_missing_or_unreadable_is_named(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "style.css").write_bytes(content)
    with pytest.raises(TemplateFailed, match=r"style\.css"):
        Templates(tmp_path).css()


def test_a_users_folder_need_not_exist(tmp_path: Path, view: InvoiceView) -> None:
    (tmp_path / "a.html.j2").write_text("ours", encoding="utf-8")
    assert Templates(tmp_path, tmp_path / "none").html("a.html.j2", view) == "ours"


def test_a_style_sheet_cannot_close_its_element() -> None:
    page = with_style("<head></head><p></head>", "a{content:'</style><script>'}")
    assert page.count("</style>") == 1
    assert page.endswith("</head><p></head>")
