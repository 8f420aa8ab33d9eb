"""What the project says of itself: its links lead somewhere, and it names no machine of ours."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOT, place, shipped_files

# A link of Markdown, less its title; an image counts.
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)")
FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
INLINE_CODE = re.compile(r"`[^`\n]*`")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
ANCHOR = re.compile(r"<a\s+(?:id|name)=\"([^\"]+)\"")
OUTSIDE = ("http://", "https://", "mailto:")

# Folders that exist on one machine; spelt so that this line is not one of them.
MACHINE = re.compile(r"(?<![\w.~-])/(?:[w]ork/|[r]oot/|[h]ome/[a-z]|[t]mp/[a-z]|[U]sers/[A-Za-z])")
NOT_TEXT = {".png", ".jpg", ".pdf", ".mo", ".db", ".ttf", ".otf", ".woff2", ".gz", ".zip", ".svg"}


def test_links_of_the_documentation_resolve() -> None:
    pages = [path for path in shipped_files() if path.suffix == ".md"]
    broken = [f"{place(page)}: {link}" for page in pages for link in broken_links(page)]
    assert pages
    assert broken == []


def broken_links(page: Path) -> Iterator[str]:
    """Yield a page's links to files and headings that are not there."""
    for link in LINK.findall(prose(page)):
        if link.startswith(OUTSIDE):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        inside = target.exists() and target.is_relative_to(ROOT)
        if not inside or (anchor and anchor not in anchors(target)):
            yield link


def prose(page: Path) -> str:
    """Return a page's text without its code."""
    return INLINE_CODE.sub("", FENCE.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """Return the names that a link may give after `#`, made as code hosts make them."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    titles = (title.lower() for title in HEADING.findall(text))
    return {*(re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles)} | {
        *ANCHOR.findall(text)
    }


def test_no_file_names_a_folder_of_one_machine() -> None:
    found = [
        f"{place(path)}:{number}: {line.strip()[:80]}"
        for path in shipped_files()
        if path.suffix not in NOT_TEXT
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if MACHINE.search(line)
    ]
    assert found == []
