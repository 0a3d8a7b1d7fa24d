"""Files and streams: what cannot be opened or is no text is told, never waited for."""

from __future__ import annotations

import io
import os
import socket
import threading
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from usp_check.reading import CODES, LIMITS, Reading, read_bytes, read_file, read_stream

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(os.name != "posix", reason="a POSIX file system is needed")


def only(reading: Reading) -> tuple[str, str]:
    """Return rule and code of the one fault, after what holds for every file that is not read."""
    (fault,) = reading.faults
    assert tuple(fault.arguments) == CODES[fault.rule, fault.code]
    assert reading.value is None
    return fault.rule, fault.code


def test_a_file_is_read_with_its_digest(tmp_path: Path) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_bytes(b"a: 1\n")
    reading = read_file(file)
    assert reading.value == {"a": "1"}
    assert reading.text == "a: 1\n"
    assert reading.sha256 == sha256(b"a: 1\n").hexdigest()
    assert read_file(str(file)).value == reading.value
    assert reading.faults == ()


def test_a_missing_file(tmp_path: Path) -> None:
    assert only(read_file(tmp_path / "x.yaml")) == ("FMT-01", "introuvable")
    (tmp_path / "file").touch()
    assert only(read_file(tmp_path / "file" / "x.yaml")) == ("FMT-01", "introuvable")
    reading = read_file(tmp_path / "x.yaml")
    assert (reading.text, reading.sha256, reading.positions.locate(("a",))) == ("", None, None)


def test_a_folder(tmp_path: Path) -> None:
    assert only(read_file(tmp_path)) == ("FMT-01", "est_un_dossier")


def test_impossible_names() -> None:
    assert only(read_file("x" * 4000)) == ("FMT-01", "illisible")
    assert only(read_file("a\0b")) == ("FMT-01", "illisible")
    assert only(read_file("\udcff.yaml")) in {("FMT-01", "introuvable"), ("FMT-01", "illisible")}


def test_a_denied_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_bytes(b"a: 1\n")

    def deny(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("usp_check.reading.opening.os.open", deny)
    assert only(read_file(file)) == ("FMT-01", "acces_refuse")


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_bytes(b"a: 1\n")

    def fail(*_: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("usp_check.reading.opening.os.open", fail)
    assert only(read_file(file)) == ("FMT-01", "illisible")


def read_in_time(path: Path) -> Reading:
    """Read aside, so that a reader that waits fails one test instead of stopping them all."""
    found: list[Reading] = []
    thread = threading.Thread(target=lambda: found.append(read_file(path)), daemon=True)
    thread.start()
    thread.join(5)
    assert found, "the reader waits for a writer"
    return found[0]


@posix
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "x.yaml"
    os.mkfifo(pipe)
    assert only(read_in_time(pipe)) == ("FMT-01", "pas_un_fichier")


@posix
def test_a_pipe_that_takes_the_place_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, pipe = tmp_path / "x.yaml", tmp_path / "pipe"
    file.write_bytes(b"a: 1\n")
    os.mkfifo(pipe)
    really_open = os.open
    monkeypatch.setattr("usp_check.reading.opening.os.open", lambda _, flags: really_open(pipe, flags))
    assert only(read_in_time(file)) == ("FMT-01", "pas_un_fichier")


@posix
def test_devices_and_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert only(read_file("/dev/zero")) == ("FMT-01", "pas_un_fichier")
    monkeypatch.chdir(tmp_path)  # a socket's name must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("x.yaml")
        assert only(read_file("x.yaml")) == ("FMT-01", "pas_un_fichier")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    with file.open("wb") as stream:
        stream.truncate(1024**3)
    reading = read_file(file)
    assert only(reading) == ("FMT-03", "taille")
    assert reading.sha256 is None
    assert reading.faults[0].arguments == {"limite": LIMITS.max_bytes}


def test_the_limit_is_the_last_size_that_is_read(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    head = b"a: 1\n#"
    sound = head + b"x" * (LIMITS.max_bytes - len(head))
    for data, expected in ((sound, []), (sound + b"x", ["taille"])):
        file.write_bytes(data)
        for reading in (read_file(file), read_bytes(data), read_stream(io.BytesIO(data))):
            assert [fault.code for fault in reading.faults] == expected
            assert (reading.sha256 is None) == bool(expected)


def test_a_size_that_lies_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        read_so_far = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= LIMITS.max_bytes + 1
            self.read_so_far += min(size, 70_000)
            return b"\n" * min(size, 70_000)

    stream = Endless()
    assert only(read_stream(stream)) == ("FMT-03", "taille")  # type: ignore[arg-type]
    assert stream.read_so_far == LIMITS.max_bytes + 1


def test_a_stream_that_cannot_be_read() -> None:
    closed = io.BytesIO(b"a: 1")
    closed.close()
    assert only(read_stream(closed)) == ("FMT-01", "illisible")


def test_a_stream_that_is_a_folder() -> None:
    class Folder(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    assert only(read_stream(Folder())) == ("FMT-01", "est_un_dossier")


@pytest.mark.parametrize(
    "text", ["", "\n", "# rien\n\n  # x", "\ufeff", "---\n", "--- ~\n", "...\n", "~", "''"]
)
def test_nothing_but_blanks(text: str) -> None:
    reading = read_bytes(text.encode())
    assert only(reading) == ("FMT-01", "vide")
    assert reading.sha256 == sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("data", "nature"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\0", "ZIP ou document Word/Excel (docx, xlsx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document Word/Excel (doc, xls)"),
        (b"{\\rtf1\\ansi", "document RTF"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"\x1f\x8b\x08", "archive"),
        (b"a: 1\nb: \0\n", "inconnue"),
        (bytes(range(256)), "inconnue"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, nature: str) -> None:
    reading = read_bytes(data)
    assert only(reading) == ("FMT-01", "binaire")
    assert reading.faults[0].arguments["nature"] == nature
    assert reading.sha256 == sha256(data).hexdigest()
