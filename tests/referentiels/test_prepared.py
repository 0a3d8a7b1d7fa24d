"""What ships prepared is what its file says, and is left aside as soon as the file says something else."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from usp_check.reading import read_file
from usp_check.referentiels.catalogue import FORMAT, HERE
from usp_check.referentiels.loader import format_from_file, format_requirements, load, parse
from usp_check.referentiels.prepared import prepared, prepared_file
from usp_check.referentiels.prepared.writing import shipped_files, source


@pytest.mark.parametrize("path", shipped_files(), ids=lambda path: path.stem)
def test_files_are_up_to_date(path: Path) -> None:
    written = prepared_file(path).read_text(encoding="utf-8")
    assert written == source(path), "python -m usp_check.referentiels.prepared"


@pytest.mark.parametrize("path", shipped_files(), ids=lambda path: path.stem)
def test_what_is_prepared_is_what_the_file_says(path: Path) -> None:
    made = prepared(path)
    read = format_from_file() if path == FORMAT else parse(path.name, read_file(path))
    assert made is not None
    assert made == read
    assert repr(made) == repr(read)  # the types too: 1 is not Decimal("1")


def test_what_is_prepared_is_used() -> None:
    load.cache_clear()
    format_requirements.cache_clear()
    assert load("cvl-2024") == prepared(HERE / "cvl-2024.yaml")
    assert format_requirements() == prepared(FORMAT)


def test_another_file_is_not_the_one_that_was_prepared(tmp_path: Path) -> None:
    copy = copytree(HERE, tmp_path / "referentiels", ignore=lambda *_: ["prepared"]) / "cvl-2024.yaml"
    assert prepared(copy) is not None
    copy.write_bytes(copy.read_bytes() + b"# relu\n")
    assert prepared(copy) is None


def test_data_that_changed_are_not_those_that_were_prepared(tmp_path: Path) -> None:
    folder = copytree(HERE, tmp_path / "referentiels", ignore=lambda *_: ["prepared"])
    data = next((folder / "donnees").glob("*.yaml"))
    data.write_bytes(data.read_bytes() + b"# relu\n")
    assert prepared(folder / "cvl-2024.yaml") is None


def test_nothing_is_prepared_of_a_file_of_ones_own(tmp_path: Path) -> None:
    assert prepared(tmp_path / "mien-2030.yaml") is None
