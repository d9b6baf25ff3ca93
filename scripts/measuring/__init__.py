"""How accurate the program is, measured with what careful readers found (the gold of ``../shared``)."""
