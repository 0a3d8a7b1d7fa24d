"""A run: every file judged, in one process or several, then what concerns the dossiers together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeVar

from usp_check.evaluation import failure
from usp_check.judging import (
    STANDARD_INPUT,
    Read,
    Settings,
    failed,
    judge_stream,
    judge_together,
    read_walled,
)
from usp_check.reading import Reading
from usp_check.referentiels.loader import load
from usp_check.report.model import (
    Apercu,
    ConstatLot,
    Couverture,
    Defaillance,
    Ensemble,
    FichierIgnore,
    RapportDossier,
    Report,
    Synthese,
)
from usp_check.telling import seen, told
from usp_check.vocabulary import Etat

if TYPE_CHECKING:
    from usp_check.batch import Target
    from usp_check.checks.view import View
    from usp_check.jugement import Jugement
    from usp_check.referentiels.models import Referentiel
    from usp_check.report.formats import Parts
    from usp_check.report.glances import Glances

MANY = 64
"""From this many files on, other processes are started, and no more is kept of each file than a report needs."""
WHOLE = "(ensemble des dossiers)"
_AHEAD = 1 << 19  # characters that are read before they are judged: a hundred dossiers, or a single huge one
Run = TypeVar("Run", Report, Synthese)


class Work(NamedTuple):
    """What is to be made of each file.

    With ``whole`` its report, else the file at a glance, and its part of each of ``forms``, which are written
    dossier by dossier. ``run`` tells of the run what is known before it starts.
    """

    settings: Settings
    run: Ensemble
    forms: tuple[Parts, ...] = ()
    whole: bool = True


class Piece(NamedTuple):
    """What was made of one file: what was found, and its part of each form, or how the tool failed at it."""

    found: RapportDossier | Apercu | FichierIgnore
    parts: tuple[str | Defaillance, ...] = ()


def available_cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pieces(
    targets: Sequence[Target], work: Work, jobs: int = 1, stdin: BinaryIO | None = None
) -> Iterator[Piece]:
    """Judge ``targets`` in order, in ``jobs`` processes where there are enough of them; ``stdin`` is what ``-`` reads.

    What comes is the same whatever ``jobs``. A process that dies takes down its file alone, as a failure.
    """
    if jobs < 2 or len(targets) < MANY or any(target.name == STANDARD_INPUT for target in targets):
        yield from (make(target, work, stdin) for target in targets)
        return
    from usp_check.pool import Pool

    pool = Pool(partial(make_each, work), partial(_lost, work), jobs)
    for batch in pool.results(targets):
        yield from batch


def make(target: Target, work: Work, stdin: BinaryIO | None = None) -> Piece:
    """Make of one file what is wanted."""
    if target.name == STANDARD_INPUT and stdin is not None:
        return _finished(judge_stream(stdin, work.settings), work)
    (piece,) = make_each(work, [target])
    return piece


def make_each(work: Work, targets: Sequence[Target]) -> list[Piece]:
    """Make of each file what is wanted. Several are read before they are judged together: that is quicker."""
    in_words = work.whole or any(form.whole for form in work.forms)
    # Of a file at a glance, only what is written dossier by dossier tells the digest.
    at_a_glance = partial(seen, digest=bool(work.forms))
    finish: Callable[[Jugement], RapportDossier | Apercu] = told if in_words else at_a_glance
    return [
        _finished(found, work)
        for files in _read_ahead(targets)
        for found in judge_together(files, work.settings, finish)
    ]


def _read_ahead(targets: Iterable[Target]) -> Iterator[list[tuple[str, Read]]]:
    """Read the files, and give them as many at once as little memory holds."""
    ahead: list[tuple[str, Read]] = []
    room = _AHEAD
    for target in targets:
        read = _read(target)
        ahead.append((target.name, read))
        room -= len(read.text) if isinstance(read, Reading) else 0
        if room <= 0:
            yield ahead
            ahead, room = [], _AHEAD
    yield ahead


def _read(target: Target) -> Read:
    if target.ignored:
        return FichierIgnore(target.name, target.ignored)
    return read_walled(target.name, named=target.named)


def _lost(work: Work, target: Target) -> Piece:
    return _finished(failed(target.name, failure("processus", ChildProcessError())), work)


def _finished(dossier: RapportDossier | Apercu | FichierIgnore, work: Work) -> Piece:
    if isinstance(dossier, FichierIgnore):
        return Piece(dossier)
    glance = dossier.apercu() if isinstance(dossier, RapportDossier) else dossier
    parts = tuple(_part(form, dossier if form.whole else glance, work.run) for form in work.forms)
    if not work.whole and glance.sha256 is not None:
        glance = glance._replace(sha256=None)  # it is written: the report has no need of it
    return Piece(dossier if work.whole else glance, parts)


def _part(form: Parts, dossier: RapportDossier | Apercu, run: Ensemble) -> str | Defaillance:
    try:
        return form.dossier(dossier, run)
    except Exception as error:  # noqa: BLE001 - one form that can't be written leaves the others
        return failure("mise en forme", error)


def collected(
    found: Iterable[Piece],
    settings: Settings,
    empty: Run,
    step: Callable[[], None] = lambda: None,
    *,
    together: bool = True,
) -> Run:
    """Gather what was found into a report and, with ``together``, add what concerns the dossiers as a whole.

    ``empty`` is the report on nothing yet; ``step`` is called after each file. An interruption keeps what was
    finished.
    """
    dossiers: Any = _room(empty)
    ignored: list[FichierIgnore] = []
    state = Etat.COMPLET
    try:
        for piece in found:
            if isinstance(piece.found, FichierIgnore):
                ignored.append(piece.found)
            else:
                dossiers.append(piece.found)
            step()
    except KeyboardInterrupt:
        state = Etat.INTERROMPU
    kept = tuple(dossiers) if isinstance(dossiers, list) else dossiers
    report = replace(empty, dossiers=kept, etat=state, fichiers_ignores=tuple(ignored))
    return _dated(_with_folder(report, settings) if together else report)


def _room(empty: Ensemble) -> list[RapportDossier] | Glances:
    """Return what holds the dossiers: those at a glance share what they have in common."""
    if not isinstance(empty, Synthese):
        return []
    from usp_check.report.glances import Glances

    return Glances()


def _dated(report: Run) -> Run:
    """Give the report on one document the date that this document was judged at."""
    if len(report.dossiers) != 1:
        return report
    return replace(report, date_reference=report.day_of(report.dossiers[0]))


def _with_folder(report: Run, settings: Settings) -> Run:
    """Add what concerns the dossiers together, where there are several or something goes with them."""
    alone = len(report.dossiers) < 2 and settings.offre is None and settings.registre is None
    if alone or report.etat is not Etat.COMPLET:
        return report
    from usp_check import lot as folder

    lot: list[ConstatLot] = []
    coverage: list[Couverture] = []
    try:
        for call, offer in _calls(report, settings):
            found, covered = folder.evaluate_lot(
                report.dossiers, call, settings.date, offer, settings.registre
            )
            lot += (constat for constat in found if constat.regle not in settings.ecartees)
            coverage += covered
    except Exception as error:  # noqa: BLE001 - told as a failure, and what was judged is kept
        whole = failed(WHOLE, failure("lot", error))
        broken: Any = whole if isinstance(report, Report) else whole.apercu()
        return replace(report, dossiers=(*report.dossiers, broken))
    return replace(report, lot=tuple(lot), couverture=tuple(coverage))


def _calls(report: Ensemble, settings: Settings) -> Iterator[tuple[Referentiel, View | None]]:
    """Give the calls that the dossiers answer, each with the offer, which goes to its own where there are several."""
    if settings.referentiel is not None:
        yield settings.referentiel, settings.offre
        return
    cited = list(dict.fromkeys(d.referentiel.id for d in report.dossiers if d.referentiel))
    own = settings.offre.get("referentiel") if settings.offre is not None else None
    for name in cited:
        with_offer = len(cited) == 1 or own in (None, name)
        yield load(name, settings.folders), settings.offre if with_offer else None
