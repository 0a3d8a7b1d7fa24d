"""Document × référentiel × date → what became of each requirement. Pure: no file, no clock, no printing."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from usp_check import documents
from usp_check.checks.base import NON_EVALUABLE, SANS_OBJET, Context, Finding, Outcome
from usp_check.checks.values import word
from usp_check.checks.view import Doubtful, View
from usp_check.documents.complements import complement_info
from usp_check.reading import Fault, Path, Reading
from usp_check.referentiels.models import HORS_CHAMP, OUTIL, WITHOUT, Exigence, ExigenceFormat, Message, Referentiel
from usp_check.report.model import Constat, Defaillance, RapportDossier, Reference, ReferentielCite
from usp_check.vocabulary import Gravite, Statut, Verdict
from usp_check.wording import fill

if TYPE_CHECKING:
    from usp_check.documents import FieldTexts, Typed

DOUBTFUL = "valeur_douteuse"
FAILURE = "defaillance"
FORMAT = "FMT"
_SETTLED = (Statut.CONFORME, Statut.SANS_OBJET)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: a file, what was read of it, and the typed document it makes, if it makes one.

    ``faults`` holds what is wrong with the file and its values, from reading and typing together;
    ``complements`` is the schema by which the référentiel's own fields were read, when it asks for some.
    """

    fichier: str
    reading: Reading
    faults: tuple[Fault, ...]
    kind: str | None = None
    typed: Typed | None = None
    complements: Mapping[str, Any] | None = None

    def info(self, path: Path) -> FieldTexts | None:
        """Return what is told of the field at ``path``; None for one that nothing describes."""
        if self.complements is not None and path[:1] == ("complements",) and len(path) > 1:
            return complement_info(self.complements, path[1:])
        try:
            return documents.field_info(self.kind, path) if self.kind else None
        except KeyError:
            return None

    def title(self, path: Path) -> str:
        """Name the field at ``path`` as a person would."""
        info = self.info(path)
        return info.title if info else ".".join(map(str, path))


@dataclass(frozen=True, slots=True)
class Rules:
    """What it is judged by: the call's requirements, those on the file, and the identifiers set aside."""

    referentiel: Referentiel | None
    format: tuple[ExigenceFormat, ...]
    ecartees: frozenset[str] = field(default_factory=frozenset)


def evaluate(subject: Subject, rules: Rules, context: Context) -> RapportDossier:
    """Judge one document by its référentiel at the reference date of ``context``."""
    constats = [c for c in _format_constats(subject, rules) if c.regle not in rules.ecartees]
    failures: list[Defaillance] = []
    todo: list[str] = []
    referentiel = rules.referentiel
    if referentiel is not None and subject.typed is not None:
        dossier = View(subject.typed.document, _doubts(subject))
        for requirement in referentiel.exigences:
            if requirement.id in rules.ecartees:
                continue
            judged, failure = _judge(requirement, dossier, context)
            constats += [_constat(requirement, finding, outcome, subject, referentiel) for finding, outcome in judged]
            todo += [
                fill(requirement.a_faire[finding.code], _values(requirement, finding, subject, referentiel))
                for finding, _ in judged
                if finding.code in requirement.a_faire
            ]
            if failure is not None:
                failures.append(failure)
    return RapportDossier(
        fichier=subject.fichier,
        sha256=subject.reading.sha256,
        document=subject.kind,
        referentiel=ReferentielCite(referentiel.id, referentiel.version, referentiel.titre) if referentiel else None,
        titulaire=_text(subject, "titulaire", "raison_sociale"),
        departement=_text(subject, "implantation", "departement"),
        verdict=verdict(constats, aside=_blocking_aside(rules), failed=bool(failures)),
        constats=tuple(constats),
        defaillances=tuple(failures),
        lignes=_lines(subject.reading, constats),
        familles={FORMAT: "Le fichier", **(referentiel.familles if referentiel else {})},
        a_faire=tuple(todo),
    )


def _doubts(subject: Subject) -> Mapping[Path, str]:
    """Say which values can't be trusted: malformed ones, and those that reading found at fault (given twice, a tag…)."""
    doubts = {fault.path: fault.rule for fault in subject.reading.faults if fault.path}
    return {**(subject.typed.doubts if subject.typed else {}), **doubts}


def verdict(constats: Iterable[Constat], *, aside: bool, failed: bool) -> Verdict:
    """Draw the verdict: the first that applies.

    ``aside`` says that a requirement that blocks was set aside, ``failed`` that the tool failed: neither can
    end in a favourable verdict.
    """
    heavy = [c for c in constats if c.gravite is not Gravite.INFO and c.statut not in _SETTLED]
    call = [c for c in heavy if c.famille != FORMAT and c.gravite is Gravite.BLOQUANT]
    if any(c.statut is Statut.NON_CONFORME for c in call):
        return Verdict.NON_CONFORME
    unread = any(c.famille == FORMAT for c in heavy) or any(c.statut is Statut.NON_EVALUABLE for c in call)
    if unread or aside or failed:
        return Verdict.INDETERMINE
    if any(c.statut in (Statut.NON_CONFORME, Statut.A_VERIFIER) for c in heavy):
        return Verdict.CONFORME_AVEC_RESERVES
    return Verdict.CONFORME


def _judge(
    requirement: Exigence, dossier: View, context: Context
) -> tuple[list[tuple[Finding, Outcome]], Defaillance | None]:
    """Judge one requirement; whatever goes wrong inside is told, and never ends in a favourable status."""
    found: list[tuple[Finding, Outcome]] = []
    outcomes = requirement.outcomes()
    try:
        for finding in _findings(requirement, dossier, context):
            found.append((finding, outcomes[finding.code]))  # noqa: PERF401 - what was found before a stop counts
    except Doubtful as doubt:
        found = [pair for pair in found if pair[1].statut is not Statut.CONFORME]
        facts = {"cause": doubt.rule, "source": doubt.path}
        found.append((Finding(DOUBTFUL, doubt.path, facts), _DOUBTFUL))
    except Exception as error:  # noqa: BLE001 - any failure of a check must be told as one, and the rest judged
        return [(Finding(FAILURE, requirement.porte_sur), _FAILURE)], failure(requirement.id, error)
    if not found:
        return [(Finding(FAILURE, requirement.porte_sur), _FAILURE)], failure(requirement.id, LookupError("no finding"))
    return found, None


_DOUBTFUL = Outcome(NON_EVALUABLE, "Ce point dépend de « {source} », que le constat {cause} signale.")
_FAILURE = Outcome(NON_EVALUABLE, "L'outil n'est pas parvenu à examiner ce point.")


def _findings(requirement: Exigence, dossier: View, context: Context) -> Iterator[Finding]:
    """Ask the check, unless the requirement does not apply or a field that it needs is absent."""
    for name, status in requirement.faute_de.items():
        path = tuple(name.split("."))
        if not dossier.filled(*path):
            yield Finding(WITHOUT[Statut(status)][0], path, {"absent": path})
            return
    for name, values in requirement.si.items():
        path = tuple(name.split("."))
        value = dossier.get(*path)
        if value is None:
            yield Finding(WITHOUT[NON_EVALUABLE][0], path, {"absent": path})
            return
        if word(value) not in values:
            yield Finding(HORS_CHAMP, path)
            return
    yield from requirement.check.judge(dossier, requirement.porte_sur, context)


def failure(step: str, error: BaseException) -> Defaillance:
    """Describe a failure of the tool by where it happened, with nothing of the dossier in it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = "; ".join(f"{f.name}:{f.lineno}" for f in frames)
    digest = sha256(f"{step}|{type(error).__name__}|{where}".encode()).hexdigest()[:8]
    return Defaillance(etape=step, reference=digest, nature=type(error).__name__)


def _constat(
    requirement: Exigence, finding: Finding, outcome: Outcome, subject: Subject, referentiel: Referentiel
) -> Constat:
    """Add to a finding what a person needs: the sentence, what was expected, what to write, where, and why."""
    texts = requirement.messages.get(finding.code) or Message()
    values = _values(requirement, finding, subject, referentiel)
    open_ = outcome.statut not in _SETTLED
    expected = texts.attendu or requirement.attendu or requirement.exigence
    reference = requirement.reference
    return Constat(
        regle=requirement.id,
        statut=outcome.statut,
        gravite=requirement.gravite,
        code=finding.code,
        titre=requirement.titre,
        message=fill(texts.message or outcome.message, values),
        attendu=fill(expected, values) if open_ else None,
        remede=_remedy(texts, requirement, finding, subject, values) if open_ else None,
        reference=Reference(
            OUTIL if reference.passage == OUTIL else referentiel.source.document, reference.passage, reference.extrait
        ),
        **_place(subject.reading, finding.path),
    )


def _remedy(
    texts: Message, requirement: Exigence, finding: Finding, subject: Subject, values: Mapping[str, Any]
) -> str:
    """Say what to write: the outcome's own advice, an example of what is missing, else the requirement's advice."""
    if texts.remede is None and finding.code == "manquant":
        return _to_fill_in(finding.path, subject)
    return fill(texts.remede or requirement.remede, values)


def _values(requirement: Exigence, finding: Finding, subject: Subject, referentiel: Referentiel) -> dict[str, Any]:
    """Gather what a sentence may name; a path is shown by the title of its field."""
    check = requirement.check
    values = {name: parameter.valeur for name, parameter in referentiel.parametres.items()}
    values.update((name, getattr(check, name)) for name in type(check).model_fields)
    for name, value in finding.arguments.items():
        values[name] = subject.title(value) if name in ("absent", "source") and isinstance(value, tuple) else value
    values["titre"] = subject.title(finding.path)
    values["champ"] = ".".join(map(str, finding.path))
    return values


def _to_fill_in(path: Path, subject: Subject) -> str:
    """Say what to write where something is missing, with an example of it."""
    info = subject.info(path)
    names = [str(part) for part in path if isinstance(part, str)]
    if info is None or not names:
        return "Complétez le dossier."
    where = f", sous « {' › '.join(names[:-1])} »" if names[:-1] else ""
    if not info.example:
        return f"Complétez « {names[-1]} »{where}."
    return f"Écrivez, par exemple, « {names[-1]}: {info.example} »{where}."


def _format_constats(subject: Subject, rules: Rules) -> Iterator[Constat]:
    """Make a constat of each fault of the file."""
    by_id = {rule.id: rule for rule in rules.format}
    for fault in subject.faults:
        rule = by_id[fault.rule]
        texts = _wording(rule, fault)
        values = {"titre": subject.title(fault.path), "champ": ".".join(map(str, fault.path)), **fault.arguments}
        place = _place(subject.reading, fault.path, on_key=fault.on_key)
        if fault.line is not None:
            place |= {"ligne": fault.line, "colonne": fault.column or 1, "longueur": 1}
        yield Constat(
            regle=rule.id,
            statut=Statut.NON_CONFORME,
            gravite=rule.gravite,
            code=fault.code,
            titre=rule.titre,
            message=fill(texts.message or "", values),
            attendu=fill(texts.attendu or rule.exigence, values),
            remede=fill(texts.remede or rule.messages.get("defaut", texts).remede or rule.remede, values),
            reference=Reference(OUTIL, OUTIL),
            **place,
        )


_VARIANTS = (("_proche", "proposition"), ("_ailleurs", "ailleurs"), ("_lu", "lu"), ("", ""))


def _wording(rule: ExigenceFormat, fault: Fault) -> Message:
    """Choose the sentence for a fault: its code's own or the rule's default, as precise as its arguments allow."""
    for code in (fault.code, "defaut"):
        for suffix, argument in _VARIANTS:
            texts = rule.messages.get(code + suffix)
            if texts is not None and (not argument or fault.arguments.get(argument)):
                return texts
    raise KeyError(fault.code)


def _place(reading: Reading, path: Path, *, on_key: bool = False) -> dict[str, Any]:
    """Say where a path stands in the file, from 1; nothing for a file that could not be read."""
    span = reading.positions.locate(path, on_key) if reading.value is not None else None
    if span is None:
        return {"champ": path}
    length = span.end_column - span.column if span.end_line == span.line else 1
    return {"champ": path, "ligne": span.line, "colonne": span.column, "longueur": max(1, length)}


def _lines(reading: Reading, constats: Iterable[Constat]) -> Mapping[int, str]:
    """Keep the lines that open constats point at, with their neighbours."""
    wanted = {
        number
        for c in constats
        if c.ligne is not None and c.statut not in _SETTLED
        for number in range(c.ligne - 1, c.ligne + 2)
    }
    return {number: reading.positions.line(number) for number in sorted(wanted) if 1 <= number <= reading.positions.line_count}


def _text(subject: Subject, *path: str) -> str | None:
    """Return a text of the document for the head of the report, doubtful or not."""
    value = View(subject.typed.document if subject.typed else None, {}).get(*path)
    return value if isinstance(value, str) else None


def _blocking_aside(rules: Rules) -> bool:
    """Whether one of the requirements set aside blocks."""
    declared: list[Any] = [*rules.format, *(rules.referentiel.exigences if rules.referentiel else ())]
    return any(rule.id in rules.ecartees and rule.gravite is Gravite.BLOQUANT for rule in declared)
