"""What is printed or sent on: the report of a campaign, its poster, its pictures."""
