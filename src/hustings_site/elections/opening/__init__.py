"""From the close to the votes: what is done in which order, by whom, on which page; and its rehearsal."""
