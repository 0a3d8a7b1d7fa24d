"""The Python interface: judge a file, a folder or a text, and render the report that comes out.

It is what the commands themselves call. Nothing here prints, exits, or changes the environment or the current
folder; no project's settings are read. What comes out is frozen and can be pickled: judge in as many threads or
processes as you like.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from copy import deepcopy
from datetime import date as Date  # noqa: N812 - ``date`` names an argument
from datetime import datetime
from io import BytesIO
from typing import Literal, overload

from usp_check._version import __version__
from usp_check.aside import declared, set_aside
from usp_check.batch import Target, targets
from usp_check.companions import find_companions
from usp_check.errors import InvalidArgumentError, NothingToJudgeError
from usp_check.judging import STANDARD_INPUT, Settings
from usp_check.referentiels.loader import load, load_file
from usp_check.referentiels.models import Referentiel
from usp_check.referentiels.problems import unknown
from usp_check.report.formats import FORMATS
from usp_check.report.model import RegleEcartee, Report
from usp_check.running import Work, collected, pieces
from usp_check.vocabulary import Etat

TEXT = "texte"
FilePath = str | os.PathLike[str]
TextFormat = Literal[
    "texte",
    "json",
    "jsonl",
    "csv",
    "csv-constats",
    "csv-rfc4180",
    "csv-constats-rfc4180",
    "markdown",
    "html",
    "sarif",
    "junit",
    "github",
    "github-resume",
    "gitlab",
]


def validate(  # noqa: PLR0913 - one argument an option
    source: str | bytes | os.PathLike[str],
    *,
    referentiel: FilePath | Referentiel | None = None,
    date: Date | None = None,
    offre: FilePath | None = None,
    registre: FilePath | None = None,
    ecartees: Mapping[str, str] | None = None,
) -> Report:
    """Judge one source, and return all that was found.

    ``source`` is a ``pathlib.Path`` (or any ``os.PathLike``) for a file or a folder, a ``str`` for the YAML text
    itself, or ``bytes`` for a file's content; a text's attachments can't be looked for, and its report calls it ``-``.
    ``referentiel`` is an identifier, a file or what ``load_referentiel`` gave; by default each dossier names its own.
    ``date`` is the reference date: by default today, in Paris. ``offre`` and ``registre`` are the files of
    what exists in the territories and of the agency's register; in a folder, ``offre.yaml`` and
    ``registre.yaml`` are found. ``ecartees`` maps requirements or families to leave out (``CAP-01``, ``POR``) to
    the reason, which the report tells; no verdict is favourable without a requirement that blocks.

    What is wrong with a dossier, a file that is not there included, is told in the report. Raises
    UnusableReferentielError and UnusableDocumentError (offer, register) for what can't be judged by,
    NothingToJudgeError for a folder without a dossier, and InvalidArgumentError for a ``str`` that looks like a
    path or a requirement that does not exist: each of them is a UspCheckError.
    """
    call = referentiel if isinstance(referentiel, Referentiel | None) else _call(referentiel)
    aside = _aside(ecartees, call) if ecartees else ()
    content = _content(source)
    named = [Target(STANDARD_INPUT, named=True)] if content is not None else targets([_name(source)])
    found = find_companions(
        list(named),
        os.fsdecode(registre) if registre is not None else None,
        os.fsdecode(offre) if offre is not None else None,
    )
    settings = Settings(
        _day(date) if date is not None else today(),
        call,
        frozenset(rule.regle for rule in aside),
        found.offer,
        found.register,
        dates_propres=date is None,
    )
    empty = Report(__version__, settings.date, regles_ecartees=aside)
    made = pieces(found.targets, Work(settings, empty), stdin=BytesIO(content or b""))
    report = collected(made, settings, empty)
    if report.etat is Etat.INTERROMPU:
        raise KeyboardInterrupt
    if not report.dossiers:
        raise NothingToJudgeError(f"Aucun dossier à vérifier dans « {_name(source)} ».")
    return report


def load_referentiel(id_or_path: FilePath) -> Referentiel:
    """Return a référentiel: one that ships with the tool, by its identifier, or that of a file (.yaml or .yml).

    A file is read anew at each call. Raises UnusableReferentielError, whose ``problems`` give every reason with its
    line.
    """
    return deepcopy(_call(id_or_path))  # the caller's own: the tool's can't be changed through it


@overload
def render(report: Report, format: Literal["xlsx"], *, width: int = 100, verbose: bool = False) -> bytes: ...
@overload
def render(
    report: Report, format: TextFormat = "texte", *, width: int = 100, verbose: bool = False
) -> str: ...
@overload
def render(report: Report, format: str, *, width: int = 100, verbose: bool = False) -> str | bytes: ...
def render(
    report: Report,
    format: str = TEXT,  # noqa: A002 - the option's own name
    *,
    width: int = 100,
    verbose: bool = False,
) -> str | bytes:
    """Render a report: a ``str``, or ``bytes`` for ``xlsx``. The command's ``--format`` has the same names.

    ``width`` (in characters) and ``verbose`` (also tell what holds) are for ``texte``, which comes without colours.
    Raises InvalidArgumentError for an unknown format, UnavailableError where a component is not installed.
    """
    if format == TEXT:
        from usp_check.report.terminal import render_terminal

        return render_terminal(report, width=width, color=False, unicode=True, verbose=verbose)
    if format not in FORMATS:
        raise InvalidArgumentError(unknown("Le format", format, [TEXT, *FORMATS]))
    return FORMATS[format].render(report)


def today() -> Date:
    """Return today's date in Paris, the default reference date."""
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/Paris")).date()


def _call(asked: FilePath) -> Referentiel:
    name = os.fsdecode(asked)
    is_file = isinstance(asked, os.PathLike) or name.endswith((".yaml", ".yml"))
    return load_file(name) if is_file else load(name)


def _aside(reasons: Mapping[str, str], call: Referentiel | None) -> tuple[RegleEcartee, ...]:
    for rule, reason in reasons.items():
        if not reason.strip():
            raise InvalidArgumentError(f"« {rule} » est écarté sans raison : donnez-la.")
    leave = [RegleEcartee(rule, reason, "programme appelant") for rule, reason in reasons.items()]
    return set_aside(declared(call), leave=leave)


def _content(source: str | bytes | os.PathLike[str]) -> bytes | None:
    """Return the bytes of a text or of a file's content; None for a path."""
    if isinstance(source, str):
        if source and not any(mark in source for mark in ("\n", "\r", ": ", "{")):
            raise InvalidArgumentError(
                f"« {source[:80]} » ressemble à un chemin, et non au texte d’un dossier : "
                "donnez pathlib.Path(…) pour un fichier ou un répertoire."
            )
        return source.encode("utf-8", "surrogatepass")
    return source if isinstance(source, bytes) else None


def _name(source: str | bytes | os.PathLike[str]) -> str:
    name = os.fsdecode(source)
    return os.path.join(os.curdir, name) if name == STANDARD_INPUT else name  # noqa: PTH118 - Path drops "./"


def _day(date: Date) -> Date:
    """Return the day of a date, or of a moment."""
    if not isinstance(date, Date):
        raise TypeError(f"date: a datetime.date is expected, not {type(date).__name__}")
    return date.date() if isinstance(date, datetime) else date
