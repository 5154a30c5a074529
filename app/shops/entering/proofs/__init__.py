"""Documents that prove a claim: seen by those who decide alone, gone after seven days or with the decision."""
