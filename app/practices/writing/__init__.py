"""Writing measures and cases: five questions or the full form, drafts, versions, publication."""
