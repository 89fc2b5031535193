"""The poll: credentials, encrypted ballots, the bulletin board, trustees. Knows credentials, never people."""
