"""The words of the command line as typer takes them: texts as they were typed, that a shell completes."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from usp_check.cli.choices import CHOICES


class Word(click.types.StringParamType):
    """A text taken as it was typed; ``place`` is the one of ``CHOICES`` that a shell completes it by."""

    name = "texte"

    def __init__(self, place: str) -> None:
        self.place = place

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click's own signature
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return how ``incomplete`` may go on."""
        found = CHOICES[self.place].items(incomplete, ctx.params.get("referentiel"))
        return [CompletionItem(one.word, type=one.kind, help=one.told) for one in found]


FILE = Word("fichier")
REFERENTIEL = Word("referentiel")
REQUIREMENT = Word("exigence")
REQUIREMENT_OR_FAMILY = Word("exigence ou famille")
FORMAT = Word("format")
RULES_FORMAT = Word("format des exigences")
DOCUMENT = Word("document")
SCHEMA = Word("schema")
SHELL = Word("shell")
