"""Everything printed on a pack: pictograms, bar codes, label templates, faces."""
