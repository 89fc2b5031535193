"""Recall of a representative, where the rules have it: petition, accountability meeting, ballot."""
