"""Embedding to neighbours."""
