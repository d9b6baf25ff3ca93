"""Phrases that refer: a fast finder of where one may begin, and a parser of what it says."""
