"""Motions: what branches passed, what was ruled on it, votes on motions by ballot and by card, trigger ballots.

How to call it (each service says `by`, a scope string such as "user:3", and writes the journal):

    from hustings_site.motions.services import branches, cards, rulings, triggers, votes

    passing = branches.record_passing(by=by, branch=branch, said=branches.Said(title, text, passed_on, meeting, ...))
    ruling = rulings.rule(by=by, motion=passing.motion, kind=RulingKind.OUT_OF_ORDER, author="...", text="...", on=day)
    challenge = rulings.challenge(by=by, ruling=ruling, author="...", text="...", on=day)
    rulings.answer_challenge(by=by, challenge=challenge, upheld=False, author="...", text="...", on=day)
    rulings.respond(by=by, motion=passing.motion, committee=committee, text="...", on=day, decision=None)

    listed = cards.publish_delegations(by=by, organisation=union, title="...", source="...", lines=[cards.Line(...)])
    vote = cards.announce_card_vote(by=by, delegations=listed, about=cards.About(...))
    cards.record_cards(by=by, vote=vote, shown={delegation: Shown.FOR, ...})
    cards.propose_declaring(by=by, vote=vote)      # a second officer approves; then vote.declared has the figures

    contest = votes.put_to_vote(by=by, organisation=union, question=votes.Question(...))   # by secret ballot
"""
