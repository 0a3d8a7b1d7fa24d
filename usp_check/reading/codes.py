"""Every code that reading a file can raise, with the arguments that its French message may use.

A fault always carries exactly the arguments named here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    # FMT-01: the file itself
    ("FMT-01", "introuvable"): (),
    ("FMT-01", "est_un_dossier"): (),
    ("FMT-01", "pas_un_fichier"): (),  # a device, a pipe, a socket
    ("FMT-01", "acces_refuse"): (),
    ("FMT-01", "illisible"): (),  # any other refusal of the system: a name too long, a broken disk
    ("FMT-01", "vide"): (),  # nothing, or only blanks and comments
    # octet: "0xE9"; probable: windows-1252, utf-16, utf-32 or inconnu
    ("FMT-01", "encodage"): ("octet", "ligne", "colonne", "probable"),
    ("FMT-01", "binaire"): ("nature",),  # what the file seems to be, or "inconnue"
    # FMT-02: what is typed is not YAML, or not the YAML that is read here
    ("FMT-02", "tabulation"): (),
    ("FMT-02", "plusieurs_documents"): (),  # the first is kept
    ("FMT-02", "balise"): ("balise",),  # an explicit tag; the text is kept
    ("FMT-02", "fusion"): (),  # a merge key; it is left out
    ("FMT-02", "pas_des_cles"): ("lu",),  # lu: liste or texte
    ("FMT-02", "cle_complexe"): (),  # a list or a mapping as a key; left out with its value
    ("FMT-02", "cle_vide"): (),  # a colon with no key before it; left out with its value
    ("FMT-02", "alias_inconnu"): ("nom",),
    ("FMT-02", "caractere_interdit"): ("caractere", "nombre"),  # "U+0007", how many in all
    ("FMT-02", "caractere_reserve"): ("caractere",),  # an unquoted value that begins with @ ` % | > * & ! ?
    ("FMT-02", "indentation"): (),
    ("FMT-02", "espace_insecable"): (),  # a key indented with no-break spaces: its level is not what one sees
    ("FMT-02", "deux_points_dans_texte"): (),  # a second ": " in an unquoted text
    ("FMT-02", "deux_points_manquant"): (),  # a line that should be a key and has no colon
    ("FMT-02", "espace_apres_deux_points"): (),
    ("FMT-02", "espace_apres_tiret"): (),
    ("FMT-02", "tiret_mal_place"): (),  # a list that begins on the line of its key
    ("FMT-02", "guillemet_non_ferme"): ("guillemet",),  # placed where it opens
    ("FMT-02", "texte_apres_guillemet"): ("guillemet",),  # also an apostrophe within '…'
    ("FMT-02", "barre_oblique_inverse"): (),  # a backslash between double quotes
    ("FMT-02", "crochet_non_ferme"): (),  # placed where it opens
    ("FMT-02", "accolade_non_fermee"): (),  # placed where it opens
    ("FMT-02", "fermeture_en_trop"): ("caractere",),  # a ] or } that closes nothing
    ("FMT-02", "texte_apres_fermeture"): ("caractere",),  # a text that follows a ] or a }
    ("FMT-02", "virgule_manquante"): (),
    ("FMT-02", "virgule_en_trop"): (),
    ("FMT-02", "bloc_mal_ouvert"): ("caractere",),  # something follows | or > on its line
    ("FMT-02", "directive"): (),  # a line that begins with %
    ("FMT-02", "syntaxe"): (),  # whatever is left
    # FMT-03: more than is read
    ("FMT-03", "taille"): ("limite",),  # in bytes
    ("FMT-03", "profondeur"): ("limite",),
    ("FMT-03", "noeuds"): ("limite",),
    ("FMT-03", "alias_recursif"): ("nom",),
    ("FMT-03", "trop_de_fautes"): ("limite",),  # the rest is given up: the file is plainly no dossier
    # FMT-04: a key twice in one mapping; the first is kept
    ("FMT-04", "cle_en_double"): ("cle", "ligne", "premiere_ligne"),
}
