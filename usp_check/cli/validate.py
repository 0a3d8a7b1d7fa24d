"""``usp-check validate``: judge files and folders, say what was found, exit accordingly."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from usp_check._version import __version__
from usp_check.aside import declared, named, set_aside
from usp_check.batch import Target, targets
from usp_check.cli import output
from usp_check.cli.click_french import Misuse
from usp_check.companions import find_companions
from usp_check.configuration import Configuration, find_configuration, load_configuration
from usp_check.evaluation import failure
from usp_check.judging import STANDARD_INPUT, Settings, failed, judge_file, judge_stream
from usp_check.referentiels.loader import load
from usp_check.report.exits import exit_code
from usp_check.report.formats import FORMATS, format_of
from usp_check.report.model import FichierIgnore, RapportDossier, RegleEcartee, Report
from usp_check.report.safe import inert
from usp_check.vocabulary import Etat

if TYPE_CHECKING:
    from usp_check.referentiels.models import Referentiel

TEXT = "texte"
_FILE_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Request:
    """What the person asked for, option by option."""

    paths: Sequence[str]
    referentiel: str | None = None
    date: str | None = None
    format: str | None = None
    outputs: Sequence[str] = ()
    strict: bool = False
    quiet: bool = False
    verbose: bool = False
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    registre: str | None = None
    offre: str | None = None
    config: str | None = None
    no_config: bool = False
    skip_unrelated: bool = False


def run(request: Request) -> int:
    """Judge, report, and return the exit code. Raises Misuse for what can't be run as asked."""
    if request.quiet and request.verbose:
        raise Misuse("--quiet et --verbose ne vont pas ensemble : choisissez l’une des deux options.")
    configuration = _configuration(request)
    request = _settled(request, configuration)
    if "-" in request.outputs:
        raise Misuse("--output attend un fichier ; sans --output, le rapport s’affiche à l’écran.")
    formats = {target: _format_of(target, request.format) for target in request.outputs}
    shown = _format_of(None, request.format)
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
    report = _judge(found.targets, settings)
    if not request.skip_unrelated:  # a hook gets a part of the files at each call: no part is the folder
        report = _with_folder(report, settings)
    report = _dated(report)
    if not report.dossiers and report.etat is Etat.COMPLET and not (request.skip_unrelated and wanted):
        raise Misuse(_nothing_found(report, request.paths))
    report = replace(report, regles_ecartees=aside)
    inputs = [target.name for target in wanted]
    inputs += [*found.files, *([request.referentiel] if request.referentiel else [])]
    inputs += [configuration.fichier] if configuration.fichier else []
    for target, kind in formats.items():
        output.write_whole(target, _render(report, kind, request), inputs=inputs)
    if not request.outputs:
        rendered = _render(report, shown, request, terminal=True)
        output.say(str(rendered)) if shown == TEXT else output.send(rendered)
    elif not request.quiet:
        output.say("".join(f"Le rapport est écrit dans « {target} ».\n" for target in formats), error=True)
    return exit_code(report, strict=request.strict)


def _related(target: Target) -> bool:
    from usp_check.claims import claims_to_be_ours

    return target.name == STANDARD_INPUT or claims_to_be_ours(target.name)


def _judge(found: Sequence[Target], settings: Settings) -> Report:
    """Judge each file in turn; an interruption keeps what was finished."""
    done: list[RapportDossier] = []
    ignored: list[FichierIgnore] = []
    state = Etat.COMPLET
    try:
        for target in found:
            if target.ignored:
                ignored.append(FichierIgnore(target.name, target.ignored))
                continue
            if target.name == STANDARD_INPUT:
                done.append(judge_stream(sys.stdin.buffer, settings))
                continue
            result = judge_file(target.name, settings, named=target.named)
            (ignored if isinstance(result, FichierIgnore) else done).append(result)  # type: ignore[arg-type]
    except KeyboardInterrupt:
        state = Etat.INTERROMPU
    return Report(__version__, settings.date, tuple(done), state, fichiers_ignores=tuple(ignored))


def _dated(report: Report) -> Report:
    """Give the report on one document the date that this document was judged at."""
    if len(report.dossiers) != 1:
        return report
    return replace(report, date_reference=report.day_of(report.dossiers[0]))


def _with_folder(report: Report, settings: Settings) -> Report:
    """Add what concerns the dossiers together, where there are several or something goes with them."""
    cited = next((d.referentiel.id for d in report.dossiers if d.referentiel), None)
    call = settings.referentiel or (load(cited, settings.folders) if cited else None)
    alone = len(report.dossiers) < 2 and settings.offre is None and settings.registre is None
    if alone or call is None or report.etat is not Etat.COMPLET:
        return report
    from usp_check.lot import evaluate_lot

    try:
        lot, coverage = evaluate_lot(report.dossiers, call, settings.date, settings.offre, settings.registre)
    except Exception as error:  # noqa: BLE001 - told as a failure, and what was judged is kept
        whole = failed("(ensemble des dossiers)", failure("lot", error))
        return replace(report, dossiers=(*report.dossiers, whole))
    kept = tuple(constat for constat in lot if constat.regle not in settings.ecartees)
    return replace(report, lot=kept, couverture=coverage)


def _render(report: Report, kind: str, request: Request, *, terminal: bool = False) -> str | bytes:
    if kind != TEXT:
        return FORMATS[kind].render(report)
    if request.skip_unrelated and not report.dossiers:
        return ""  # a hook that had nothing to judge has nothing to say
    from usp_check.report.terminal import render_terminal

    return render_terminal(
        report,
        width=output.width() if terminal else _FILE_WIDTH,
        color=terminal and output.in_color(),
        unicode=not terminal or output.speaks_unicode(),
        verbose=request.verbose,
        quiet=request.quiet,
    )


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
    return (format_of(target) if target is not None else None) or TEXT


def _reference_date(asked: str | None) -> date:
    """Return the date asked for; by default today, in Paris."""
    if asked is None:
        from zoneinfo import ZoneInfo

        return datetime.now(ZoneInfo("Europe/Paris")).date()
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
    settled = replace(
        request,
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
    rules = declared(asked, configuration.referentiels)
    words = (word for option in request.ignore for word in option.split(","))
    leave = [RegleEcartee(word, "exigence écartée", "option --ignore") for word in words]
    if configuration.ignorer:
        settled = configuration.ignored(rules, declared(None, configuration.referentiels))
        kept = named(request.select, rules)  # an option wins: what it asks for is judged
        leave += [rule for rule in settled if rule.regle not in kept]
    return set_aside(rules, keep=request.select, leave=leave)


def _nothing_found(report: Report, paths: Sequence[str]) -> str:
    if report.fichiers_ignores:
        reasons = "".join(f"\n  {ignored.fichier} : {ignored.motif}" for ignored in report.fichiers_ignores)
        return f"Aucun dossier à vérifier. Fichiers laissés de côté :{reasons}"
    return f"Aucun fichier .yaml ou .yml dans {', '.join(f'« {path} »' for path in paths)}."
