"""``validate`` as it is mostly written, read without typer, whose import takes longer than judging a dossier.

What is written in any other way, or wrongly, is typer's to read or to refuse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from usp_check.cli.request import Request

FLAGS: Final[Mapping[str, str]] = {
    "--strict": "strict",
    "--quiet": "quiet",
    "-q": "quiet",
    "--verbose": "verbose",
    "-v": "verbose",
    "--skip-unrelated": "skip_unrelated",
    "--no-config": "no_config",
}
VALUES: Final[Mapping[str, str]] = {
    "--referentiel": "referentiel",
    "-r": "referentiel",
    "--date": "date",
    "--format": "format",
    "-f": "format",
    "--registre": "registre",
    "--offre": "offre",
    "--config": "config",
}
REPEATED: Final[Mapping[str, str]] = {
    "--output": "outputs",
    "-o": "outputs",
    "--select": "select",
    "--ignore": "ignore",
}
NUMBERS: Final[Mapping[str, str]] = {"--jobs": "jobs", "-j": "jobs"}
_LONG = 5  # digits of a number that nobody means


def plain_request(words: Sequence[str]) -> Request | None:
    """Return what ``words``, those that follow ``validate``, ask for; None where typer has to say so."""
    paths: list[str] = []
    asked: dict[str, Any] = {}
    left = iter(words)
    for word in left:
        if word == "-" or word[:1] != "-":
            paths.append(word)
        elif word in FLAGS:
            asked[FLAGS[word]] = True
        else:
            name, given, value = word.partition("=") if word[:2] == "--" else (word, "", "")
            value = value if given else next(left, "-")
            if value[:1] == "-":
                return None
            if name in VALUES:
                asked[VALUES[name]] = value
            elif name in REPEATED:
                asked.setdefault(REPEATED[name], []).append(value)
            elif name in NUMBERS and value.isdecimal() and len(value) < _LONG:
                asked[NUMBERS[name]] = int(value)
            else:
                return None
    return Request(paths, **asked) if paths else None
