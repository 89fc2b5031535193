"""Count, verify and explain the elections of member organisations.

Imports point one way: ``ballots <- count <- rules <- contests <- analysis <- report <- cli``;
``belenios`` imports ``ballots`` only; ``matching`` stands alone. See docs/architecture.md.
"""

__version__ = "0.1.0"
