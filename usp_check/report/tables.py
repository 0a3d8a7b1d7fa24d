"""The tables that spreadsheets hold: their columns, and what each says of a dossier or of a constat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

from usp_check.report import wording
from usp_check.report.model import (
    Apercu,
    Constat,
    ConstatLot,
    Couverture,
    Defaillance,
    Ensemble,
    Entete,
    RapportDossier,
)
from usp_check.report.safe import inert
from usp_check.vocabulary import Gravite, Statut, Verdict

Cell = str | int | Decimal | date | None
Row = TypeVar("Row")
LONGEST_CELL = 16_000  # characters: Excel refuses more than 32 767 UTF-16 units, two of which make an emoji


class Tone(Enum):
    """What a cell's colour tells again of its words."""

    PLAIN = ""
    GOOD = "bien"
    WARN = "reserve"
    BAD = "mal"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its title, what it says of a row, its width in characters, the tone of its cells."""

    title: str
    value: Callable[[Row], Cell]
    width: int = 12
    tone: Callable[[Row], Tone] | None = None

    def of(self, row: Row) -> Cell:
        """Give the cell of a row."""
        return (self.value)(row)

    def tone_of(self, row: Row) -> Tone:
        """Give the tone of a row's cell."""
        return (self.tone)(row) if self.tone else Tone.PLAIN


class DossierRow(NamedTuple):
    """One dossier, and what the run says of all of them."""

    dossier: Apercu
    run: Ensemble


class ConstatRow(NamedTuple):
    """One constat with its dossier; none for a constat on the folder as a whole."""

    constat: Constat
    dossier: RapportDossier | None


def shown(text: str) -> str:
    """Make a text fit for a cell: harmless, on one line, of a length that a spreadsheet takes."""
    kept = inert(text[: LONGEST_CELL + 1])
    return kept if len(kept) <= LONGEST_CELL else f"{kept[: LONGEST_CELL - 1]}…"


def path(constat: Constat) -> str:
    """Write the path of a constat as people read it: ``equipe › n° 2 › etp`` (lists count from 1)."""
    return " › ".join(f"n° {step + 1}" if isinstance(step, int) else step for step in constat.champ)


def rounded(value: Decimal | None) -> Decimal | None:
    """Round a density to two decimals."""
    return None if value is None else round(value, 2)


def reached(density: Decimal | None, threshold: Decimal) -> str:
    """Say whether a density reaches the threshold."""
    if density is None:
        return "non connu"
    return "oui" if density >= threshold else "non"


def _call(dossier: Entete) -> str | None:
    cited = dossier.referentiel
    return f"{cited.id}, version {cited.version}" if cited else None


def _files(row: ConstatRow) -> str:
    if row.dossier is not None:
        return row.dossier.fichier
    return ", ".join(row.constat.fichiers) if isinstance(row.constat, ConstatLot) else ""


def _department(row: ConstatRow) -> str | None:
    if row.dossier is not None:
        return row.dossier.departement
    return row.constat.departement if isinstance(row.constat, ConstatLot) else None


def _of_decision(constat: Constat, what: str) -> str | None:
    made = constat.appreciation
    if made is None:
        return None
    return {"decision": wording.decided(made), "motif": made.motif, "agent": made.agent}[what]


VERDICT_TONES = {
    Verdict.CONFORME: Tone.GOOD,
    Verdict.CONFORME_AVEC_RESERVES: Tone.WARN,
    Verdict.NON_CONFORME: Tone.BAD,
    Verdict.INDETERMINE: Tone.NOTE,
}
_FAULT_TONES = {Gravite.BLOQUANT: Tone.BAD, Gravite.RESERVE: Tone.WARN, Gravite.INFO: Tone.PLAIN}
_STATUS_TONES = {Statut.A_VERIFIER: Tone.NOTE, Statut.NON_EVALUABLE: Tone.NOTE}


def _verdict_tone(row: DossierRow) -> Tone:
    return VERDICT_TONES[row.dossier.verdict]


def _reached_tone(row: Couverture) -> Tone:
    said = reached(row.densite_avec_projets, row.seuil)
    return {"oui": Tone.GOOD, "non": Tone.WARN}.get(said, Tone.PLAIN)


def constat_tone(row: ConstatRow) -> Tone:
    """Colour what weighs, by what counts in the end: a person's decision, else the tool's finding."""
    status = row.constat.retenu
    if status is Statut.NON_CONFORME:
        return _FAULT_TONES[row.constat.gravite]
    return _STATUS_TONES.get(status, Tone.PLAIN)


DOSSIERS: tuple[Column[DossierRow], ...] = (
    Column("Département", lambda r: r.dossier.departement, 13),
    Column("Prioritaire", lambda r: "oui" if r.dossier.prioritaire else "non", 12),
    Column("Établissement", lambda r: r.dossier.titulaire, 40),
    Column("Orientation", lambda r: wording.orientation(r.dossier), 16),
    Column("Lits", lambda r: r.dossier.lits, 8),
    Column("Reçu le", lambda r: r.dossier.recu_le, 16),
    Column("Verdict", lambda r: wording.VERDICTS[r.dossier.verdict][0], 24, _verdict_tone),
    Column("Points à corriger", lambda r: r.dossier.compte.corriger, 12),
    Column("Rubriques à compléter", lambda r: r.dossier.compte.completer, 13),
    Column("Réserves", lambda r: r.dossier.compte.reserves, 11),
    Column("Points à vérifier", lambda r: r.dossier.compte.verifier, 12),
    Column("Exigences non évaluées", lambda r: r.dossier.compte.evaluer, 13),
    Column("Décisions d’une personne", lambda r: r.dossier.compte.decisions, 13),
    Column("Défaillances de l’outil", lambda r: r.dossier.compte.defaillances, 14),
    Column("Exigences écartées", lambda r: ", ".join(one.regle for one in r.run.regles_ecartees), 14),
    Column("Fichier", lambda r: r.dossier.fichier, 44),
    Column("Document", lambda r: r.dossier.document, 14),
    Column("Référentiel", lambda r: _call(r.dossier), 20),
    Column("Jugé à la date du", lambda r: r.run.day_of(r.dossier), 14),
    Column("Empreinte SHA-256", lambda r: r.dossier.sha256, 68),
)

CONSTATS: tuple[Column[ConstatRow], ...] = (
    Column("Fichier", _files, 34),
    Column("Département", _department, 13),
    Column("Établissement", lambda r: r.dossier.titulaire if r.dossier else None, 34),
    Column("Exigence", lambda r: r.constat.regle, 11),
    Column("Titre", lambda r: r.constat.titre, 32),
    Column("Statut", lambda r: wording.STATUTS[r.constat.statut], 16, constat_tone),
    Column("Gravité", lambda r: wording.GRAVITES[r.constat.gravite], 13),
    Column("Code", lambda r: r.constat.code, 22),
    Column("Constat", lambda r: r.constat.message, 70),
    Column("Attendu", lambda r: r.constat.attendu, 50),
    Column("À faire", lambda r: r.constat.remede, 50),
    Column("Champ", lambda r: path(r.constat), 36),
    Column("Ligne", lambda r: r.constat.ligne, 8),
    Column("Colonne", lambda r: r.constat.colonne, 9),
    Column("Passage", lambda r: wording.passage(r.constat), 50),
    Column("Décision", lambda r: _of_decision(r.constat, "decision"), 16),
    Column("Motif de la décision", lambda r: _of_decision(r.constat, "motif"), 44),
    Column("Décidé par", lambda r: _of_decision(r.constat, "agent"), 20),
    Column("Décidé le", lambda r: r.constat.appreciation.date if r.constat.appreciation else None, 14),
)

TERRITOIRE: tuple[Column[Couverture], ...] = (
    Column("Territoire", lambda r: r.territoire, 28),
    Column("Population", lambda r: r.population, 14),
    Column("Lits aujourd’hui", lambda r: r.lits, 12),
    Column("Lits avec les projets", lambda r: r.lits_avec_projets, 14),
    Column("Lits pour 100 000 habitants aujourd’hui", lambda r: rounded(r.densite), 22),
    Column("Lits pour 100 000 habitants avec les projets", lambda r: rounded(r.densite_avec_projets), 24),
    Column("Seuil", lambda r: r.seuil, 9),
    Column("Seuil atteint", lambda r: reached(r.densite_avec_projets, r.seuil), 14, _reached_tone),
)


def constat_rows(dossier: RapportDossier) -> Iterator[ConstatRow]:
    """Give the constats of a dossier, and a row for each failure of the tool."""
    for failure in dossier.defaillances:
        yield ConstatRow(_told(failure), dossier)
    for constat in dossier.constats:
        yield ConstatRow(constat, dossier)


def _told(failure: Defaillance) -> Constat:
    """Give a failure of the tool the columns of a constat: a file that it hit must not go unseen."""
    return Constat(
        regle="",
        statut=Statut.NON_EVALUABLE,
        gravite=Gravite.BLOQUANT,
        code="defaillance",
        titre="L’outil a échoué",
        message=wording.failure(failure),
    )
