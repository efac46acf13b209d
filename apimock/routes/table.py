"""Reads CSV: finds delimiter, encoding and header, and what each column holds in which unit."""

from __future__ import annotations

import codecs
import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from apimock.routes.points import milliseconds, moment, number
from apimock.routes.track import RouteError

_CHUNK = 64 * 1024
_DELIMITERS = (",", ";", "\t", "|")
_UNIT = re.compile(r"^(?P<name>.*?)\s*[\[(](?P<unit>[^\])]*)[\])]\s*$")
_TAIL = re.compile(r"^(?P<name>[^_]+(?:_[^_]+)*?)_(?P<unit>[a-z]+)$")


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads((files("apimock") / "data" / "route_columns.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Column:
    """Where a quantity stands; ``factor`` turns it into our unit, None when no unit is named."""

    index: int
    title: str
    factor: float | None


@dataclass(frozen=True)
class Row:
    """A row that is not blank; numbers are read as their column's unit tells."""

    file: str
    line: int
    cells: list[str]
    columns: Mapping[str, Column]
    comma: bool

    def text(self, quantity: str) -> str:
        """A cell's text, '' when the row is short or has no such column."""
        column = self.columns.get(quantity)
        if column is None or column.index >= len(self.cells):
            return ""
        return self.cells[column.index].strip()

    def number(self, quantity: str) -> float | None:
        """A cell as a number in our unit; None when it is empty. Raises RouteError."""
        text = self.text(quantity)
        if not text:
            return None
        column = self.columns[quantity]
        plain = text.replace(",", ".") if self.comma else text
        value = number(
            self.file, self.line, column.title, plain, "write a number or leave it empty"
        )
        return value * (1.0 if column.factor is None else column.factor)

    def time(self) -> float | None:
        """ms; a bare number without a unit is in seconds, or since 1970 in seconds or ms."""
        text = self.text("time")
        if not text:
            return None
        try:
            value = float(text.replace(",", ".") if self.comma else text)
        except ValueError:
            return moment(self.file, self.line, self.columns["time"].title, text)
        if self.columns["time"].factor is not None:
            return self.number("time")
        self.number("time")
        return milliseconds(value) if abs(value) >= 1e9 else value * 1000


@dataclass(frozen=True)
class Table:
    """The columns of a CSV file that are understood, and its rows one by one."""

    file: str
    columns: Mapping[str, Column]
    rows: Iterator[Row]


def read_table(data: bytes, file: str, group: str) -> Table:
    """A CSV file with a header; ``group`` (``position``, ``motion``) says what is looked for.

    Raises RouteError when it is no text or has no header.
    """
    source = io.TextIOWrapper(io.BytesIO(data), encoding=_encoding(data, file), newline="")
    first = _first_line(source, file)
    delimiter = max(_DELIMITERS, key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    columns = _columns(header, _facts()[group])
    comma = delimiter == ";"
    return Table(file, columns, _rows(source, file, delimiter, columns, comma))


def _encoding(data: bytes, file: str) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    if b"\0" in data[:4096]:
        raise RouteError(file, "it is no text", "export a GPX, KML, GeoJSON or CSV file")
    for encoding in ("utf-8-sig", "gb18030"):
        if _decodes(data, encoding):
            return encoding
    line = next(n for n, text in enumerate(io.BytesIO(data), 1) if not _decodes(text, "utf-8"))
    raise RouteError(file, "it is not UTF-8", "save it as UTF-8", line=line)


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _first_line(source: io.TextIOWrapper, file: str) -> str:
    try:
        line = source.readline(100_000)
        while line and not line.strip():
            line = source.readline(100_000)
    except UnicodeDecodeError as error:
        raise RouteError(file, "it is no UTF-16", "save it as UTF-8") from error
    if not line:
        raise RouteError(file, "it is empty", "export the file again")
    return line


def _columns(header: list[str], names: Mapping[str, list[str]]) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for index, title in enumerate(header):
        name, factor = _named(title.strip().lower())
        plain = re.sub(r"[\W_]", "", name)
        quantity = next((key for key, known in names.items() if plain in known), None)
        if quantity is not None and quantity not in found:
            found[quantity] = Column(index, title.strip(), 1.0 if plain == "ms" else factor)
    return found


def _named(title: str) -> tuple[str, float | None]:
    units: Mapping[str, float] = _facts()["units"]
    for pattern in (_UNIT, _TAIL):
        match = pattern.match(title)
        if match and match["unit"].strip() in units:
            return match["name"], units[match["unit"].strip()]
    bracket = _UNIT.match(title)
    return (bracket["name"] if bracket else title), None


def _rows(
    source: io.TextIOWrapper,
    file: str,
    delimiter: str,
    columns: Mapping[str, Column],
    comma: bool,
) -> Iterator[Row]:
    reader = csv.reader(source, delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(file, reader.line_num + 1, cells, columns, comma)
    except UnicodeDecodeError as error:
        line = reader.line_num + 2
        raise RouteError(file, "it is no UTF-16", "save it as UTF-8", line=line) from error
    except csv.Error as error:
        line = reader.line_num + 2
        remedy = "check the quotation marks there"
        raise RouteError(file, f"the row cannot be read ({error})", remedy, line=line) from error
