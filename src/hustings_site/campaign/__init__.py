"""What candidates answer to a programme, who was asked how often, hustings meetings, mail to members, endorsements."""
