"""The table of the format's first section, row by row: what is accepted, what is refused and why."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from tests.benchmarks import phrases
from usp_check.documents import scalars as s
from usp_check.documents.codes import Activite, Categorie, Metier, Orientation, StatutPoste, Vocation
from usp_check.documents.scalar import Scalar
from usp_check.documents.spellings import EMAIL_LENGTH, USUAL_TEXT, Refused, email

NAMES = (
    *(
        "Text",
        "Name",
        "Boolean",
        "Count",
        "Number",
        "Money",
        "Date",
        "Moment",
        "Finess",
        "Siret",
        "Department",
    ),
    *("Email", "Phone"),
)
TYPES: dict[str, Any] = {name: getattr(s, name) for name in NAMES} | {
    "Metier": Metier,
    "Activite": Activite,
    "Orientation": Orientation,
    "Categorie": Categorie,
    "StatutPoste": StatutPoste,
    "Vocation": Vocation,
}
ADAPTERS = {name: TypeAdapter(kind) for name, kind in TYPES.items()}
SCALARS: dict[str, Scalar] = {name: get_args(kind)[1] for name, kind in TYPES.items()}

ACCEPTED: dict[str, list[tuple[str, Any]]] = {
    "Text": [
        ("Centre hospitalier", "Centre hospitalier"),
        ("\u00a0 L'équipe\u202f", "L'équipe"),
        ("12", "12"),
        ("non", "non"),
        ("e\u0301te\u0301", "été"),
        ("Ωmega", "Ωmega"),
        ("deux\nlignes", "deux\nlignes"),
        ("-", None),
        ("   ", None),
        ("\u00a0", None),
    ],
    "Name": [
        ("USP du Val", "USP du Val"),
        ("Nonancourt", "Nonancourt"),
        ("Aucuneville", "Aucuneville"),
        ("NON", None),
        ("Aucun", None),
        ("aucune", None),
        ("Néant", None),
        ("neant", None),
        ("-", None),
        ("–", None),
    ],
    "Boolean": [
        *((word, True) for word in ("oui", "OUI", "Oui", "true", "True", "vrai", "yes", " oui\u00a0")),
        *((word, False) for word in ("non", "NON", "false", "faux", "Faux", "no", "No")),
    ],
    "Count": [
        *(("0", 0), ("12", 12), (" 12 ", 12), ("1850", 1850), ("1 850", 1850), ("1\u00a0850", 1850)),
        *(("1\u202f850", 1850), ("12 345 678", 12345678), ("\u00a012", 12)),
    ],
    "Number": [
        *(("2.5", Decimal("2.5")), ("2,5", Decimal("2.5")), ("1 850,50", Decimal("1850.50"))),
        *(("0", Decimal(0)), ("0,25", Decimal("0.25")), ("12", Decimal(12)), ("1.850", Decimal("1.850"))),
    ],
    "Money": [
        *(("250000", Decimal(250000)), ("250 000 €", Decimal(250000)), ("250 000\u00a0€", Decimal(250000))),
        *(("250000€", Decimal(250000)), ("12,50", Decimal("12.50")), ("12.5 €", Decimal("12.5"))),
        *(("0", Decimal(0)), ("1\u202f850,50\u202f€", Decimal("1850.50"))),
    ],
    "Date": [
        *((text, date(2024, 10, 21)) for text in ("2024-10-21", "21/10/2024", " 2024-10-21\u00a0")),
        *(
            ("1/9/2026", date(2026, 9, 1)),
            ("01/09/2026", date(2026, 9, 1)),
            ("2024-02-29", date(2024, 2, 29)),
        ),
    ],
    "Moment": [
        *((text, date(2024, 10, 21)) for text in ("2024-10-21", "21/10/2024")),
        *(
            (text, datetime(2024, 10, 21, 14, 30))
            for text in (
                *("2024-10-21 14:30", "2024-10-21T14:30", "2024-10-21 14:30:00", "21/10/2024 à 14h30"),
                *("21/10/2024 à 14 h 30", "21/10/2024 14:30", "21/10/2024, 14h30", "21/10/2024 à 14h30min"),
                "21/10/2024\u00a0à\u00a014\u00a0h\u00a030",
            )
        ),
        ("2024-10-21 9h", datetime(2024, 10, 21, 9)),
    ],
    "Finess": [
        *(("289900011", "289900011"), ("28 9900 011", "289900011"), ("010007300", "010007300")),
        ("2a0000048", "2A0000048"),
    ],
    "Siret": [("26280004800072", "26280004800072"), ("262 800 048 00072", "26280004800072")],
    "Department": [
        *((code, code) for code in ("01", "08", "19", "2A", "2B", "21", "28", "95", "971", "976")),
        *(("2a", "2A"), (" 28 ", "28")),
    ],
    "Email": [("estel.queral@ars.sante.fr", "estel.queral@ars.sante.fr"), ("a+b@x-y.fr ", "a+b@x-y.fr")],
    "Phone": [
        *((text, text) for text in ("0299000000", "02 99 00 00 00", "02.99.00.00.00", "+33299000000")),
        *((text, text) for text in ("+33 2 99 00 00 00", "02\u00a099\u00a000\u00a000\u00a000")),
    ],
    "Metier": [
        *((text, "aide_soignant") for text in ("aide_soignant", "aide-soignant", "Aide soignante", "AS")),
        *((text, "infirmier") for text in ("IDE", "ide", "Infirmière", "INFIRMIER", "infirmières")),
        *((text, "infirmier_pratique_avancee") for text in ("IPA", "infirmier en pratique avancée")),
        *((text, "assistant_social") for text in ("assistante sociale", "Assistant de service social")),
        *(
            ("ASH", "ash"),
            ("Médecin", "medecin"),
            ("mede\u0301cin", "medecin"),
            ("cadre de santé", "cadre_sante"),
        ),
        *(("diététicienne", "dieteticien"), ("aidesoignant", "aide_soignant"), ("", None)),
    ],
    "Activite": [("SSR", "smr"), ("smr", "smr"), ("Médecine", "medecine"), ("HAD", "had")],
    "Orientation": [
        ("Gériatrique", "geriatrique"),
        ("polyvalent", "polyvalente"),
        ("ONCOLOGIQUE", "oncologique"),
    ],
    "Categorie": [
        ("CH", "ch"),
        ("CHRU", "chu"),
        ("hôpital de proximité", "hopital_proximite"),
        ("CLCC", "clcc"),
    ],
    "StatutPoste": [("en poste", "en_poste"), ("À recruter", "a_recruter"), ("recruté", "recrute")],
    "Vocation": [
        ("Cancérologie", "cancerologie"),
        ("oncologie", "cancerologie"),
        ("pneumologie", "pneumologie"),
    ],
}

REFUSED: dict[str, list[tuple[str, str]]] = {
    "Boolean": [
        (text, "booleen") for text in ("1", "0", "o", "x", "n", "y", "on", "off", "t", "ouii", "peut-être")
    ],
    "Count": [
        *(
            (text, "nombre_entier")
            for text in ("010", "1e3", "0x10", "1_000", "1 85", "18 50", "1  850", "douze")
        ),
        *(
            (text, "nombre_entier")
            for text in ("١٢", "１２", "+12", "1,850,000", "9" * 16, "9" * 5000, "1'850")
        ),
        *((text, "nombre_a_virgule") for text in ("12,5", "12.0", "12.5", "0,0")),
        *(("-1", "nombre_negatif"), ("− 3", "nombre_negatif"), ("-12,5", "nombre_negatif")),
    ],
    "Number": [
        *((text, "nombre") for text in ("1,850,000", "NaN", "inf", "Infinity", "1e3", "0x10", "1_000", "01")),
        *(
            (text, "nombre")
            for text in ("٢", "２,５", ".5", "5.", "5,", "2,5 ETP", "1/2", "1" * 16, "0," + "1" * 10)
        ),
        *(("-2,5", "nombre_negatif"), ("-0", "nombre_negatif")),
    ],
    "Money": [
        *(
            (text, "montant")
            for text in ("1,850,000", "NaN", "€", "250 k€", "€ 250", "1e3", "250 000 EUR", "٢")
        ),
        *((text, "montant_ambigu") for text in ("1.850", "1,850", "1.850 €", "12 345.678")),
        *(("12,3456", "montant_centimes"), ("-250 €", "nombre_negatif")),
    ],
    "Date": [
        *(
            (text, "date")
            for text in ("0", "20241021", "2024-10", "2024/10/21", "21-10-2024", "21 octobre 2024")
        ),
        *(
            (text, "date")
            for text in ("2024-1-2", "1729500000", "٢٠٢٤-١٠-٢١", "2024-10-21 14:30", "2024-10-21T00:00")
        ),
        *(("10/21/2024", "date_ordre"), ("1/13/2024", "date_ordre"), ("21/10/24", "date_annee_courte")),
        *(
            (text, "date_inexistante")
            for text in ("2024-02-30", "30/02/2024", "2023-02-29", "2024-13-01", "0000-01-01")
        ),
        *((text, "date_inexistante") for text in ("32/10/2024", "13/13/2024", "00/10/2024")),
    ],
    "Moment": [
        *(
            (text, "moment")
            for text in ("0", "hier", "2024-10-21 midi", "2024-10-21 14:30Z", "2024-10-21 14h3")
        ),
        *((text, "moment_heure") for text in ("2024-10-21 25:00", "21/10/2024 à 14h60", "2024-10-21 24:00")),
        *(("10/21/2024 14:30", "date_ordre"), ("2024-02-30 14:30", "date_inexistante")),
        ("21/10/24 à 14h30", "date_annee_courte"),
    ],
    "Finess": [
        *(("123456789", "finess_cle"), ("370000480", "finess_cle"), ("000000000", "finess_prefixe")),
        *(("28990001", "finess"), ("10007300", "finess"), ("28-9900-011", "finess"), ("٢٨٩٩٠٠٠١١", "finess")),
    ],
    "Siret": [
        *(("26280004800073", "siret_cle"), ("0" * 14, "siret_prefixe"), ("123", "siret")),
    ],
    "Department": [
        (text, "departement") for text in ("20", "96", "1", "00", "970", "977", "2C", "٢٨", "028", "Cher")
    ],
    "Email": [
        (text, "courriel")
        for text in (
            *("nom", "nom@", "@ars.fr", "nom@ars", "a@b.fr, c@d.fr", "a b@c.fr", "a@b.fr;c@d.fr", "a@-b.fr"),
            *("a..b@c.fr", "élise@ars.fr", "a@b..fr", "a@b.f", "x" * 250 + "@b.fr"),
        )
    ],
    "Phone": [
        (text, "telephone")
        for text in (
            "15",
            "00 99 00 00 00",
            "02 99 00 00",
            "+32 2 99 00 00 00",
            "02 99 00 00 00 12",
            "٠٢٩٩٠٠٠٠٠٠",
        )
    ],
    "Metier": [
        (text, "code") for text in ("chef", "infirmierr", "1", "médecin/IDE", "-", "ide" + " " * 90 + "x")
    ],
    "Activite": [("medecinne", "code"), ("mco", "code")],
    "Text": [("\ud800", "texte")],
    "Name": [("a\udfff", "texte")],
}

PLACEHOLDERS = (
    "à compléter",
    "TODO",
    "xxx",
    "…",
    "...",
    "[À définir]",
    "<tbd>",
    "???",
    "Lorem ipsum dolor sit amet",
)


def rows(table: Mapping[str, Sequence[tuple[str, Any]]]) -> list[Any]:
    return [
        pytest.param(name, typed, expected, id=f"{name}-{typed[:30]!a}")
        for name, lines in table.items()
        for typed, expected in lines
    ]


@pytest.mark.parametrize(("name", "typed", "value"), rows(ACCEPTED))
def test_accepted(name: str, typed: str, value: object) -> None:
    for got in (ADAPTERS[name].validate_python(typed), SCALARS[name].read(typed)):
        assert got == value
        assert type(got) is type(value)


@pytest.mark.parametrize(("name", "typed", "code"), rows(REFUSED))
def test_refused(name: str, typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        ADAPTERS[name].validate_python(typed)
    assert [error["type"] for error in caught.value.errors()] == [SCALARS[name].kind]
    with pytest.raises(Refused) as refused:
        SCALARS[name].read(typed)
    assert refused.value.code == code


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("typed", PLACEHOLDERS)
def test_no_type_takes_a_placeholder(name: str, typed: str) -> None:
    with pytest.raises(ValidationError):
        ADAPTERS[name].validate_python(typed)


@pytest.mark.parametrize("name", TYPES)
def test_the_example_is_accepted(name: str) -> None:
    assert SCALARS[name].read(SCALARS[name].exemple) is not None


@pytest.mark.parametrize(
    ("name", "typed", "proposition"),
    [
        ("Metier", "infirmierr", "infirmier"),
        ("Metier", "aide soignantte", "aide_soignant"),
        ("Metier", "zzz", ""),
        ("Orientation", "oncologigue", "oncologique"),
        ("Department", "1", "01"),
        ("Department", "96", ""),
    ],
)
def test_a_near_word_is_proposed(name: str, typed: str, proposition: str) -> None:
    with pytest.raises(Refused) as refused:
        SCALARS[name].read(typed)
    assert (refused.value.proposition or SCALARS[name].suggest(typed)) == proposition


@pytest.mark.parametrize(
    ("name", "given_value", "value"),
    [
        ("Count", 12, 12),
        ("Boolean", True, True),
        ("Number", 2, Decimal(2)),
        ("Number", 2.5, Decimal("2.5")),
        ("Money", Decimal("12.50"), Decimal("12.50")),
        ("Date", date(2024, 10, 21), date(2024, 10, 21)),
        ("Moment", datetime(2024, 10, 21, 14, 30), datetime(2024, 10, 21, 14, 30)),
        ("Moment", datetime(2024, 10, 21, 12, 30, tzinfo=UTC), datetime(2024, 10, 21, 14, 30)),
    ],
)
def test_values_of_a_true_type(name: str, given_value: object, value: object) -> None:
    assert ADAPTERS[name].validate_python(given_value) == value


WRONG_TYPES: dict[str, list[Any]] = {
    "Count": [True, 12.0, -1, Decimal(12), b"12", []],
    "Boolean": [1, 0, [], {}],
    "Number": [True, -1, float("nan"), float("inf"), Decimal("sNaN"), []],
    "Money": [1.855, True, ["1"]],
    "Date": [0, datetime(2024, 10, 21), {}],
    "Text": [12, True, [], {}, b"texte"],
    "Finess": [289900011, [], {}],
    "Metier": [1, ["medecin"], {}],
}


@pytest.mark.parametrize(
    ("name", "given_value"),
    [(name, value) for name, refused in WRONG_TYPES.items() for value in refused],
)
def test_other_types_are_refused(name: str, given_value: object) -> None:
    with pytest.raises(ValidationError):
        ADAPTERS[name].validate_python(given_value)


KEYBOARD = st.text("0123456789 \u00a0\u202f.,-/€:hTàaéoOuinNvrxLl'’_+@fAB\n\te\u0301", max_size=14)
SPELLINGS = st.sampled_from(
    sorted({typed for lines in (*ACCEPTED.values(), *REFUSED.values()) for typed, _ in lines})
)


@pytest.mark.parametrize("name", TYPES)
@given(typed=KEYBOARD | SPELLINGS | st.text(max_size=8))
def test_the_quick_reader_never_disagrees_with_the_slow_one(name: str, typed: str) -> None:
    try:
        slow = SCALARS[name].read(typed)
    except Refused:
        with pytest.raises(ValidationError):
            ADAPTERS[name].validate_python(typed)
    else:
        assert ADAPTERS[name].validate_python(typed) == slow


@pytest.mark.parametrize("name", [name for name, scalar in SCALARS.items() if scalar.usual])
@given(data=st.data())
def test_what_is_usual_is_read_at_once_as_at_length(name: str, data: st.DataObject) -> None:
    scalar = SCALARS[name]
    usual, at_once = scalar.usual, scalar.at_once or str
    assert usual
    written = st.from_regex(usual["pattern"].removesuffix("$"), fullmatch=True)
    typed = data.draw(written.filter(lambda typed: len(typed) <= usual.get("max_length", len(typed))))

    def outcome(read: Callable[[str], object]) -> object:
        try:
            return read(typed)
        except ValueError:
            return None

    assert outcome(at_once) == outcome(scalar.read)


def test_most_texts_are_usual() -> None:
    lines = [line for line in phrases.SUPPORT + phrases.TEACHING if not line.startswith("Entretien")]
    usual = [line for line in (*lines, "L’équipe, « réunie » à 7 h…") if re.match(USUAL_TEXT, line)]
    assert len(usual) == len(lines) + 1 > 4


def test_an_address_is_as_long_as_the_mail_takes() -> None:
    longest = f"{'a' * (EMAIL_LENGTH - len('@b.example'))}@b.example"
    assert email(longest) == ADAPTERS["Email"].validate_python(longest) == longest
    with pytest.raises(Refused):
        email(f"a{longest}")
    with pytest.raises(ValidationError):
        ADAPTERS["Email"].validate_python(f"a{longest}")
