"""Forms: one definition that page, service, composed text and schema read alike."""
