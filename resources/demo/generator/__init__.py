"""Scene generator of the demo catalogue: product tables, printed labels, shapes, stage, render."""
