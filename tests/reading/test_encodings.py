"""Encodings: those that are read, and how the others are named."""

from __future__ import annotations

import codecs
from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usp_check.reading import Fault, read_bytes
from usp_check.reading.decoding import decode

TEXT = "titulaire: Hôpital d’Évreux 🏥\nprojet: été\n"
VALUE = {"titulaire": "Hôpital d’Évreux 🏥", "projet": "été"}


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF8 * 2 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with BOM", "two BOMs", "utf-16 le", "utf-16 be"],
)
def test_same_values_and_places(data: bytes) -> None:
    reading = read_bytes(data)
    assert reading.faults == ()
    assert reading.value == VALUE
    assert reading.text == TEXT
    span = reading.positions.locate(("titulaire",))
    assert span is not None
    assert (span.line, span.column, span.end_column) == (1, 12, 30)


def test_every_character_is_composed() -> None:
    for character in map(chr, (*range(0x20, 0xD800), *range(0xE000, 0x30000))):
        text = f"e{character}"
        decoded = decode(text.encode())
        assert not isinstance(decoded, Fault)
        assert decoded[0] == normalize("NFC", text)


@given(st.text())
def test_what_the_parser_is_given_is_the_text(text: str) -> None:
    decoded = decode(text.encode(errors="ignore"))
    if not isinstance(decoded, Fault):
        read, source = decoded
        assert is_normalized("NFC", read)
        assert (source.decode() if isinstance(source, bytes) else source) == read


def test_text_is_composed() -> None:
    reading = read_bytes("cle\u0301: e\u0301te\u0301\n".encode())
    assert reading.value == {"clé": "été"}
    assert reading.text == "clé: été\n"
    assert read_bytes(b'a: "e\\u0301"\n').value == {"a": "é"}
    assert read_bytes(b'"e\\u0301": a\n').value == {"é": "a"}


@pytest.mark.parametrize(
    ("data", "octet", "line", "column", "probable"),
    [
        ("a: 1\nb: été\n".encode("cp1252"), "0xE9", 2, 4, "windows-1252"),
        ("a: 1\r\nb: Œuvre d’un été – 3 €\r\n".encode("cp1252"), "0x8C", 2, 4, "windows-1252"),
        ("a: 1\rbé: été\n".encode("cp1252"), "0xE9", 2, 2, "windows-1252"),
        ("b: été\n".encode("mac-roman"), "0x8E", 1, 4, "inconnu"),
        ("b: été à la mer\n".encode("cp850"), "0x82", 1, 4, "inconnu"),
        ("a: été, voilà, hôpital, ça: ".encode() + b"\xe9t", "0xE9", 1, 29, "inconnu"),
        ("a: été\n".encode()[:-2], "0xC3", 1, 6, "inconnu"),
        (b"a: \x81\x8d\n", "0x81", 1, 4, "inconnu"),
        (b"\xff\xfea\x00:\x00 \x00\x00\xd8b\x00", "0x00", 1, 4, "utf-16"),
        (codecs.BOM_UTF16_LE + "a: 1\nb".encode("utf-16-le") + b"x", "0x78", 2, 2, "utf-16"),
        ("a: 1\n".encode("utf-16-le"), "0x00", 1, 1, "utf-16"),
        ("a: 1\n".encode("utf-16-be"), "0x00", 1, 1, "utf-16"),
        ("\ufeffa: 1\n".encode("utf-32-le"), "0xFF", 1, 1, "utf-32"),
        ("\ufeffa: 1\n".encode("utf-32-be"), "0x00", 1, 1, "utf-32"),
        ("a: 1\n".encode("utf-32-le"), "0x00", 1, 1, "utf-32"),
        ("a: 1\n".encode("utf-32-be"), "0x00", 1, 1, "utf-32"),
    ],
)
def test_other_encodings_are_named(data: bytes, octet: str, line: int, column: int, probable: str) -> None:
    reading = read_bytes(data)
    (fault,) = reading.faults
    assert (fault.rule, fault.code) == ("FMT-01", "encodage")
    assert fault.arguments == {"octet": octet, "ligne": line, "colonne": column, "probable": probable}
    assert (fault.line, fault.column) == (line, column)
    assert (reading.value, reading.text) == (None, "")
    assert reading.sha256 is not None
