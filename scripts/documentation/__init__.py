"""The documentation site: the pages of docs/, with what is computed from the program."""
