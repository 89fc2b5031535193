from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("motions", "0001_initial")]

    operations = [
        append_only("motions_branchmotion"),
        append_only("motions_passing"),
        append_only("motions_passingtakenback"),
        append_only("motions_likeness"),
        append_only("motions_likenessundone"),
        append_only("motions_ruling"),
        append_only("motions_challenge"),
        append_only("motions_challengeanswer"),
        append_only("motions_committeeresponse"),
        append_only("motions_delegationlist"),
        append_only("motions_delegation"),
        append_only("motions_cardvote"),
        append_only("motions_card"),
        append_only("motions_cardvotedeclared"),
        append_only("motions_motionvote"),
        append_only("motions_motionresult"),
        append_only("motions_triggerballot"),
        append_only("motions_triggerbody"),
        append_only("motions_triggervote"),
        append_only("motions_triggeroutcome"),
        append_only("motions_reselection"),
    ]
