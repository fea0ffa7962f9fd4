"""Gates, approvals and exemptions."""
