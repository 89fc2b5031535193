"""The nouns and verbs of counting. Knows no law.

`contest` says what is to be filled by whom, `papers` which papers are valid, `sheet` is the count sheet on which a
rule works, `arithmetic` divides and says how it rounds, `ties` holds the readings of "had unequal votes before",
`lots` settles what nothing else does, `transcript` records every event with its clause.
"""
