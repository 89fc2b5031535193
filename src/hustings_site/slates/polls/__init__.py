"""Supporters' polls: a body alone, or several in alliance, ask their own supporters about all candidates."""
