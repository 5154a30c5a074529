"""What everything stands on: transaction, events, jobs, permissions, subjects, mail, markup. No word of the product."""
