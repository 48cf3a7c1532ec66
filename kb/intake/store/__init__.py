"""Where tickets are kept: one set of statements over SQLite or PostgreSQL."""
