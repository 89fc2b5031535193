"""What stands round a count, and reaches a rule through the contest and the count sheet alone.

`contest_file` reads a contest from TOML, `lots_file` its lots; `withdrawals` says what becomes of candidates who have
gone, `reopening` how "re-open nominations" stands, `jointly` who stands with whom and in which contests, `vacancies`
who fills a seat that falls vacant; `outcome` is the count with all of it applied: who takes which seat.
"""
