"""Embedding to neighbours: exact search, HNSW, and the cache file of the HNSW graphs."""
