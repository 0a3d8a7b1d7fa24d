"""What a word of the command line may be completed to; quick, for a shell asks at each press of a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

Words = Callable[[str | None], Mapping[str, str]]
"""From the référentiel that the line names, if any, to the words that may stand there, each with what is told of it."""


class Item(NamedTuple):
    """One answer to a shell: a word and what is told of it, or, of the kind ``file``, that it should look itself."""

    word: str
    told: str | None = None
    kind: str = "plain"


class Choice(NamedTuple):
    """A place that a shell completes by words, by the names of files, or by both."""

    words: Words | None = None
    files: bool = False

    def items(self, incomplete: str, referentiel: str | None = None) -> Iterator[Item]:
        """Give how ``incomplete`` may go on, whatever its case."""
        if self.files:  # first: bash forgets, on meeting it, what it was told before
            yield Item(incomplete, kind="file")
        for word, told in (self.words(referentiel) if self.words else {}).items():
            if word.casefold().startswith(incomplete.casefold()):
                yield Item(word, told or None)


def _requirements(referentiel: str | None) -> Mapping[str, str]:
    """Give the requirements: those of the référentiel that the line names, else of all that ship."""
    from usp_check.referentiels.catalogue import known_referentiels, requirement_titles

    return requirement_titles([referentiel] if referentiel in known_referentiels() else known_referentiels())


def _requirements_and_families(referentiel: str | None) -> Mapping[str, str]:
    titles = _requirements(referentiel)
    families = dict.fromkeys((name.partition("-")[0] for name in titles), "toute la famille")
    return {**families, **titles}


def _referentiels(_: str | None) -> Mapping[str, str]:
    from usp_check.referentiels.catalogue import referentiel_titles

    return referentiel_titles()


def _formats(_: str | None) -> Mapping[str, str]:
    from usp_check.report.formats import FORMATS

    return dict.fromkeys(("texte", *FORMATS), "")


def _these(*words: str) -> Words:
    return lambda _: dict.fromkeys(words, "")


# Said again here, for the documents take longer to import than a shell waits; a test holds both alike.
_DOCUMENTS = ("candidature", "offre", "registre", "plan", "labellisation")

CHOICES: Mapping[str, Choice] = {
    "fichier": Choice(files=True),
    "referentiel": Choice(_referentiels, files=True),
    "exigence": Choice(_requirements),
    "exigence ou famille": Choice(_requirements_and_families),
    "format": Choice(_formats),
    "format des exigences": Choice(_these("texte", "json", "markdown")),
    "document": Choice(_these(*_DOCUMENTS)),
    "schema": Choice(_these(*_DOCUMENTS, "rapport", "referentiel")),
    "shell": Choice(_these("bash", "zsh", "fish")),
}
"""The places that a shell completes, by a name for what stands there."""
