"""Groups that recommend candidates, alone or in alliance; how a slate is made, and what came of it."""
