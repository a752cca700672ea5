"""One archive with every wheel and the model pack, for networks without a way out."""
