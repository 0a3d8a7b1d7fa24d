"""How a demand is checked: small pure pydantic models, general ones first, one module a family.

A requirement names its check by the word in ``controle``; :data:`CHECKS` lists them all. A check reads
values and its own parameters, never a file, a clock or a call.
"""

from __future__ import annotations

from typing import get_args

from usp_check.checks import (
    achievements,
    agreements,
    authorisations,
    dates,
    deadlines,
    density,
    dossier,
    equipment,
    finance,
    follow_up,
    holder,
    lot,
    orientation,
    presence,
    sending,
    supply,
    team,
    values,
)
from usp_check.checks.base import Check, Context, Finding, Outcome
from usp_check.checks.view import Doubtful, View

_CLASSES: tuple[type[Check], ...] = (
    presence.Rempli,
    presence.UnRempli,
    presence.TousRemplis,
    presence.ChampsOuPiece,
    presence.LignesOuPiece,
    values.AuMoins,
    values.AuPlus,
    values.NombreOuDescription,
    values.Entre,
    values.SousLeSeuil,
    values.Vaut,
    values.Concerne,
    values.EgaleChamp,
    values.Contient,
    values.LigneParmi,
    dates.Duree,
    dates.Apres,
    dates.PasAvant,
    dates.PasApres,
    dates.DatesDans,
    sending.EnvoyeAvant,
    sending.VoieEnvoi,
    authorisations.AutorisationDetenue,
    authorisations.AutorisationValide,
    agreements.ConventionDeReference,
    agreements.ConventionSignee,
    holder.RatioPersonnel,
    holder.UspDeLaFiliere,
    holder.PrefixeDepartement,
    density.Densite,
    orientation.OrientationCouverte,
    orientation.OrientationCoherente,
    orientation.AccordAvecOffre,
    team.Pluridisciplinarite,
    team.FormationEquipe,
    team.EffectifsObserves,
    finance.Totaux,
    finance.Equilibre,
    finance.AnneesSuivies,
    supply.CouvertureUsp,
    supply.DensiteTerritoires,
    supply.DensiteRegion,
    supply.ChuDotes,
    supply.UspSousActivite,
    supply.CapaciteDesUsp,
    follow_up.ActionsSuivies,
    deadlines.EchuesRealisees,
    deadlines.AbandonsMotives,
    deadlines.RealiseesATemps,
    achievements.LivrablesNommes,
    achievements.ChiffresAtteints,
    achievements.PilotesNommes,
    equipment.LispMinimum,
    equipment.EsmsConventionnes,
    equipment.EmspResponsables,
    equipment.EmspHorsHopital,
    equipment.DensiteLisp,
    lot.UnDepotParEtablissement,
    lot.RegistreTenu,
    lot.SansLienInteret,
    dossier.PiecesPresentes,
    dossier.SansTexteProvisoire,
    dossier.Motive,
)

CHECKS: dict[str, type[Check]] = {
    get_args(cls.model_fields["controle"].annotation)[0]: cls for cls in _CLASSES
}

__all__ = ["CHECKS", "Check", "Context", "Doubtful", "Finding", "Outcome", "View"]
