"""Products, codes, photos, embeddings and history in SQLite; returns core values, never rows."""
