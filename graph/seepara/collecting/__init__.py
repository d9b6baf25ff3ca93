"""Paths → documents, each in the cache: read, told apart from its doubles, resolved.

A corpus of any size passes through: of each document only what its neighbours may ask is in memory.
"""
