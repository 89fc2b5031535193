"""Committees: their seats and who holds them, the balance, vacancies, meetings, motions, votes."""
