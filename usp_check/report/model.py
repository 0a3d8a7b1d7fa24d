"""What a run found: one frozen Report, all that the formats know of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from usp_check.reading.faults import Path
from usp_check.report.counting import Tally, decided, missed, tally
from usp_check.vocabulary import FAVOURABLE, Etat, Gravite, Statut, Verdict

if TYPE_CHECKING:
    from usp_check.suivi import Progression, Suivi

REPORT_VERSION = 1


class Reference(NamedTuple):
    """The passage of the source text by which a constat is defended; ``outil`` where the tool adds a check."""

    document: str
    passage: str
    extrait: str | None = None


class Appreciation(NamedTuple):
    """A person's decision on a requirement, taken from the register.

    ``derogation`` tells a requirement set aside for this dossier from one that has no object there.
    """

    decision: Statut
    motif: str
    agent: str
    date: date | datetime | None = None
    derogation: bool = False


@dataclass(frozen=True, slots=True)
class Constat:
    """One requirement at one place of one dossier.

    ``message`` says what is wrong (or holds), ``attendu`` what was expected, ``remede`` what to write.
    ``ligne`` and ``colonne`` count from 1; ``longueur`` is how many characters of that line the caret
    underlines. ``titre`` is the requirement's short name. ``code`` is ``manquant`` where something is
    still to be filled in ("à compléter"), another word where it is to be corrected.
    """

    regle: str
    statut: Statut
    gravite: Gravite
    code: str
    message: str
    titre: str = ""
    attendu: str | None = None
    remede: str | None = None
    champ: Path = ()
    ligne: int | None = None
    colonne: int | None = None
    longueur: int = 1
    reference: Reference | None = None
    appreciation: Appreciation | None = None

    @property
    def famille(self) -> str:
        """``CAP-04`` → ``CAP``."""
        return self.regle.partition("-")[0]

    @property
    def retenu(self) -> Statut:
        """What counts: a person's decision when there is one, else what the tool found."""
        return self.appreciation.decision if self.appreciation else self.statut

    @property
    def a_completer(self) -> bool:
        """Whether something is still to be filled in, rather than to be corrected."""
        return self.statut is Statut.NON_CONFORME and self.code == "manquant"


@dataclass(frozen=True, slots=True)
class ConstatLot(Constat):
    """A constat on the folder as a whole."""

    fichiers: tuple[str, ...] = ()
    departement: str | None = None


class Defaillance(NamedTuple):
    """A failure of the tool itself: which step, and a reference to quote. No content of the dossier."""

    etape: str
    reference: str
    nature: str


class RegleEcartee(NamedTuple):
    """A requirement that was set aside, why, and by what (an option, a configuration file)."""

    regle: str
    motif: str
    origine: str


class FichierIgnore(NamedTuple):
    """A file met on the way that is plainly no dossier."""

    fichier: str
    motif: str


class ReferentielCite(NamedTuple):
    """The référentiel that a dossier was judged by; ``note`` is what to know of its text for such a document."""

    id: str
    version: str
    titre: str = ""
    note: str = ""


INHABITANTS = 100_000
"""The unit in which every report tells a density of beds, whatever the one in which a call says its own."""


class Couverture(NamedTuple):
    """Palliative beds of one territory, today and once the folder's projects are done.

    ``territoire`` is what is shown (its code, and its name where it is known); ``ensemble`` marks the one that sums the
    others. Counts are beds; None where the offer does not say. ``seuil`` is in beds per 100 000
    inhabitants.
    """

    territoire: str
    population: int
    lits: int | None
    lits_avec_projets: int | None
    seuil: Decimal
    ensemble: bool = False

    @property
    def densite(self) -> Decimal | None:
        """Beds per 100 000 inhabitants today."""
        return self._densite(self.lits)

    @property
    def densite_avec_projets(self) -> Decimal | None:
        """Beds per 100 000 inhabitants with the projects."""
        return self._densite(self.lits_avec_projets)

    def _densite(self, beds: int | None) -> Decimal | None:
        return None if beds is None or self.population <= 0 else Decimal(beds) * INHABITANTS / self.population


def allowed(verdict: Verdict, failures: Sequence[Defaillance]) -> Verdict:
    """Return the verdict. Raises ValueError for a favourable one where the tool failed, whoever drew it."""
    if failures and verdict in FAVOURABLE:
        raise ValueError("a failure of the tool can't go with a favourable verdict")
    return verdict


class Apercu(NamedTuple):
    """One file at a glance: what heads its report, what was found in it, counted, and which requirements do not hold.

    ``orientation``, ``lits`` and ``nature`` are the project's, ``finess`` the numbers of its site and holder,
    ``prioritaire`` says that the call puts its department first, ``recu_le`` when it came in, ``date_propre``
    the document's own date where it was judged at that one: none of these is in the JSON report.
    ``manquees`` gives the identifier and the short name of each requirement that does not hold; ``progression`` says,
    of a plan, where each of its actions stands.
    """

    fichier: str
    verdict: Verdict
    sha256: str | None = None
    document: str | None = None
    referentiel: ReferentielCite | None = None
    titulaire: str | None = None
    departement: str | None = None
    orientation: str | None = None
    lits: int | None = None
    nature: str | None = None
    finess: tuple[str, ...] = ()
    prioritaire: bool = False
    recu_le: date | datetime | None = None
    date_propre: date | None = None
    defaillances: tuple[Defaillance, ...] = ()
    compte: Tally = Tally()
    manquees: tuple[tuple[str, str], ...] = ()
    progression: Progression | None = None

    @property
    def decisions(self) -> int:
        """How many requirements a person decided."""
        return self.compte.decisions


@dataclass(frozen=True, slots=True)
class RapportDossier:
    """All that was found in one file, under the same heading as the file at a glance (``Apercu``).

    ``lignes`` holds the lines of the file that the constats point at and their neighbours, by number
    from 1, as typed; ``familles`` the titles of the families; ``a_faire`` what is left to do at the
    sending, in sentences; ``suivi`` how far a plan has come, which is not in the JSON report.
    """

    fichier: str
    verdict: Verdict
    sha256: str | None = None
    document: str | None = None
    referentiel: ReferentielCite | None = None
    titulaire: str | None = None
    departement: str | None = None
    orientation: str | None = None
    lits: int | None = None
    nature: str | None = None
    finess: tuple[str, ...] = ()
    prioritaire: bool = False
    recu_le: date | datetime | None = None
    date_propre: date | None = None
    defaillances: tuple[Defaillance, ...] = ()
    constats: tuple[Constat, ...] = ()
    lignes: Mapping[int, str] = field(default_factory=dict)
    familles: Mapping[str, str] = field(default_factory=dict)
    a_faire: tuple[str, ...] = ()
    suivi: Suivi | None = None

    def __post_init__(self) -> None:
        """Refuse a verdict that is not allowed."""
        allowed(self.verdict, self.defaillances)

    @property
    def decisions(self) -> int:
        """How many requirements a person decided."""
        return decided(self.constats)

    def apercu(self) -> Apercu:
        """Return the same file at a glance."""
        heading = {name: getattr(self, name) for name in Apercu._fields if name in self.__slots__}
        return Apercu(
            **heading,
            compte=tally(self.constats, self.defaillances),
            manquees=missed(self.constats),
            progression=self.suivi.progression() if self.suivi else None,
        )


Entete = RapportDossier | Apercu
"""What is headed alike: the report on one file, and the file at a glance."""


@dataclass(frozen=True, slots=True)
class Ensemble:
    """What a run found, whatever is kept of each file.

    ``couverture`` gives the figures behind the picture of the territory; it is not in the JSON report.
    """

    outil_version: str
    date_reference: date
    dossiers: Sequence[Any] = ()
    etat: Etat = Etat.COMPLET
    regles_ecartees: tuple[RegleEcartee, ...] = ()
    fichiers_ignores: tuple[FichierIgnore, ...] = ()
    lot: tuple[ConstatLot, ...] = ()
    couverture: tuple[Couverture, ...] = ()

    def day_of(self, dossier: Entete) -> date:
        """Return the date that a dossier was judged at: its own where it has one, else the reference date."""
        return dossier.date_propre or self.date_reference

    def decisions(self) -> tuple[int, int]:
        """Count the decisions that people took, and the dossiers that they are about."""
        counts = [dossier.decisions for dossier in self.dossiers if dossier.decisions]
        return sum(counts), len(counts)

    def resume(self) -> dict[str, int]:
        """Count the dossiers, in all and by verdict, and those on which the tool failed."""
        order = (Verdict.CONFORME, Verdict.CONFORME_AVEC_RESERVES, Verdict.NON_CONFORME, Verdict.INDETERMINE)
        met = Counter(dossier.verdict for dossier in self.dossiers)
        counts = {"dossiers": len(self.dossiers), **{str(verdict): met[verdict] for verdict in order}}
        counts["defaillances"] = sum(bool(d.defaillances) for d in self.dossiers)
        return counts


class Synthese(Ensemble):
    """What a run found, each file at a glance: enough for tables, and small however many files there are."""

    __slots__ = ()
    dossiers: Sequence[Apercu]


class Report(Ensemble):
    """What a run found, whole: a function of the files, the référentiel and the reference date alone."""

    __slots__ = ()
    dossiers: tuple[RapportDossier, ...]

    def synthese(self) -> Synthese:
        """Return the same run with each file at a glance."""
        shared = {one.name: getattr(self, one.name) for one in fields(Ensemble)}
        return Synthese(**{**shared, "dossiers": tuple(one.apercu() for one in self.dossiers)})
