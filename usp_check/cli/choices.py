"""What a word of the command line may be completed to; quick, for a shell asks at each press of a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import click
from click.shell_completion import CompletionItem

Choices = Callable[[click.Context], Mapping[str, str]]
"""The words that may stand there, each with what a shell tells of it beside (empty: nothing)."""


class Word(click.types.StringParamType):
    """A text taken as it was typed, which a shell completes by words, by the names of files, or by both."""

    name = "texte"

    def __init__(self, choices: Choices | None = None, *, files: bool = False) -> None:
        self.choices = choices
        self.files = files

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click's own signature
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return how ``incomplete`` may go on, whatever its case."""
        return list(self._items(ctx, incomplete))

    def _items(self, ctx: click.Context, incomplete: str) -> Iterator[CompletionItem]:
        if self.files:  # first: bash forgets, on meeting it, what it was told before
            yield CompletionItem(incomplete, type="file")
        for word, told in (self.choices(ctx) if self.choices else {}).items():
            if word.casefold().startswith(incomplete.casefold()):
                yield CompletionItem(word, help=told or None)


def _requirements(ctx: click.Context) -> Mapping[str, str]:
    """Give the requirements: those of the référentiel that the line names, else of all that ship."""
    from usp_check.referentiels.catalogue import known_referentiels, requirement_titles

    asked = ctx.params.get("referentiel")
    return requirement_titles([asked] if asked in known_referentiels() else known_referentiels())


def _requirements_and_families(ctx: click.Context) -> Mapping[str, str]:
    titles = _requirements(ctx)
    families = dict.fromkeys((name.partition("-")[0] for name in titles), "toute la famille")
    return {**families, **titles}


def _referentiels(_: click.Context) -> Mapping[str, str]:
    from usp_check.referentiels.catalogue import referentiel_titles

    return referentiel_titles()


def _formats(_: click.Context) -> Mapping[str, str]:
    from usp_check.report.formats import FORMATS

    return dict.fromkeys(("texte", *FORMATS), "")


def _these(*words: str) -> Choices:
    return lambda _: dict.fromkeys(words, "")


# Said again here, for the documents take longer to import than a shell waits; a test holds both alike.
_DOCUMENTS = ("candidature", "offre", "registre", "plan", "labellisation")

FILE = Word(files=True)
REFERENTIEL = Word(_referentiels, files=True)
REQUIREMENT = Word(_requirements)
REQUIREMENT_OR_FAMILY = Word(_requirements_and_families)
FORMAT = Word(_formats)
RULES_FORMAT = Word(_these("texte", "json", "markdown"))
DOCUMENT = Word(_these(*_DOCUMENTS))
SCHEMA = Word(_these(*_DOCUMENTS, "rapport", "referentiel"))
SHELL = Word(_these("bash", "zsh", "fish"))
