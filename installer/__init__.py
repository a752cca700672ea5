"""Makes what people install: program folders, packages, archives, and their checks."""
