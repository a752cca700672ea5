"""Plain frozen values and rules; standard library and NumPy only."""
