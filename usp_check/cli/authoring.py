"""The commands by which an agent writes the référentiel of a call: their options, and their help."""

from __future__ import annotations

from typing import Annotated

import typer

from usp_check.cli import words
from usp_check.cli.click_french import FrenchCommand, FrenchGroup

authoring = typer.Typer(
    cls=FrenchGroup,
    help="Écrit le référentiel d’un appel, et vérifie qu’il tient.",
    short_help="Écrire le référentiel d’un appel.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@authoring.command(cls=FrenchCommand, short_help="Commencer un référentiel.")
def new(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="L’identifiant du référentiel, comme usp-bretagne-2026.", show_default=False
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FICHIER",
            click_type=words.FILE,
            help="Où l’écrire (« - » : à l’écran ; par défaut : un fichier de son nom).",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="TEXTE",
            click_type=words.FILE,
            help="Le texte de l’appel, dont les paragraphes sont repris.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Remplacer le fichier s’il existe.")] = False,
) -> None:
    """Écrit un référentiel commenté, que « usp-check referentiel check » accepte et qui dit ce qu’il reste à écrire."""
    from usp_check.cli.referentiel import new as run

    raise typer.Exit(run(identifier, output, source, force=force))


@authoring.command(cls=FrenchCommand, short_help="Vérifier un référentiel en entier.")
def check(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FICHIER", click_type=words.FILE, help="Le référentiel à vérifier.", show_default=False
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="TEXTE",
            click_type=words.FILE,
            help="Le texte de l’appel, auquel comparer le référentiel.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Code de sortie 1 tant qu’il reste quelque chose à écrire.")
    ] = False,
) -> None:
    """Dit en une fois tout ce qui ne va pas dans un référentiel, puis ce qu’il reste à écrire.

    Les exemples de chaque exigence sont jugés. Avec --source, un fichier de texte, les passages sont comparés aux
    paragraphes du texte et les extraits doivent s’y trouver tels quels. Le texte nomme lui-même ses paragraphes par
    des lignes qui commencent par §01, §02… ; sinon, des lignes vides les séparent et l’outil les numérote.

    Codes de sortie : 0 si rien n’est à corriger, 1 sinon, 2 si la commande ne peut pas être exécutée.
    """
    from usp_check.cli.referentiel import check as run

    raise typer.Exit(run(file, source, strict=strict))
