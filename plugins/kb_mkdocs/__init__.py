"""The MkDocs plugins of a knowledge base: thin adapters around ``kb``."""
