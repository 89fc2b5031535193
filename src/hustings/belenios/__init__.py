"""The Belenios voting protocol: one package for each version of its cryptography.

``v1`` is the one of every Belenios release up to 3.3.0 (specification 3.1). Version 2, unreleased, hashes differently
everywhere; when it is published it becomes ``v2`` beside this one, and ``v1`` stays as it is.
"""
