"""The command line: its commands, their options, and their help."""

from __future__ import annotations

from typing import Annotated

import typer

from usp_check.cli import words
from usp_check.cli.authoring import authoring
from usp_check.cli.click_french import FrenchCommand, FrenchGroup

app = typer.Typer(
    cls=FrenchGroup,
    help="Vérifie qu’une candidature à la gestion d’une unité de soins palliatifs répond à l’appel de l’ARS.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

Referentiel = Annotated[
    str | None,
    typer.Option(
        "--referentiel",
        "-r",
        metavar="ID|FICHIER",
        help="Le référentiel : un identifiant ou un fichier.",
        click_type=words.REFERENTIEL,
    ),
]


def _print_version(value: bool) -> None:
    if value:
        from usp_check._version import __version__

        typer.echo(f"usp-check {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Afficher la version, puis quitter."
        ),
    ] = False,
) -> None:
    """Vérifie qu’une candidature à la gestion d’une unité de soins palliatifs répond à l’appel de l’ARS."""


@app.command(cls=FrenchCommand, short_help="Vérifier un dossier, ou tous ceux d’un répertoire.")
def validate(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="CHEMIN",
            click_type=words.FILE,
            help="Fichiers YAML, répertoires, ou « - » pour l’entrée standard.",
            show_default=False,
        ),
    ],
    referentiel: Referentiel = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="AAAA-MM-JJ", help="La date de référence (par défaut : aujourd’hui, à Paris)."
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's own name
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            click_type=words.FORMAT,
            help="La forme du rapport : texte (par défaut), json, csv, html, markdown…",
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FICHIER",
            click_type=words.FILE,
            help="Écrire le rapport dans ce fichier (forme selon l’extension).",
        ),
    ] = None,
    registre: Annotated[
        str | None,
        typer.Option(
            "--registre",
            metavar="FICHIER",
            click_type=words.FILE,
            help="Le registre des dossiers reçus (réception, décisions).",
        ),
    ] = None,
    offre: Annotated[
        str | None,
        typer.Option(
            "--offre",
            metavar="FICHIER",
            click_type=words.FILE,
            help="L’offre qui existe dans les territoires.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Code de sortie 1 dès la première réserve.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="N’afficher que les défauts, une ligne pour chacun.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Afficher aussi ce qui est conforme.")
    ] = False,
    skip_unrelated: Annotated[
        bool,
        typer.Option(
            "--skip-unrelated",
            help="Pour un hook : passer les fichiers d’autre nature sous silence, et juger chaque dossier à part.",
        ),
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="ID",
            help="Ne juger que ces exigences ou familles (CAP-01, POR…).",
            click_type=words.REQUIREMENT_OR_FAMILY,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="ID",
            help="Écarter ces exigences ou familles ; le rapport le dit.",
            click_type=words.REQUIREMENT_OR_FAMILY,
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            help="Le nombre de processus pour un grand nombre de dossiers (par défaut : un par cœur).",
        ),
    ] = None,
    config: Annotated[
        str | None,
        typer.Option(
            "--config",
            metavar="FICHIER",
            click_type=words.FILE,
            help="Les réglages (par défaut : usp-check.toml ou pyproject.toml, en remontant).",
        ),
    ] = None,
    no_config: Annotated[
        bool, typer.Option("--no-config", help="Ne lire aucun fichier de réglages.")
    ] = False,
) -> None:
    """Vérifie des dossiers et affiche un rapport de conformité.

    Codes de sortie : 0 si tous sont conformes (avec ou sans réserves), 1 si l’un est non conforme ou
    indéterminé, 2 si la commande ne peut pas être exécutée, 3 si l’outil a échoué sur un fichier, 130 si
    la vérification a été interrompue.
    """
    from usp_check.cli.request import Request
    from usp_check.cli.validate import run

    request = Request(
        paths,
        referentiel=referentiel,
        date=date,
        format=format,
        outputs=output or (),
        strict=strict,
        quiet=quiet,
        verbose=verbose,
        select=select or (),
        ignore=ignore or (),
        registre=registre,
        offre=offre,
        config=config,
        no_config=no_config,
        skip_unrelated=skip_unrelated,
        jobs=jobs,
    )
    raise typer.Exit(run(request))


@app.command(cls=FrenchCommand, short_help="Écrire un modèle de dossier à remplir.")
def init(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT", click_type=words.DOCUMENT, help="Le document voulu.", show_default=False
        ),
    ] = "candidature",
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FICHIER",
            click_type=words.FILE,
            help="Où écrire le modèle (« - » : à l’écran ; par défaut : un fichier de son nom).",
        ),
    ] = None,
    referentiel: Referentiel = None,
    schema: Annotated[
        str | None,
        typer.Option(
            "--schema",
            metavar="CHEMIN",
            click_type=words.FILE,
            help="Où un éditeur trouve le schéma JSON, vu du modèle.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Remplacer le fichier s’il existe.")] = False,
) -> None:
    """Écrit un modèle commenté, à remplir dans un éditeur de texte."""
    from usp_check.cli.init import run

    raise typer.Exit(run(document, output, referentiel, schema, force=force))


registre = typer.Typer(
    cls=FrenchGroup,
    help="Tient le registre des dossiers reçus : réception, experts, décisions.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(registre, name="registre", short_help="Préparer le registre des dossiers reçus.")


@registre.callback()
def _registre() -> None:
    """Tient le registre des dossiers reçus : réception, experts, décisions."""


@registre.command("new", cls=FrenchCommand, short_help="Écrire le registre d’un répertoire de dossiers.")
def registre_new(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="RÉPERTOIRE",
            click_type=words.FILE,
            help="Le répertoire où sont les dossiers.",
            show_default=False,
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FICHIER",
            click_type=words.FILE,
            help="Où écrire le registre (« - » : à l’écran ; par défaut : registre.yaml, dans le répertoire).",
        ),
    ] = None,
    referentiel: Referentiel = None,
    force: Annotated[
        bool, typer.Option("--force", help="Remplacer le registre s’il existe ; ce qu’on y a noté est perdu.")
    ] = False,
) -> None:
    """Écrit un registre à remplir, avec une entrée pour chaque dossier du répertoire. Rien n’est jugé."""
    from usp_check.cli.registre import run

    raise typer.Exit(run(folder, output, referentiel, force=force))


@app.command(cls=FrenchCommand, short_help="Lister les exigences.")
def rules(
    referentiel: Referentiel = None,
    format: Annotated[  # noqa: A002
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="texte|json|markdown",
            click_type=words.RULES_FORMAT,
            help="La forme de la liste (par défaut : texte).",
        ),
    ] = "texte",
) -> None:
    """Liste les exigences d’un référentiel, avec leur gravité et leur passage."""
    from usp_check.cli.rules import list_rules

    raise typer.Exit(list_rules(referentiel, format))


@app.command(cls=FrenchCommand, short_help="Expliquer une exigence.")
def explain(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="L’identifiant de l’exigence, par exemple CAP-01.",
            show_default=False,
            click_type=words.REQUIREMENT,
        ),
    ],
    referentiel: Referentiel = None,
) -> None:
    """Explique une exigence : ce qu’elle demande, pourquoi, où l’appel le dit, des exemples, comment y répondre."""
    from usp_check.cli.rules import explain as run

    raise typer.Exit(run(identifier, referentiel))


@app.command(cls=FrenchCommand, short_help="Montrer quels passages du texte sont vérifiés.")
def coverage(
    referentiel: Annotated[
        str | None,
        typer.Argument(
            metavar="ID|FICHIER", click_type=words.REFERENTIEL, help="Le référentiel.", show_default=False
        ),
    ] = None,
) -> None:
    """Montre, pour chaque passage du texte, les exigences qui y répondent ou pourquoi il n’y en a pas."""
    from usp_check.cli.rules import coverage as run

    raise typer.Exit(run(referentiel))


@app.command(cls=FrenchCommand, short_help="Donner un schéma JSON.")
def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NOM",
            click_type=words.SCHEMA,
            help="Un document (candidature…), rapport ou referentiel.",
            show_default=False,
        ),
    ] = "candidature",
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FICHIER",
            click_type=words.FILE,
            help="Où écrire le schéma (par défaut : à l’écran).",
        ),
    ] = None,
) -> None:
    """Donne le schéma JSON (2020-12) d’un document, du rapport ou d’un référentiel."""
    from usp_check.cli.schema import run

    raise typer.Exit(run(name, output))


@app.command(cls=FrenchCommand, short_help="Compléter les commandes dans le shell.")
def completion(
    shell: Annotated[
        str,
        typer.Argument(
            metavar="SHELL", click_type=words.SHELL, help="bash, zsh ou fish.", show_default=False
        ),
    ],
) -> None:
    """Affiche le script qui complète les commandes d’usp-check dans bash, zsh ou fish.

    Exemple : usp-check completion bash > ~/.local/share/bash-completion/completions/usp-check
    """
    from usp_check.cli.completion import script

    raise typer.Exit(script(shell))


app.add_typer(authoring, name="referentiel")
