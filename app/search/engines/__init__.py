"""The engines: tantivy (default), Whoosh (pure Python), and an exact one in memory that the tests trust."""
