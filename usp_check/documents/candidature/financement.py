"""The financial model, by the titles of the EPRD (état des prévisions de recettes et de dépenses)."""

from usp_check.documents.describing import Groupe, champ
from usp_check.documents.scalars import Count, Money, Text


class Charges(Groupe):
    """Les charges d’un exercice, par titre de l’EPRD."""

    personnel: Money | None = champ("Charges de personnel", "Titre 1 : charges de personnel.", "1 650 000")
    medicales: Money | None = champ(
        "Charges à caractère médical", "Titre 2 : charges à caractère médical.", "210 000"
    )
    hotelieres_generales: Money | None = champ(
        "Charges hôtelières et générales", "Titre 3 : charges à caractère hôtelier et général.", "180 000"
    )
    amortissements_financieres: Money | None = champ(
        "Amortissements et charges financières",
        "Titre 4 : charges d’amortissement, de provisions, financières et exceptionnelles.",
        "60 000",
    )


class Produits(Groupe):
    """Les produits d’un exercice, par titre de l’EPRD."""

    assurance_maladie: Money | None = champ(
        "Produits versés par l’assurance maladie",
        "Titre 1 : produits versés par l’assurance maladie.",
        "1 800 000",
    )
    autres_activite: Money | None = champ(
        "Autres produits de l’activité", "Titre 2 : autres produits de l’activité hospitalière.", "120 000"
    )
    fir: Money | None = champ(
        "FIR", "Les crédits du Fonds d’intervention régional (FIR) sur l’exercice.", "150 000"
    )
    autres: Money | None = champ("Autres produits", "Titre 3 : autres produits.", "30 000")


class Exercice(Groupe):
    """Une année de la modélisation financière."""

    annee: Count | None = champ("Année", "L’année de l’exercice, en quatre chiffres.", "2025")
    charges: Charges | None = champ("Charges", "Les charges de l’exercice, en euros, par titre de l’EPRD.")
    produits: Produits | None = champ(
        "Produits", "Les produits de l’exercice, en euros, par titre de l’EPRD."
    )
    total_charges: Money | None = champ(
        "Total des charges", "Facultatif : le total annoncé, comparé à la somme des lignes.", "2 100 000"
    )
    total_produits: Money | None = champ(
        "Total des produits", "Facultatif : le total annoncé, comparé à la somme des lignes.", "2 100 000"
    )


class Investissement(Groupe):
    """Une dépense d’investissement."""

    annee: Count | None = champ("Année de l’investissement", "L’année de la dépense.", "2025")
    libelle: Text | None = champ("Objet de l’investissement", "Ce que la dépense finance.", "Travaux")
    montant: Money | None = champ(
        "Montant de l’investissement", "Le montant de la dépense, en euros.", "450 000 €"
    )


class Financement(Groupe):
    """La modélisation financière du projet."""

    credit_amorcage_fir: Money | None = champ(
        "Crédit d’amorçage demandé",
        "Le crédit d’amorçage demandé au Fonds d’intervention régional (FIR), en euros.",
        "250 000 €",
    )
    exercices: tuple[Exercice | None, ...] | None = champ(
        "Exercices", "Les années de la modélisation financière, une par tiret, dans l’ordre."
    )
    investissements: tuple[Investissement | None, ...] | None = champ(
        "Investissements", "Les dépenses d’investissement, une par tiret."
    )
    piece: Text | None = champ(
        "Pièce jointe",
        "Chemin de la modélisation financière, si elle est jointe, à partir de ce fichier.",
        "pieces/eprd.pdf",
    )
