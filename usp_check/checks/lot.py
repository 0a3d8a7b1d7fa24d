"""The folder as a whole: one dossier an establishment, the register kept, experts without a tie of interest.

What these checks look at is no file but what a folder holds: ``dossiers``, each with ``fichier`` and the few
facts of its project; ``registre``, the register's document when there is one; and ``ecarts``, what the register
says that the folder or the call does not know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from usp_check.checks.base import (
    A_VERIFIER,
    CONFORME,
    NON_CONFORME,
    SANS_OBJET,
    Check,
    Context,
    Finding,
    Found,
    Outcome,
)
from usp_check.checks.view import View
from usp_check.reading.faults import Path

_SANS_REGISTRE = Outcome(SANS_OBJET, "Aucun registre n’a été fourni.")


class UnDepotParEtablissement(Check):
    """An establishment (its ET number, else its EJ) sends one dossier with the same orientation."""

    usage: ClassVar[str] = "Un établissement ne dépose qu’un dossier d’une même orientation."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME, "Chaque établissement n’a déposé qu’un dossier d’une même orientation."
        ),
        "deux_dossiers": Outcome(
            NON_CONFORME,
            "L’établissement {finess} a déposé {nombre} dossiers d’une même orientation : {fichiers}.",
            ("finess", "nombre", "fichiers", "departement"),
        ),
    }

    controle: Literal["un_depot_par_etablissement"]

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        twice = _sent_twice(dossier, champ)
        for (number, _), found in twice.items():
            files = [name for name, _ in found]
            facts = {"finess": number, "nombre": len(found), "fichiers": files, "departement": found[0][1]}
            yield Finding("deux_dossiers", champ, facts)
        if not twice:
            yield "conforme"


def _sent_twice(folder: View, champ: Path) -> dict[tuple[str, str | None], list[tuple[str, str | None]]]:
    """Give the files, each with its department, that share an establishment's number and an orientation."""
    # Most numbers occur once: only the others are worth grouping, for a folder may hold thousands.
    counts = Counter(one.get("finess") for one in folder.items(champ))
    groups: dict[tuple[str, str | None], list[tuple[str, str | None]]] = {}
    for one in folder.items(champ):
        if (number := one.get("finess")) is not None and counts[number] > 1:
            file = (one.get("fichier"), one.get("departement"))
            groups.setdefault((number, one.get("orientation")), []).append(file)
    return {key: found for key, found in groups.items() if len(found) > 1}


class RegistreTenu(Check):
    """Every dossier of the folder is in the register, and all that the register says is known."""

    usage: ClassVar[str] = "Chaque dossier du lot est au registre, et inversement."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Le registre et le lot se correspondent."),
        "sans_registre": _SANS_REGISTRE,
        "non_inscrit": Outcome(
            NON_CONFORME, "Le dossier {fichiers} n’est pas au registre.", ("fichiers", "departement")
        ),
        "introuvable": Outcome(
            NON_CONFORME,
            "Le registre note {designation}, qui n’est pas dans le lot (ligne {ligne}).",
            ("designation", "ligne"),
        ),
        "regle_inconnue": Outcome(
            NON_CONFORME,
            "Le registre apprécie une exigence qui n’existe pas, {designation} (ligne {ligne}).",
            ("designation", "ligne"),
        ),
        "appreciation_incomplete": Outcome(
            NON_CONFORME,
            "L’appréciation de {designation} n’est pas retenue, faute de décision, de motif ou d’auteur "
            "(ligne {ligne}).",
            ("designation", "ligne"),
        ),
    }

    controle: Literal["registre_tenu"]

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        if dossier.get("registre") is None:
            yield "sans_registre"
            return
        sound = True
        for one in dossier.items("dossiers"):
            if not one.get("inscrit"):
                sound = False
                facts = {"fichiers": [one.get("fichier")], "departement": one.get("departement")}
                yield Finding("non_inscrit", champ, facts)
        for slip in dossier.items("ecarts"):
            sound = False
            facts = {"designation": slip.get("designation"), "ligne": slip.get("ligne")}
            yield Finding(slip.get("code"), champ, facts)
        if sound:
            yield "conforme"


class SansLienInteret(Check):
    """No expert named in the register has a tie of interest with the applicant. Their names are not told."""

    usage: ClassVar[str] = "Aucun expert nommé au registre n’a de lien d’intérêt avec le porteur."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Aucun expert nommé au registre n’a de lien d’intérêt."),
        "sans_registre": _SANS_REGISTRE,
        "sans_expert": Outcome(SANS_OBJET, "Le registre ne nomme aucun expert."),
        "lien": Outcome(
            NON_CONFORME,
            "Un expert chargé du dossier {fichiers} a un lien d’intérêt avec le porteur.",
            ("fichiers",),
        ),
        "non_dit": Outcome(
            A_VERIFIER,
            "Le registre ne dit pas si un expert du dossier {fichiers} a un lien d’intérêt.",
            ("fichiers",),
        ),
    }

    controle: Literal["sans_lien_interet"]

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        if dossier.get("registre") is None:
            yield "sans_registre"
            return
        named = False
        sound = True
        for entry in dossier.items(("registre", "dossiers")):
            for expert in entry.items("experts"):
                named = True
                tie = expert.get("lien_interet")
                if tie is not False:
                    sound = False
                    who = entry.get("fichier") or entry.get("finess") or "sans nom"
                    yield Finding("lien" if tie else "non_dit", champ, {"fichiers": [who]})
        if not named:
            yield "sans_expert"
        elif sound:
            yield "conforme"
