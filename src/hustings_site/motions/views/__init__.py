"""Pages of motions: what everybody reads, what branches record, what officers do."""
