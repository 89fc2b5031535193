"""What stands round a count: contest files, withdrawals, re-open nominations, joint candidates, vacancies."""
