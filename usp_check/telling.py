"""From what a check found to what a person reads: the sentence, where it stands, what to write, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from usp_check.asking import broken
from usp_check.checks.view import View
from usp_check.documents.privacy import withheld
from usp_check.evaluation import failure, verdict
from usp_check.jugement import FORMAT, Jugement, Point, PointFormat, Subject, numbers
from usp_check.referentiels.requirements import OUTIL, Exigence, ExigenceFormat, Message
from usp_check.report.counting import missed, tally
from usp_check.report.model import Apercu, Constat, RapportDossier, Reference, ReferentielCite, allowed
from usp_check.vocabulary import SETTLED, Statut
from usp_check.wording import fill

if TYPE_CHECKING:
    from usp_check.checks.base import Finding
    from usp_check.reading import Fault, Path, Reading
    from usp_check.referentiels.models import Referentiel

_PLAIN = Message()


def told(jugement: Jugement) -> RapportDossier:
    """Put into words all that was found in one file."""
    constats: list[Constat] = []
    todo: list[str] = []
    failures = list(jugement.defaillances)
    subject, referentiel = jugement.subject, jugement.referentiel
    for point in jugement.points:
        if isinstance(point, PointFormat):
            constats.append(tell_fault(point.fault, point.requirement, subject))
            continue
        assert referentiel is not None  # noqa: S101 - else no requirement of it was judged
        try:
            constats.append(tell(point, subject, referentiel))
            todo += task(point, subject, referentiel)
        except Exception as error:  # noqa: BLE001 - a sentence that can't be made is told, and so is the rest
            failures.append(failure(point.regle, error))
            constats.append(tell(broken(point.requirement), subject, referentiel))
    unsaid = len(failures) > len(jugement.defaillances)
    return RapportDossier(
        **heading(jugement),
        # What could not be put into words can't be held against a dossier either.
        verdict=verdict(constats, aside=False, failed=True) if unsaid else jugement.verdict,
        constats=tuple(constats),
        defaillances=tuple(failures),
        lignes=lines_shown(subject.reading, constats),
        familles={FORMAT: "Le fichier", **(referentiel.familles if referentiel else {})},
        a_faire=tuple(todo),
        suivi=jugement.suivi,
    )


def seen(jugement: Jugement, *, digest: bool = True) -> Apercu:
    """Count what was found in one file, with no word of it: what a table of dossiers shows.

    Without ``digest`` it has no sha256, which few tables tell.
    """
    return Apercu(
        **heading(jugement, digest=digest),
        verdict=allowed(jugement.verdict, jugement.defaillances),
        defaillances=jugement.defaillances,
        compte=tally(jugement.points, jugement.defaillances),
        manquees=missed(jugement.points),
        progression=jugement.suivi.progression() if jugement.suivi else None,
    )


def heading(jugement: Jugement, *, digest: bool = True) -> dict[str, Any]:
    """Gather what heads the report on a file, but for its verdict and the tool's failures."""
    subject, referentiel = jugement.subject, jugement.referentiel
    document = subject.typed.document if subject.typed else None
    project = getattr(document, "projet", None)
    # A candidature names its holder and its site; a plan, the establishment that has one.
    own = getattr(document, "etablissement", None)
    holder, site = getattr(document, "titulaire", None), getattr(document, "implantation", None)
    return {
        "fichier": subject.fichier,
        "sha256": subject.reading.sha256 if digest else None,
        "document": subject.kind,
        "referentiel": referentiel and _cited(referentiel, subject.kind),
        "titulaire": getattr(holder, "raison_sociale", None) or getattr(own, "raison_sociale", None),
        "departement": getattr(site, "departement", None) or getattr(own, "departement", None),
        "orientation": getattr(project, "orientation", None),
        "lits": getattr(getattr(project, "capacite", None), "lits", None),
        "nature": getattr(project, "nature", None),
        "finess": numbers(document),
        "prioritaire": jugement.prioritaire,
        "recu_le": jugement.recu_le,
        "date_propre": jugement.date_propre,
    }


def _cited(referentiel: Referentiel, kind: str | None) -> ReferentielCite:
    note = referentiel.notes.get(kind or "", "")
    return ReferentielCite(referentiel.id, referentiel.version, referentiel.titre, note)


def tell(point: Point, subject: Subject, referentiel: Referentiel) -> Constat:
    """Make a constat of a point."""
    requirement, finding, outcome = point.requirement, point.finding, point.outcome
    texts = requirement.messages.get(finding.code, _PLAIN)
    say = Sentences(requirement, finding, subject, referentiel)
    own = requirement.reference
    passage, extract = finding.reference or (own.passage, own.extrait)
    expected = remedy = None
    if outcome.statut not in SETTLED:
        expected = say.fill(texts.attendu or requirement.attendu or requirement.exigence)
        remedy = _remedy(texts, requirement, finding, subject, say)
    return Constat(
        regle=requirement.id,
        statut=outcome.statut,
        gravite=requirement.gravite,
        code=finding.code,
        titre=requirement.titre,
        message=say.fill(texts.message or outcome.message),
        attendu=expected,
        remede=remedy,
        reference=Reference(OUTIL if passage == OUTIL else referentiel.source.document, passage, extract),
        appreciation=point.appreciation,
        **_place(subject.reading, finding.path),
    )


def task(point: Point, subject: Subject, referentiel: Referentiel) -> list[str]:
    """Say what is left to do after a point, for the checklist; nothing where nothing is."""
    template = point.requirement.a_faire.get(point.code)
    return (
        [Sentences(point.requirement, point.finding, subject, referentiel).fill(template)] if template else []
    )


class Sentences:
    """Fills in the sentences on one finding. What they may name is gathered only for one that names something."""

    def __init__(
        self, requirement: Exigence, finding: Finding, subject: Subject, referentiel: Referentiel
    ) -> None:
        self._requirement = requirement
        self._finding = finding
        self._subject = subject
        self._referentiel = referentiel
        self._values: dict[str, Any] | None = None

    def fill(self, template: str) -> str:
        """Fill in one sentence."""
        if "{" not in template:
            return template
        if self._values is None:
            self._values = self._gather()
        return fill(template, self._values)

    def _gather(self) -> dict[str, Any]:
        """Gather the parameters, the facts of the finding, and the field's name; a path is shown by its title."""
        finding, title = self._finding, self._subject.title
        requirement = self._requirement
        values = {**self._referentiel.figures, **requirement.figures}
        document = self._subject.typed.document if self._subject.typed else None
        facts = requirement.check.facts(View(document, {}), requirement.porte_sur)
        for name, value in {**facts, **finding.arguments}.items():
            values[name] = (
                title(value) if name in ("absent", "source") and isinstance(value, tuple) else value
            )
        return {**values, "titre": title(finding.path), "champ": ".".join(map(str, finding.path))}


def _remedy(texts: Message, requirement: Exigence, finding: Finding, subject: Subject, say: Sentences) -> str:
    """Say what to write: the outcome's own advice, an example of what is missing, else the requirement's advice."""
    if texts.remede is None and finding.code == "manquant":
        return _to_fill_in(finding.path, subject)
    return say.fill(texts.remede or requirement.remede)


def _to_fill_in(path: Path, subject: Subject) -> str:
    """Say what to write where something is missing, with an example of it."""
    info = subject.info(path)
    names = [str(part) for part in path if isinstance(part, str)]
    if info is None or not names:
        return "Complétez le document."
    where = f", sous « {' › '.join(names[:-1])} »" if names[:-1] else ""
    if not info.example:
        return f"Complétez « {names[-1]} »{where}."
    return f"Écrivez, par exemple, « {names[-1]}: {info.example} »{where}."


def tell_fault(fault: Fault, rule: ExigenceFormat, subject: Subject) -> Constat:
    """Make a constat of a fault of the file, by the requirement that it breaks."""
    told = withheld(fault, subject.kind, subject.complements)
    texts = _wording(rule, told)
    values = {
        "titre": subject.title(told.path),
        "champ": ".".join(map(str, told.path)),
        **told.arguments,
    }
    place = {**_place(subject.reading, fault.path, on_key=fault.on_key), "champ": told.path}
    if fault.line is not None:
        place |= {"ligne": fault.line, "colonne": fault.column or 1, "longueur": 1}
    return Constat(
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


_VARIANTS = (
    ("_proche", "proposition"),
    ("_ailleurs", "ailleurs"),
    ("_parmi", "connues"),
    ("_lu", "lu"),
    ("", ""),
)


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


def lines_shown(reading: Reading, constats: Iterable[Constat]) -> Mapping[int, str]:
    """Keep the lines that open constats point at, with their neighbours."""
    wanted = {
        number
        for c in constats
        if c.ligne is not None and c.statut not in SETTLED
        for number in range(c.ligne - 1, c.ligne + 2)
    }
    last = reading.positions.line_count if wanted else 0
    return {number: reading.positions.line(number) for number in sorted(wanted) if 1 <= number <= last}
