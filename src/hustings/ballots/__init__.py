"""Papers as voters marked them, and a profile of the distinct ones.

`paper` says what can stand on a paper, `profile` gathers the distinct papers of one contest, `rankings` holds the
many that are plainly marked, `stores` sorts them, `formats` reads and writes files.
"""
