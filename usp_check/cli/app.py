"""The command line: its commands, their options, and their help."""

from __future__ import annotations

from typing import Any

import click

from usp_check.cli import choices
from usp_check.cli.authoring import authoring
from usp_check.cli.click_french import Argument, FrenchGroup

_referentiel = click.option(
    "--referentiel",
    "-r",
    metavar="ID|FICHIER",
    type=choices.REFERENTIEL,
    help="Le référentiel : un identifiant ou un fichier.",
)


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:  # a shell that completes the line asks for nothing
        from usp_check._version import __version__

        click.echo(f"usp-check {__version__}")
        ctx.exit()


@click.group(
    cls=FrenchGroup,
    help="Vérifie qu’une candidature à la gestion d’une unité de soins palliatifs répond à l’appel de l’ARS.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Afficher la version, puis quitter.",
)
def app() -> None:
    """Vérifie qu’une candidature à la gestion d’une unité de soins palliatifs répond à l’appel de l’ARS."""


@app.command(short_help="Vérifier un dossier, ou tous ceux d’un répertoire.")
@click.argument(
    "paths",
    cls=Argument,
    nargs=-1,
    required=True,
    metavar="CHEMIN",
    type=choices.FILE,
    help="Fichiers YAML, répertoires, ou « - » pour l’entrée standard.",
)
@_referentiel
@click.option(
    "--date", metavar="AAAA-MM-JJ", help="La date de référence (par défaut : aujourd’hui, à Paris)."
)
@click.option(
    "--format",
    "-f",
    metavar="FORMAT",
    type=choices.FORMAT,
    help="La forme du rapport : texte (par défaut), json, csv, html, markdown…",
)
@click.option(
    "--output",
    "-o",
    "outputs",
    multiple=True,
    metavar="FICHIER",
    type=choices.FILE,
    help="Écrire le rapport dans ce fichier (forme selon l’extension).",
)
@click.option(
    "--registre",
    metavar="FICHIER",
    type=choices.FILE,
    help="Le registre des dossiers reçus (réception, décisions).",
)
@click.option(
    "--offre", metavar="FICHIER", type=choices.FILE, help="L’offre qui existe dans les territoires."
)
@click.option("--strict", is_flag=True, help="Code de sortie 1 dès la première réserve.")
@click.option("--quiet", "-q", is_flag=True, help="N’afficher que les défauts, une ligne pour chacun.")
@click.option("--verbose", "-v", is_flag=True, help="Afficher aussi ce qui est conforme.")
@click.option(
    "--skip-unrelated",
    is_flag=True,
    help="Pour un hook : passer les fichiers d’autre nature sous silence, et juger chaque dossier à part.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="ID",
    type=choices.REQUIREMENT_OR_FAMILY,
    help="Ne juger que ces exigences ou familles (CAP-01, POR…).",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="ID",
    type=choices.REQUIREMENT_OR_FAMILY,
    help="Écarter ces exigences ou familles ; le rapport le dit.",
)
@click.option(
    "--jobs",
    "-j",
    metavar="N",
    type=int,
    help="Le nombre de processus pour un grand nombre de dossiers (par défaut : un par cœur).",
)
@click.option(
    "--config",
    metavar="FICHIER",
    type=choices.FILE,
    help="Les réglages (par défaut : usp-check.toml ou pyproject.toml, en remontant).",
)
@click.option("--no-config", is_flag=True, help="Ne lire aucun fichier de réglages.")
def validate(**asked: Any) -> int:
    """Vérifie des dossiers et affiche un rapport de conformité.

    Codes de sortie : 0 si tous sont conformes (avec ou sans réserves), 1 si l’un est non conforme ou
    indéterminé, 2 si la commande ne peut pas être exécutée, 3 si l’outil a échoué sur un fichier, 130 si
    la vérification a été interrompue.
    """
    from usp_check.cli.validate import Request, run

    return run(Request(**asked))


@app.command(short_help="Écrire un modèle de dossier à remplir.")
@click.argument(
    "document",
    cls=Argument,
    default="candidature",
    metavar="DOCUMENT",
    type=choices.DOCUMENT,
    help="Le document voulu.",
)
@click.option(
    "--output",
    "-o",
    metavar="FICHIER",
    type=choices.FILE,
    help="Où écrire le modèle (« - » : à l’écran ; par défaut : un fichier de son nom).",
)
@_referentiel
@click.option(
    "--schema",
    metavar="CHEMIN",
    type=choices.FILE,
    help="Où un éditeur trouve le schéma JSON, vu du modèle.",
)
@click.option("--force", is_flag=True, help="Remplacer le fichier s’il existe.")
def init(
    document: str, output: str | None, referentiel: str | None, schema: str | None, *, force: bool
) -> int:
    """Écrit un modèle commenté, à remplir dans un éditeur de texte."""
    from usp_check.cli.init import run

    return run(document, output, referentiel, schema, force=force)


@click.group(cls=FrenchGroup, no_args_is_help=True, short_help="Préparer le registre des dossiers reçus.")
def registre() -> None:
    """Tient le registre des dossiers reçus : réception, experts, décisions."""


@registre.command("new", short_help="Écrire le registre d’un répertoire de dossiers.")
@click.argument(
    "folder",
    cls=Argument,
    metavar="RÉPERTOIRE",
    type=choices.FILE,
    help="Le répertoire où sont les dossiers.",
)
@click.option(
    "--output",
    "-o",
    metavar="FICHIER",
    type=choices.FILE,
    help="Où écrire le registre (« - » : à l’écran ; par défaut : registre.yaml, dans le répertoire).",
)
@_referentiel
@click.option(
    "--force", is_flag=True, help="Remplacer le registre s’il existe ; ce qu’on y a noté est perdu."
)
def registre_new(folder: str, output: str | None, referentiel: str | None, *, force: bool) -> int:
    """Écrit un registre à remplir, avec une entrée pour chaque dossier du répertoire. Rien n’est jugé."""
    from usp_check.cli.registre import run

    return run(folder, output, referentiel, force=force)


@app.command(short_help="Lister les exigences.")
@_referentiel
@click.option(
    "--format",
    "-f",
    default="texte",
    metavar="texte|json|markdown",
    type=choices.RULES_FORMAT,
    help="La forme de la liste (par défaut : texte).",
)
def rules(referentiel: str | None, format: str) -> int:  # noqa: A002 - the option's own name
    """Liste les exigences d’un référentiel, avec leur gravité et leur passage."""
    from usp_check.cli.rules import list_rules

    return list_rules(referentiel, format)


@app.command(short_help="Expliquer une exigence.")
@click.argument(
    "identifier",
    cls=Argument,
    metavar="ID",
    type=choices.REQUIREMENT,
    help="L’identifiant de l’exigence, par exemple CAP-01.",
)
@_referentiel
def explain(identifier: str, referentiel: str | None) -> int:
    """Explique une exigence : ce qu’elle demande, pourquoi, où l’appel le dit, des exemples, comment y répondre."""
    from usp_check.cli.rules import explain as run

    return run(identifier, referentiel)


@app.command(short_help="Montrer quels passages du texte sont vérifiés.")
@click.argument(
    "referentiel",
    cls=Argument,
    required=False,
    metavar="ID|FICHIER",
    type=choices.REFERENTIEL,
    help="Le référentiel.",
)
def coverage(referentiel: str | None) -> int:
    """Montre, pour chaque passage du texte, les exigences qui y répondent ou pourquoi il n’y en a pas."""
    from usp_check.cli.rules import coverage as run

    return run(referentiel)


@app.command(short_help="Donner un schéma JSON.")
@click.argument(
    "name",
    cls=Argument,
    default="candidature",
    metavar="NOM",
    type=choices.SCHEMA,
    help="Un document (candidature…), rapport ou referentiel.",
)
@click.option(
    "--output",
    "-o",
    metavar="FICHIER",
    type=choices.FILE,
    help="Où écrire le schéma (par défaut : à l’écran).",
)
def schema(name: str, output: str | None) -> int:
    """Donne le schéma JSON (2020-12) d’un document, du rapport ou d’un référentiel."""
    from usp_check.cli.schema import run

    return run(name, output)


@app.command(short_help="Compléter les commandes dans le shell.")
@click.argument("shell", cls=Argument, metavar="SHELL", type=choices.SHELL, help="bash, zsh ou fish.")
def completion(shell: str) -> int:
    """Affiche le script qui complète les commandes d’usp-check dans bash, zsh ou fish.

    Exemple : usp-check completion bash > ~/.local/share/bash-completion/completions/usp-check
    """
    from usp_check.cli.completion import script

    return script(shell)


app.add_command(registre)
app.add_command(authoring)
