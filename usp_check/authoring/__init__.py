"""What helps to write a référentiel: a skeleton to start from, and a review that tells all that is wrong at once."""
