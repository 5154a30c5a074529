"""Lists of shops that staff send in the browser: a dry run line by line, then the same import as by command."""
