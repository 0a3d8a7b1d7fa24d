"""One file, from its path to its report: read, typed, matched with its référentiel, evaluated."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any, BinaryIO, NamedTuple, TypeVar

from usp_check import attachments
from usp_check.checks.base import Context
from usp_check.checks.view import View
from usp_check.claims import is_ours
from usp_check.documents import DOCUMENTS, document_kinds, read_document
from usp_check.documents.complements import with_complements
from usp_check.documents.directories import with_identifiers
from usp_check.evaluation import Evaluation, Rules, ask_each, failure
from usp_check.french import enumeration, fold, nearest
from usp_check.jugement import Jugement, Subject, numbers
from usp_check.reading import Fault, Reading, read_file, read_stream
from usp_check.referentiels.catalogue import known_referentiels
from usp_check.referentiels.loader import format_requirements, load
from usp_check.referentiels.models import Referentiel
from usp_check.register import Register
from usp_check.report.model import Apercu, Defaillance, FichierIgnore, RapportDossier
from usp_check.telling import seen, told
from usp_check.vocabulary import Verdict

STANDARD_INPUT = "-"
Finished = TypeVar("Finished")
Read = Reading | RapportDossier | FichierIgnore
"""What a file holds; else the tool's failure to read it, or why it is left aside."""
_HEAD = {"document", "referentiel"}  # every document has them


class Settings(NamedTuple):
    """How a run judges.

    ``date`` is the reference date; with ``dates_propres`` a document that bears its own (an offer, a plan) is judged
    at that one. ``referentiel`` is the one asked for, else each dossier's own; ``ecartees`` the identifiers set
    aside; ``offre`` what exists in the territories and ``registre`` the agency's register, when they are given;
    ``folders`` are where référentiels are looked for beside those that ship with the tool.
    """

    date: date
    referentiel: Referentiel | None = None
    ecartees: frozenset[str] = frozenset()
    offre: View | None = None
    registre: Register | None = None
    dates_propres: bool = False
    folders: tuple[str, ...] = ()


def judge_file(name: str, settings: Settings, *, named: bool = True) -> RapportDossier | FichierIgnore:
    """Judge the file ``name``, or leave it aside: one that was not ``named`` and is plainly something else.

    Never raises on account of the file: a failure of the tool is part of the report.
    """
    (found,) = judge_together([(name, read_walled(name, named=named))], settings, told)
    return found


def glance_at_file(name: str, settings: Settings, *, named: bool = True) -> Apercu | FichierIgnore:
    """Judge the file ``name`` as judge_file does, without a word of what was found: several times quicker."""
    (found,) = judge_together([(name, read_walled(name, named=named))], settings, seen)
    return found.apercu() if isinstance(found, RapportDossier) else found


def judge_stream(stream: BinaryIO, settings: Settings) -> RapportDossier:
    """Judge what a stream holds; its attachments can't be looked for."""
    try:
        return judge(STANDARD_INPUT, read_stream(stream), settings, None)
    except Exception as error:  # noqa: BLE001 - as below
        return failed(STANDARD_INPUT, failure("examen", error))


def read_walled(name: str, *, named: bool) -> Read:
    """Read the file ``name``, or leave it aside; a failure of the tool gives a report of it."""
    try:
        reading = read_file(name)
        reason = None if named else unrelated(reading)
        return FichierIgnore(name, reason) if reason else reading
    except Exception as error:  # noqa: BLE001 - as below
        return failed(name, failure("lecture", error))


def judge_together(
    files: Iterable[tuple[str, Read]], settings: Settings, finish: Callable[[Jugement], Finished]
) -> list[Finished | RapportDossier | FichierIgnore]:
    """Judge what was read of some files, and finish what was found in each; a failure of the tool gives a report of it.

    All are typed, then all are judged by one requirement after the other: a processor that goes from step to step
    with each file forgets each time how a step is done, and takes a fifth longer.
    """
    opened = [(name, _walled(name, partial(_opened, name, read, settings))) for name, read in files]
    ask_each([one for _, one in opened if isinstance(one, Evaluation)])
    return [
        _walled(name, partial(_closed, one, finish)) if isinstance(one, Evaluation) else one
        for name, one in opened
    ]


def _walled(name: str, step: Callable[[], Finished]) -> Finished | RapportDossier:
    """Take one step with a file: the last wall behind which a failure of the tool is told, and the rest is judged."""
    try:
        return step()
    except Exception as error:  # noqa: BLE001
        return failed(name, failure("examen", error))


def _opened(name: str, read: Read, settings: Settings) -> Evaluation | RapportDossier | FichierIgnore:
    if not isinstance(read, Reading):
        return read
    return opened(name, read, settings, os.path.dirname(name) or os.curdir)  # noqa: PTH120 - quicker


def _closed(evaluation: Evaluation, finish: Callable[[Jugement], Finished]) -> Finished:
    return finish(evaluation.jugement())


def unrelated(reading: Reading) -> str | None:
    """Say why what was read is plainly no document of ours; None where it is one, or may be a broken one."""
    if reading.value is None:
        shapeless = any(fault.code == "pas_des_cles" for fault in reading.faults)
        return "le fichier ne contient pas de clés" if shapeless else None
    claimed = reading.value.get("document")
    if claimed is None:
        return None if _likeliest(reading.value) else "le fichier ne dit pas quel document il est"
    return None if is_ours(claimed) else "le fichier contient un autre document"


def failed(name: str, what: Defaillance) -> RapportDossier:
    """Report a file on which the tool itself failed: undetermined, never favourable."""
    return RapportDossier(fichier=name, verdict=Verdict.INDETERMINE, defaillances=(what,))


def judge(
    name: str,
    reading: Reading,
    settings: Settings,
    folder: str | os.PathLike[str] | None,
    inscription: View | None = None,
) -> RapportDossier:
    """Judge what was read from a file, and put it into words. Takes what ``examine`` takes."""
    return told(examine(name, reading, settings, folder, inscription))


def examine(
    name: str,
    reading: Reading,
    settings: Settings,
    folder: str | os.PathLike[str] | None,
    inscription: View | None = None,
) -> Jugement:
    """Judge what was read from a file. Takes what ``opened`` takes."""
    return opened(name, reading, settings, folder, inscription).judged()


def opened(
    name: str,
    reading: Reading,
    settings: Settings,
    folder: str | os.PathLike[str] | None,
    inscription: View | None = None,
) -> Evaluation:
    """Type what was read from a file, and prepare to judge it.

    ``folder`` is where its attachments are, None when unknown; ``inscription`` the register's entry for it.
    """
    rules = Rules(None, format_requirements(), settings.ecartees)
    if reading.value is None:
        return Evaluation(Subject(name, reading, reading.faults), rules, Context(settings.date))
    kind, referentiel, mismatches = match(reading.value, settings.referentiel, settings.folders)
    faults = (*reading.faults, *mismatches)
    if kind is None:
        return Evaluation(Subject(name, reading, faults), rules, Context(settings.date))
    typed = read_document(kind, {**reading.value, "document": kind})
    complements = referentiel.complements if referentiel else None
    if referentiel is not None:
        typed = with_identifiers(with_complements(typed, complements), referentiel.identifiers)
    subject = Subject(name, reading, (*faults, *typed.faults), kind, typed, complements)
    if inscription is None and settings.registre is not None:
        inscription = settings.registre.entry(name, numbers(typed.document))
    own_date = subject.fact("date") if settings.dates_propres else None
    context = Context(
        own_date or settings.date,
        pieces=attachments.inspect(typed.document, folder, os.path.basename(name)),  # noqa: PTH119 - quicker
        provisoires=typed.placeholders,
        offre=settings.offre,
        inscription=inscription,
        actions=referentiel.actions if referentiel else {},
    )
    return Evaluation(subject, Rules(referentiel, rules.format, settings.ecartees), context, own_date)


def match(
    value: dict[str, Any], asked: Referentiel | None, folders: tuple[str, ...] = ()
) -> tuple[str | None, Referentiel | None, tuple[Fault, ...]]:
    """Tell what kind of document this is and by which référentiel to judge it, and what is wrong with its claims."""
    faults: list[Fault] = []
    kind = _kind(value, faults)
    referentiel = asked or _own_referentiel(value, kind, faults, folders)
    if asked is not None and (claimed := value.get("referentiel")) is not None and claimed != asked.id:
        arguments = {"lu": str(claimed)[:80], "demande": asked.id}
        faults.append(Fault("FMT-07", "autre_referentiel", ("referentiel",), arguments=arguments))
    if kind is not None and referentiel is not None and kind not in referentiel.documents:
        others = [name for name in known_referentiels(folders) if kind in load(name, folders).documents]
        arguments = {
            "document": kind,
            "referentiel": referentiel.id,
            "possibles": enumeration(others, "ou") or "aucun",
        }
        faults.append(Fault("FMT-07", "incompatibles", ("referentiel",), arguments=arguments))
        referentiel = None
    return kind, referentiel, tuple(faults)


def _kind(value: dict[str, Any], faults: list[Fault]) -> str | None:
    claimed = value.get("document")
    kinds = document_kinds()
    if isinstance(claimed, str) and fold(claimed) in kinds:
        return fold(claimed)
    if claimed is None:
        faults.append(
            Fault(
                "FMT-07",
                "manquant",
                ("document",),
                arguments={"cle": "document", "connus": enumeration(kinds, "ou")},
            )
        )
        return _likeliest(value)
    near = nearest(claimed, kinds) if isinstance(claimed, str) else []
    arguments = {
        "lu": str(claimed)[:80] if isinstance(claimed, str) else "",
        "connus": enumeration(kinds, "ou"),
    }
    faults.append(Fault("FMT-07", "document_inconnu", ("document",), arguments=arguments))
    return near[0] if near else None


def _likeliest(value: dict[str, Any]) -> str | None:
    """Guess the kind of a document that does not say it, by the keys that it shares with the known ones.

    A key or two may be anyone's (``date``, ``actions``): three are needed, or all those that the file has.
    """
    keys = value.keys() - _HEAD
    shared = {kind: len(keys & model.model_fields.keys()) for kind, model in DOCUMENTS.items()}
    best = max(shared, key=lambda kind: shared[kind])
    return best if shared[best] >= 3 or 0 < shared[best] == len(keys) else None


def _own_referentiel(
    value: dict[str, Any], kind: str | None, faults: list[Fault], folders: tuple[str, ...]
) -> Referentiel | None:
    claimed = value.get("referentiel")
    known = known_referentiels(folders)
    if isinstance(claimed, str) and claimed in known:
        return load(claimed, folders)
    fitting = [name for name in known if kind in load(name, folders).documents]
    if claimed is None:
        arguments = {"cle": "referentiel", "connus": enumeration(fitting or known, "ou")}
        faults.append(Fault("FMT-07", "manquant", ("referentiel",), arguments=arguments))
        return load(fitting[0], folders) if len(fitting) == 1 else None
    near = nearest(claimed, known) if isinstance(claimed, str) else []
    arguments = {
        "lu": str(claimed)[:80] if isinstance(claimed, str) else "",
        "connus": enumeration(known, "ou"),
    }
    faults.append(Fault("FMT-07", "referentiel_inconnu", ("referentiel",), arguments=arguments))
    return load(near[0], folders) if near else None
