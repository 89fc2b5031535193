"""Belenios cryptography version 1 (specification 3.1, releases up to 3.3.0), one module for each section.

Read beside the specification, in this order: ``group`` and ``finite_field`` (5), ``encoding`` (4.1), ``hashing``,
``archive`` (4.4), ``trustees`` (4.5 to 4.7), ``pki`` and ``pedersen`` (4.6), ``credentials`` (4.8), ``election``
and ``questions`` (4.9 to 4.15), ``signature`` and ``ballots`` (4.16, 4.17), ``tally`` (4.18), ``shuffle`` (4.19, 6),
``decryption`` (4.20), ``result`` (4.21). ``verify`` is the auditor: every rule by name, every finding reported.
"""
