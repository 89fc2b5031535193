"""People who sign in, the roles they hold and for what."""
