import pytest

from usp_check.documents.identifiers import finess, luhn, siret

# Public numbers of the SAE 2023 (DREES), with and without letters.
REAL = (
    *("180000010", "180000028", "280504267", "280000134", "280000084", "280000183", "360000137", "360000053"),
    *("370000861", "370000481", "370001109", "370002701", "410000020", "410000087", "450002613", "450000088"),
    *("440017598", "440000289", "490000049", "490000031", "450000286", "920030269", "2A0000048", "2B0003990"),
)


@pytest.mark.parametrize("number", REAL)
def test_a_real_finess_is_taken(number: str) -> None:
    assert finess(number) == number


@pytest.mark.parametrize("number", REAL)
def test_one_wrong_digit_is_seen(number: str) -> None:
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    with pytest.raises(ValueError, match=r"^cle$"):
        finess(wrong)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [("28 9900 01 1", "289900011"), ("28\u00a09900\u202f011", "289900011"), ("2a0000048", "2A0000048")],
)
def test_spaces_and_small_letters(typed: str, normal: str) -> None:
    assert finess(typed) == normal


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("123456789", "cle"),
        ("370000480", "cle"),
        ("2A0000047", "cle"),
        ("000000000", "prefixe"),
        ("001234566", "prefixe"),
        ("28990001", "forme"),
        ("2899000110", "forme"),
        ("2C0000048", "forme"),
        ("28A900011", "forme"),
        ("28990001١", "forme"),
        ("２８９９０００１１", "forme"),
        ("", "forme"),
    ],
)
def test_refused_finess(number: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{reason}$"):
        finess(number)


@pytest.mark.parametrize("typed", ["26280004800072", "262 800 048 00072", " 26990000100018 "])
def test_siret(typed: str) -> None:
    assert siret(typed) == "".join(typed.split())


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("26280004800071", "cle"),
        ("00000000000000", "prefixe"),
        ("2628000480007", "forme"),
        ("262800048O0072", "forme"),
        ("٢٦٢٨٠٠٠٤٨٠٠٠٧٢", "forme"),
    ],
)
def test_refused_siret(number: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{reason}$"):
        siret(number)


def test_luhn_sees_swapped_neighbours() -> None:
    assert luhn("289900011")
    assert not luhn("829900011")
