"""What holds for every test."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

# How long an example takes says more of the machine than of the code.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make a failure, in continuous integration, of a test with a real program that is passed over."""
    report = yield
    if report.skipped and item.get_closest_marker("lourd") and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"not to be skipped in continuous integration: {report.longrepr}"
    return report
