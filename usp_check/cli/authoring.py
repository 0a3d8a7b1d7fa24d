"""The commands by which an agent writes the référentiel of a call: their options, and their help."""

from __future__ import annotations

import click

from usp_check.cli import choices
from usp_check.cli.click_french import Argument, FrenchGroup


@click.group(
    "referentiel", cls=FrenchGroup, no_args_is_help=True, short_help="Écrire le référentiel d’un appel."
)
def authoring() -> None:
    """Écrit le référentiel d’un appel, et vérifie qu’il tient."""


@authoring.command(short_help="Commencer un référentiel.")
@click.argument(
    "identifier",
    cls=Argument,
    metavar="ID",
    help="L’identifiant du référentiel, comme usp-bretagne-2026.",
)
@click.option(
    "--output",
    "-o",
    metavar="FICHIER",
    type=choices.FILE,
    help="Où l’écrire (« - » : à l’écran ; par défaut : un fichier de son nom).",
)
@click.option(
    "--source",
    metavar="TEXTE",
    type=choices.FILE,
    help="Le texte de l’appel, dont les paragraphes sont repris.",
)
@click.option("--force", is_flag=True, help="Remplacer le fichier s’il existe.")
def new(identifier: str, output: str | None, source: str | None, *, force: bool) -> int:
    """Écrit un référentiel commenté, que « usp-check referentiel check » accepte et qui dit ce qu’il reste à écrire."""
    from usp_check.cli.referentiel import new as run

    return run(identifier, output, source, force=force)


@authoring.command(short_help="Vérifier un référentiel en entier.")
@click.argument("file", cls=Argument, metavar="FICHIER", type=choices.FILE, help="Le référentiel à vérifier.")
@click.option(
    "--source",
    metavar="TEXTE",
    type=choices.FILE,
    help="Le texte de l’appel, auquel comparer le référentiel.",
)
@click.option("--strict", is_flag=True, help="Code de sortie 1 tant qu’il reste quelque chose à écrire.")
def check(file: str, source: str | None, *, strict: bool) -> int:
    """Dit en une fois tout ce qui ne va pas dans un référentiel, puis ce qu’il reste à écrire.

    Les exemples de chaque exigence sont jugés. Avec --source, un fichier de texte, les passages sont comparés aux
    paragraphes du texte et les extraits doivent s’y trouver tels quels. Le texte nomme lui-même ses paragraphes par
    des lignes qui commencent par §01, §02… ; sinon, des lignes vides les séparent et l’outil les numérote.

    Codes de sortie : 0 si rien n’est à corriger, 1 sinon, 2 si la commande ne peut pas être exécutée.
    """
    from usp_check.cli.referentiel import check as run

    return run(file, source, strict=strict)
