"""``usp-check validate``: judge files and folders, say what was found, exit accordingly."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from usp_check._version import __version__
from usp_check.batch import Target, targets
from usp_check.cli import output
from usp_check.cli.delivery import TEXT, Delivery, Output
from usp_check.cli.progress import progress
from usp_check.cli.request import Request
from usp_check.companions import find_companions
from usp_check.configuration import Configuration, find_configuration, load_configuration
from usp_check.errors import Misuse
from usp_check.interruption import held
from usp_check.judging import STANDARD_INPUT, Settings
from usp_check.referentiels.loader import load
from usp_check.report.exits import SOUND, TOOL_FAILED, exit_code
from usp_check.report.formats import FORMATS, format_of
from usp_check.report.model import Ensemble, RegleEcartee, Report
from usp_check.report.safe import inert
from usp_check.running import MANY, Work, available_cores, collected, pieces
from usp_check.vocabulary import Etat

if TYPE_CHECKING:
    from usp_check.referentiels.models import Referentiel


def run(request: Request) -> int:
    """Judge, report, and return the exit code. Raises Misuse for what can't be run as asked."""
    if request.quiet and request.verbose:
        raise Misuse("--quiet et --verbose ne vont pas ensemble : choisissez l’une des deux options.")
    configuration = _configuration(request)
    request = _settled(request, configuration)
    if "-" in request.outputs:
        raise Misuse("--output attend un fichier ; sans --output, le rapport s’affiche à l’écran.")
    outputs = [Output(_format_of(target, request.format), target) for target in request.outputs]
    outputs = outputs or [Output(_format_of(None, request.format))]
    folders = configuration.referentiels
    asked = load(request.referentiel, folders) if request.referentiel else None
    aside = _aside(request, asked, configuration)
    wanted = list(targets(request.paths))
    related = [target for target in wanted if _related(target)] if request.skip_unrelated else wanted
    found = find_companions(related, request.registre, request.offre)
    settings = Settings(
        _reference_date(request.date),
        asked,
        frozenset(rule.regle for rule in aside),
        found.offer,
        found.register,
        dates_propres=request.date is None,
        folders=folders,
    )
    inputs = [target.name for target in wanted]
    inputs += [*found.files, *(one for one in (request.referentiel, configuration.fichier) if one)]
    delivery = Delivery(outputs, inputs, verbose=request.verbose, quiet=request.quiet)
    nothing = Report(__version__, settings.date, regles_ecartees=aside)
    report = _judged(found.targets, settings, nothing, delivery, request)
    if not report.dossiers and report.etat is Etat.COMPLET:
        if request.skip_unrelated and wanted:
            return SOUND
        raise Misuse(_nothing_found(report, request.paths))
    output.say(delivery.told() + delivery.complaints(report), error=True)
    return TOOL_FAILED if delivery.failures else exit_code(report, strict=request.strict)


def _judged(
    found: Sequence[Target], settings: Settings, nothing: Report, delivery: Delivery, request: Request
) -> Ensemble:
    """Judge, and deliver what was found; where there is much, as it comes. ``nothing`` is the report on no file."""
    many = len(found) >= MANY
    judge = partial(pieces, found, jobs=_jobs(request.jobs), stdin=sys.stdin.buffer)
    typed = any(target.name == STANDARD_INPUT for target in found)
    with (
        held(wanted=not typed) as stop_if_asked,  # what a person types is waited for, maybe in vain
        progress(len(found), wanted=many and not request.quiet) as step,
    ):

        def after_each() -> None:
            step()
            stop_if_asked()

        # A hook gets a part of the files at each call: no part is the folder.
        gather = partial(collected, settings=settings, step=after_each, together=not request.skip_unrelated)
        if many and delivery.light():
            glances = nothing.synthese()
            work = Work(settings, glances, delivery.parts(), whole=False)
            return delivery.streamed(judge(work), lambda passing: gather(passing, empty=glances))
        report = gather(judge(Work(settings, nothing)), empty=nothing)
    delivery.deliver(report)
    return report


def _related(target: Target) -> bool:
    from usp_check.claims import claims_to_be_ours

    try:
        return target.name == STANDARD_INPUT or claims_to_be_ours(target.name)
    except Exception:  # noqa: BLE001 - judged, then: the failure is told where it happens again, or was nothing
        return True


def _format_of(target: str | None, asked: str | None) -> str:
    """Return the format of one output: the one asked for, else by the file's ending."""
    if asked is not None:
        if asked != TEXT and asked not in FORMATS:
            names = ", ".join((TEXT, *FORMATS))
            raise Misuse(f"Le format « {asked} » n’existe pas. Formats possibles : {names}.")
        if target is None and asked != TEXT and FORMATS[asked].binary:
            raise Misuse(
                f"Le format « {asked} » ne s’affiche pas : écrivez-le dans un fichier avec --output."
            )
        return asked
    if target is None:
        return TEXT
    ending = os.path.splitext(target)[1].lower()  # noqa: PTH122 - a name of any length
    if ending in _NOT_OURS:
        raise Misuse(
            f"« {target} » : usp-check n’écrit pas de fichier « {ending} ». "
            "Écrivez une page (.html), un tableau (.xlsx, .csv) ou un texte (.txt) ; une page s’imprime en PDF."
        )
    return format_of(target) or TEXT


_NOT_OURS = frozenset(
    (
        *(".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".ods", ".ppt", ".pptx", ".odp", ".zip"),
        *(".yaml", ".yml", ".png", ".jpg", ".jpeg", ".tif", ".tiff"),
    )
)
"""Endings that promise what is none of the forms: a report so named would not open, or stand over an attachment."""


def _jobs(asked: int | None) -> int:
    """Return how many processes to judge in: those asked for, by default one a core."""
    if asked is not None and asked < 1:
        raise Misuse(f"--jobs attend un nombre de processus d’au moins 1 ; vous avez écrit {asked}.")
    return asked or available_cores()


def _reference_date(asked: str | None) -> date:
    """Return the date asked for; by default today, in Paris."""
    if asked is None:
        from usp_check.api import today

        return today()
    from usp_check.documents.spellings import Refused, day

    try:
        return day(asked.strip())
    except Refused:
        raise Misuse(
            f"La date « {asked} » n’est pas comprise. Écrivez-la ainsi : 2024-10-21 ou 21/10/2024."
        ) from None


def _configuration(request: Request) -> Configuration:
    """Return the project's settings, empty where there are none or they are not wanted."""
    if request.config is not None and request.no_config:
        raise Misuse("--config et --no-config ne vont pas ensemble : choisissez l’une des deux options.")
    if request.config is not None:
        return load_configuration(request.config)
    return (None if request.no_config else find_configuration()) or Configuration("")


def _settled(request: Request, configuration: Configuration) -> Request:
    """Complete what was asked for by the project's settings: an option always wins over them."""
    # A form is settled for what is shown; an output's name, --quiet and --verbose say theirs.
    free = not (request.outputs or request.quiet or request.verbose)
    settled = request._replace(
        referentiel=request.referentiel or configuration.referentiel,
        offre=request.offre or configuration.offre,
        registre=request.registre or configuration.registre,
        format=request.format or (configuration.format if free else None),
    )
    if configuration.fichier and not request.quiet and settled.format in (None, TEXT):
        output.say(f"Réglages : {inert(configuration.fichier)}\n", error=True)
    return settled


def _aside(
    request: Request, asked: Referentiel | None, configuration: Configuration
) -> tuple[RegleEcartee, ...]:
    """List the requirements that the options and the settings set aside, each with its reason and with what does."""
    if not (request.select or request.ignore or configuration.ignorer):
        return ()
    from usp_check.aside import declared, named, set_aside

    rules = declared(asked, configuration.referentiels)
    words = (word for option in request.ignore for word in option.split(","))
    leave = [RegleEcartee(word, "exigence écartée", "option --ignore") for word in words]
    if configuration.ignorer:
        settled = configuration.ignored(rules, declared(None, configuration.referentiels))
        kept = named(request.select, rules)  # an option wins: what it asks for is judged
        leave += [rule for rule in settled if rule.regle not in kept]
    return set_aside(rules, keep=request.select, leave=leave)


def _nothing_found(report: Ensemble, paths: Sequence[str]) -> str:
    if report.fichiers_ignores:
        reasons = "".join(f"\n  {ignored.fichier} : {ignored.motif}" for ignored in report.fichiers_ignores)
        return f"Aucun dossier à vérifier. Fichiers laissés de côté :{reasons}"
    return f"Aucun fichier .yaml ou .yml dans {', '.join(f'« {path} »' for path in paths)}."
