"""Bytes become text: UTF-8, or UTF-16 that says so. Anything else is named, as far as it can be."""

from __future__ import annotations

import codecs
import re
from typing import TypeAlias
from unicodedata import normalize

from usp_check.reading.faults import Fault

# First bytes of what people send instead of a text. ZIP comes last of its kind: it is many things.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP ou document Word/Excel (docx, xlsx)"),
    (b"PK\x05\x06", "ZIP ou document Word/Excel (docx, xlsx)"),
    (b"\xd0\xcf\x11\xe0", "document Word/Excel (doc, xls)"),
    (b"{\\rtf", "document RTF"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)
_MAGICS = tuple(magic for magic, _ in _MAGIC)
_ASCII = bytes(range(128))
# Letters below U+0300 and French punctuation, in UTF-8, are composed as they are. Of all else NFC has to be asked.
_MAYBE_APART = re.compile(rb"[\xcc-\xe1\xe3-\xff]|\xe2(?!\x80[\x90-\xbf]|\x82\xac)")
# What a French text holds beyond ASCII when it was saved as windows-1252.
_FRENCH = frozenset("àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ«»‘’“”–—…€°²³½·•§ºª\u00a0")
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


Decoded: TypeAlias = "tuple[str, str | bytes]"
"""A text, and what a parser is to be given of it: the bytes it came in, where they are this very text in UTF-8."""


def decode(data: bytes) -> Decoded | Fault:
    """Return the text without its byte order mark, in Unicode's composed form (NFC), or an FMT-01 fault."""
    if data.startswith(_MAGICS):
        return _binary(next(nature for magic, nature in _MAGIC if data.startswith(magic)))
    if data.startswith(_UTF32):
        return _encoding(data, 0, "", "utf-32")
    for mark, codec in _UTF16:
        if data.startswith(mark):
            return _decoded(data, len(mark), codec, "utf-16")
    if b"\0" in data:
        probable = _wide(data)
        return _encoding(data, data.index(b"\0"), "", probable) if probable else _binary("inconnue")
    return _decoded(data, 3 if data.startswith(codecs.BOM_UTF8) else 0, "utf-8", "")


def _decoded(data: bytes, skip: int, codec: str, probable: str) -> Decoded | Fault:
    try:
        text = data[skip:].decode(codec)
    except UnicodeDecodeError as error:
        before = data[skip : skip + error.start].decode(codec, "replace")
        return _encoding(data, skip + error.start, before, probable or _guess(data))
    as_it_came = codec == "utf-8" and not skip
    if as_it_came and not _MAYBE_APART.search(data.translate(None, _ASCII)):
        return text, data
    composed = normalize("NFC", text.lstrip("\ufeff"))
    return composed, data if as_it_came and composed == text else composed


def _encoding(data: bytes, offset: int, before: str, probable: str) -> Fault:
    """``before`` is what could be read: it tells the line and the column."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line, column = len(lines), len(lines[-1]) + 1
    arguments: dict[str, str | int] = {
        "octet": f"0x{data[offset]:02X}",
        "ligne": line,
        "colonne": column,
        "probable": probable,
    }
    return Fault("FMT-01", "encodage", line=line, column=column, arguments=arguments)


def _binary(nature: str) -> Fault:
    return Fault("FMT-01", "binaire", arguments={"nature": nature})


def _wide(data: bytes) -> str:
    """Tell UTF-16 and UTF-32 without a byte order mark by where the zeros are."""
    zeros = [data[place::4].count(0) / max(1, len(data[place::4])) for place in range(4)]
    if sum(share > 0.9 for share in zeros) >= 2 and sum(share > 0.5 for share in zeros) == 3:
        return "utf-32"
    odd, even = (zeros[1] + zeros[3]) / 2, (zeros[0] + zeros[2]) / 2
    return "utf-16" if max(odd, even) > 0.5 and min(odd, even) < 0.1 else ""


def _guess(data: bytes) -> str:
    """Return ``windows-1252`` where the bytes make a plausible French text that way, else ``inconnu``."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return "inconnu"
    high = [character for character in text if character > "\x7f"]
    french = sum(character in _FRENCH for character in high)
    controls = sum(character < " " and character not in "\t\r\n" for character in text)
    plausible = not controls and french >= 0.9 * len(high) and len(high) < 0.5 * len(text)
    return "windows-1252" if plausible else "inconnu"
