"""Reading measures and cases: lists with filters, pages, files and feeds."""
