"""Aligned text that fits 80 columns: tables of rows and lists of facts.

Widths are counted in terminal cells (a wide character takes two). Every cell passes through
`safe`, so that no stored text can speak to the terminal. Colour only where a person looks.
"""

import os
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.text import safe

WIDTH: Final = 80
GAP: Final = "  "
CUT: Final = "…"
BOLD: Final = "\x1b[1m"
PLAIN: Final = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        title: Translated.
        right: Whether its cells stand at the right, as figures do.
        flexible: Whether it gives way when the row is too wide.
        whole: Whether it gives way at blanks alone, over several lines: no word of it is cut.
    """

    title: str
    right: bool = False
    flexible: bool = False
    whole: bool = False


def cells(text: str) -> int:
    """Return how many terminal cells a text takes."""
    if text.isascii():
        return len(text)
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Me", "Mn"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def fitted(sentence: str) -> str:
    """Return a sentence in lines that fit the width; the ones that follow stand further in."""
    lines = [""]
    for word in sentence.split(" "):
        if lines[-1].strip() and cells(f"{lines[-1]} {word}") > WIDTH:
            lines.append(GAP + word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return "\n".join(lines)


def cut(text: str, width: int) -> str:
    """Return the text in at most `width` cells, with a mark where something is left out."""
    if cells(text) <= width:
        return text
    kept, used = "", 0
    for character in text:
        used += _cell(character)
        if used > width - 1:
            break
        kept += character
    return kept + CUT if width > 0 else ""


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return the text filled with blanks to `width` cells."""
    blanks = " " * (width - cells(text))
    return blanks + text if right else text + blanks


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, width: int = WIDTH) -> str:
    """Return rows under their titles, no line wider than `width` cells."""
    clean = [[safe(cell) for cell in row] for row in rows]
    titles = [column.title for column in columns]
    wanted = [max(cells(row[i]) for row in [titles, *clean]) for i in range(len(columns))]
    least = [
        max(cells(word) for row in [titles, *clean] for word in row[i].split(" "))
        if column.whole
        else 1
        for i, column in enumerate(columns)
    ]
    widths = _fitted(columns, wanted, least, width - len(GAP) * (len(columns) - 1))
    lines = [_line(columns, titles, widths)]
    for row in clean:
        lines += _lines(columns, row, widths)
    return "\n".join([paint(lines[0], BOLD), *lines[1:]])


def _fitted(
    columns: Sequence[Column], wanted: list[int], least: Sequence[int], room: int
) -> list[int]:
    widths = list(wanted)
    flexible = [i for i, column in enumerate(columns) if column.flexible or column.whole]
    while sum(widths) > room and (giving := [i for i in flexible if widths[i] > least[i]]):
        widths[max(giving, key=lambda i: widths[i])] -= 1
    return widths


def _lines(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return a row in as many lines as its whole cells need."""
    parts = [
        wrap(text, size) if column.whole else [text]
        for column, text, size in zip(columns, row, widths, strict=True)
    ]
    return [
        _line(columns, [part[no] if no < len(part) else "" for part in parts], widths)
        for no in range(max(map(len, parts)))
    ]


def _line(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> str:
    parts = [
        pad(cut(text, size), size, right=column.right)
        for column, text, size in zip(columns, row, widths, strict=True)
    ]
    return GAP.join(parts).rstrip()


def facts(pairs: Sequence[tuple[str, str]], *, width: int = WIDTH) -> str:
    """Return names with their values below each other; pairs without a value are left out."""
    shown = [(name, value) for name, value in pairs if value]
    if not shown:
        return ""
    size = max(cells(name) for name, _ in shown)
    lines: list[str] = []
    for name, value in shown:
        first, *rest = wrap(safe(value, multiline=True), width - size - len(GAP))
        lines.append(f"{pad(name, size)}{GAP}{first}".rstrip())
        lines += [f"{' ' * size}{GAP}{line}".rstrip() for line in rest]
    return "\n".join(lines)


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of at most `width` cells, broken at blanks where it can be."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if cells(longer) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while cells(line) > width:
                head = cut(line, width + 1).removesuffix(CUT)
                lines.append(head)
                line = line[len(head) :]
        lines.append(line)
    return lines


def paint(text: str, colour: str) -> str:
    """Return the text in a colour, where a person looks and did not say no."""
    return f"{colour}{text}{PLAIN}" if coloured() else text


def coloured() -> bool:
    """Whether stdout is a terminal and `NO_COLOR` is not set."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return False
    if sys.platform == "win32":
        import colorama

        colorama.just_fix_windows_console()  # which shows the codes themselves otherwise
    return True
