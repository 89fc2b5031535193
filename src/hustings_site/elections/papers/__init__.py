"""Voting on paper beside the screen: printed papers, requests, envelopes, entry of votes, and the ballot account."""
