"""Use cases: the only layer that combines catalogue, index and vision; knows no Qt."""
