"""The names of the departments stand beside the codes that dossiers may write."""

from usp_check.documents.departements import named, names
from usp_check.documents.spellings import DEPARTMENTS


def test_every_department_has_its_name() -> None:
    assert names().keys() == set(DEPARTMENTS)
    assert all(name.strip() == name and name for name in names().values())
    assert len(set(names().values())) == len(DEPARTMENTS)


def test_a_code_is_shown_with_its_name() -> None:
    assert named("2A") == "2A Corse-du-Sud"
    assert named("ZZ") == "ZZ"
