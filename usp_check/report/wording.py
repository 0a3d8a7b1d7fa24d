"""The sentences of the report: whole ones, in French, for whoever reads it at the end of a long day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.french import day, enumeration, integer, plural
from usp_check.report.safe import inert
from usp_check.vocabulary import SETTLED, Gravite, Statut, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from usp_check.report.model import Appreciation, Constat, Defaillance, Ensemble, Entete, RapportDossier

_LONGEST_NAME = 120

DETAIL = "Le détail d’un fichier s’affiche en le vérifiant seul, ou avec --verbose."
DISCLAIMER = "Ce verdict porte sur la conformité au texte cité ; la décision appartient à l’ARS."
INTERRUPTED = "La vérification a été interrompue : seuls les fichiers déjà vérifiés figurent ici."
FAILURE = (
    "L’outil lui-même a échoué ; le fichier n’y est pour rien. Signalez-le à la personne qui vous a fourni "
    "usp-check, en citant ce qui suit. N’envoyez pas le fichier : il n’est pas nécessaire."
)
NO_FAMILY = "Autres exigences"

_DOCUMENTS = {
    "offre": "l’offre",
    "plan": "le suivi",
    "labellisation": "la demande",
    "registre": "le registre",
}
_DOSSIER = "le dossier"
_NOUNS = {
    "offre": ("offre", "offres"),
    "plan": ("suivi de plan", "suivis de plan"),
    "labellisation": ("demande de label", "demandes de label"),
    "registre": ("registre", "registres"),
}

_CALL = {
    Verdict.CONFORME: "{qui} : {document} est conforme à {texte}.",
    Verdict.CONFORME_AVEC_RESERVES: "{qui} : {document} est conforme à {texte}, avec des réserves.",
    Verdict.NON_CONFORME: "{qui} : en l’état, {document} n’est pas conforme à {texte}.",
    Verdict.INDETERMINE: "{qui} : on ne peut pas encore dire si {document} est conforme à {texte}.",
}
_NO_CALL = {
    Verdict.CONFORME: "{qui} : {document} est conforme.",
    Verdict.CONFORME_AVEC_RESERVES: "{qui} : {document} est conforme, avec des réserves.",
    Verdict.NON_CONFORME: "{qui} : en l’état, {document} n’est pas conforme.",
    Verdict.INDETERMINE: "{qui} : on ne peut pas dire si {document} est conforme.",
}
_ONLY_TO_JUDGE = (
    "{qui} : {document} est conforme à {texte}, sous réserve de ce qu’une personne doit vérifier."
)

VERDICTS = {
    Verdict.CONFORME: ("conforme", "conformes"),
    Verdict.CONFORME_AVEC_RESERVES: ("conforme avec réserves", "conformes avec réserves"),
    Verdict.NON_CONFORME: ("non conforme", "non conformes"),
    Verdict.INDETERMINE: ("sans verdict possible", "sans verdict possible"),
}
GRAVITES = {Gravite.BLOQUANT: "bloquant", Gravite.RESERVE: "réserve", Gravite.INFO: "information"}
STATUTS = {
    Statut.CONFORME: "conforme",
    Statut.NON_CONFORME: "non conforme",
    Statut.SANS_OBJET: "sans objet",
    Statut.A_VERIFIER: "à vérifier",
    Statut.NON_EVALUABLE: "non évaluable",
}

_ORIENTATIONS = {"geriatrique": "gériatrique", "specifique": "spécifique"}


def called(file: str) -> str:
    """Name a file as people do: ``-`` is what came by standard input."""
    return "entrée standard" if file == "-" else file


def noun(dossiers: Sequence[Entete]) -> tuple[str, str]:
    """Name what was judged, one and several, as people do: a word for all of them where they are of one kind."""
    named = {_NOUNS.get(dossier.document or "", ("dossier", "dossiers")) for dossier in dossiers}
    return named.pop() if len(named) == 1 else ("document", "documents") if named else ("dossier", "dossiers")


def judged(report: Ensemble) -> str:
    """Say at which date it was judged; each at its own where some bear one."""
    own = sum(dossier.date_propre is not None for dossier in report.dossiers)
    if own and own == len(report.dossiers):
        return (
            "à la date de chacun"
            if len(report.dossiers) > 1
            else f"à la date du {day(report.date_reference)}"
        )
    shared = f"à la date du {day(report.date_reference)}"
    return f"{shared}, ou à la leur pour ceux qui en portent une" if own else shared


def holder(dossiers: Sequence[Entete]) -> str:
    """Head the column that names who each is from: their files where no one is told."""
    told = not dossiers or any(dossier.titulaire or dossier.document not in _NOUNS for dossier in dossiers)
    return "Établissement" if told else "Fichier"


def verdict_sentence(dossier: RapportDossier) -> str:
    """Say in one sentence who applies, to which call, and the verdict."""
    who = inert(dossier.titulaire or called(dossier.fichier))
    if len(who) > _LONGEST_NAME:
        who = f"{who[:_LONGEST_NAME]}…"
    document = _DOCUMENTS.get(dossier.document or "", _DOSSIER)
    if dossier.referentiel is None:
        return _NO_CALL[dossier.verdict].format(qui=who, document=document)
    template = _CALL[dossier.verdict]
    if dossier.verdict is Verdict.CONFORME_AVEC_RESERVES and not _has_reserve(dossier.constats):
        template = _ONLY_TO_JUDGE
    text = dossier.referentiel.id if dossier.document in _DOCUMENTS else f"l’appel {dossier.referentiel.id}"
    return template.format(qui=who, document=document, texte=text)


def why_undetermined(dossier: RapportDossier) -> str:
    """Say why no verdict can be given, the first cause that applies."""
    if dossier.defaillances:
        return "L’outil a échoué sur ce fichier."
    if any(constat.famille == "FMT" for constat in dossier.constats):
        return "Une partie du fichier n’a pas pu être lue : corrigez-la d’abord."
    blocking = (c for c in dossier.constats if c.gravite is Gravite.BLOQUANT)
    if any(constat.retenu is Statut.NON_EVALUABLE for constat in blocking):
        return "Une exigence bloquante n’a pas pu être évaluée."
    return "Une exigence bloquante a été écartée."


def _has_reserve(constats: Iterable[Constat]) -> bool:
    return any(c.retenu is Statut.NON_CONFORME and c.gravite is Gravite.RESERVE for c in constats)


def tally(counts: dict[str, int]) -> str:
    """Count what was found, in words; empty where there is nothing.

    ``counts`` may hold ``corriger``, ``completer``, ``reserves``, ``verifier``, ``evaluer``,
    ``tenues``, ``objet``.
    """
    words = {
        "corriger": ("point à corriger", "points à corriger"),
        "completer": ("rubrique à compléter", "rubriques à compléter"),
        "reserves": ("réserve", "réserves"),
        "verifier": ("point à vérifier par une personne", "points à vérifier par une personne"),
        "evaluer": ("exigence qui n’a pas pu être évaluée", "exigences qui n’ont pas pu être évaluées"),
        "tenues": ("exigence tenue", "exigences tenues"),
        "objet": ("sans objet", "sans objet"),
    }
    said = [f"{integer(n)} {plural(n, *words[key])}" for key, n in counts.items() if n]
    return f"{enumeration(said)}." if said else ""


def decision(appreciation: Appreciation) -> str:
    """Tell what a person decided, who, when and why."""
    when = f", le {day(appreciation.date)}" if appreciation.date else ""
    return (
        f"« {decided(appreciation)} » : décision de {appreciation.agent}{when}. Motif : {appreciation.motif}"
    )


def decided(appreciation: Appreciation) -> str:
    """Name what a person decided, in a word or two."""
    return "dérogation" if appreciation.derogation else STATUTS[appreciation.decision]


def standing(constat: Constat) -> str:
    """Name what counts of a constat: a person's decision where there is one."""
    return decided(constat.appreciation) if constat.appreciation else STATUTS[constat.statut]


def finding(constat: Constat) -> str:
    """Tell what the tool found; under a person's decision, that it is the tool's, and how the tool counts it."""
    if constat.appreciation is None:
        return constat.message
    return f"Constat de l’outil, « {STATUTS[constat.statut]} » : {constat.message}"


def remedy(constat: Constat) -> str | None:
    """Say what to do; nothing where a person's decision settled the matter."""
    settled = constat.appreciation is not None and constat.retenu in SETTLED
    return None if settled else constat.remede


def decisions(count: int, dossiers: int, names: tuple[str, str] = ("dossier", "dossiers")) -> str:
    """Count the decisions that people took: ``2 décisions prises par une personne, sur 2 dossiers.``."""
    said = plural(count, "décision prise", "décisions prises")
    files = plural(dossiers, *names)
    return f"{integer(count)} {said} par une personne, sur {integer(dossiers)} {files}."


def orientation(dossier: Entete) -> str | None:
    """Name the orientation as people write it."""
    return _ORIENTATIONS.get(dossier.orientation or "", dossier.orientation)


def failure(one: Defaillance) -> str:
    """Tell what to quote of a failure of the tool."""
    return f"étape « {one.etape} », référence {one.reference} ({one.nature})"


def passage(constat: Constat) -> str:
    """Name the passage that a constat rests on; empty where there is none."""
    reference = constat.reference
    if reference is None or constat.famille == "FMT":
        return ""
    if reference.passage == "outil":
        return "cohérence vérifiée par l’outil ; le texte ne l’exige pas"
    return f"{reference.passage} « {reference.extrait} »" if reference.extrait else reference.passage


def count_by_verdict(counts: dict[str, int], names: tuple[str, str] = ("dossier", "dossiers")) -> str:
    """Count dossiers by verdict, as in ``3 dossiers : 1 conforme et 2 non conformes``; ``names`` says what they are."""
    total = counts["dossiers"]
    said = [f"{integer(n)} {plural(n, *VERDICTS[v])}" for v in reversed(Verdict) if (n := counts[v])]
    listed = f" : {enumeration(said)}" if said else ""
    return f"{integer(total)} {plural(total, *names)}{listed}."
