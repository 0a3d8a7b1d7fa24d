"""Changing a file as a person, a program or an attacker would: by bytes, by words, by lines."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

MAX = 40_000  # bytes: larger files only take longer, and the limits have tests of their own


def mutated(data: bytes, random: Random, seeds: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """Return ``data`` changed in one to six places."""
    for _ in range(random.randint(1, 6)):
        change = random.choice((_bytes, _word, _word, _lines, _lines, _value, _value, _splice))
        data = change(data, random, seeds, words)
    return data[:MAX]


def _bytes(data: bytes, random: Random, _seeds: Sequence[bytes], _words: Sequence[bytes]) -> bytes:
    """Change, take out or say twice a few bytes."""
    start = random.randrange(len(data) + 1)
    end = start + random.randint(0, 8)
    part = random.choice((b"", data[start:end] * 2, random.randbytes(random.randint(1, 3))))
    return data[:start] + part + data[end:]


def _word(data: bytes, random: Random, _seeds: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + random.choice(words) + data[start + random.choice((0, 0, 4)) :]


def _lines(data: bytes, random: Random, _seeds: Sequence[bytes], _words: Sequence[bytes]) -> bytes:
    """Take out, say twice, move or indent some lines."""
    lines = data.split(b"\n")
    start = random.randrange(len(lines))
    end = start + random.choice((1, 1, 2, 5, 20))
    block = lines[start:end]
    match random.randrange(5):
        case 0:
            lines[start:end] = []
        case 1:
            lines[start:end] = block * 2
        case 2:
            lines[start:end] = [b"  " + line for line in block]
        case 3:
            lines[start:end] = [line[2:] if line.startswith(b"  ") else line for line in block]
        case _:
            del lines[start:end]
            at = random.randrange(len(lines) + 1)
            lines[at:at] = block
    return b"\n".join(lines)


def _value(data: bytes, random: Random, _seeds: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """Write another value after a key."""
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    key, colon, _ = lines[at].partition(b": ")
    if colon:
        lines[at] = key + colon + random.choice((b"", b"[]", b"{}", b"[x, [y]]", b"{a: b}", *words))
    return b"\n".join(lines)


def _splice(data: bytes, random: Random, seeds: Sequence[bytes], _words: Sequence[bytes]) -> bytes:
    """Put some lines of another file among those of this one."""
    lines, others = data.split(b"\n"), random.choice(seeds).split(b"\n")
    start = random.randrange(len(others))
    at = random.randrange(len(lines) + 1)
    lines[at:at] = others[start : start + random.randint(1, 12)]
    return b"\n".join(lines)
