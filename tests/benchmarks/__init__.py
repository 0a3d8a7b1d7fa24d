"""The benchmark: ``python -m tests.benchmarks``. No part of the plain test run, but for the tests of its own parts."""
