"""The search beside its peers: quality, bytes and time on development queries."""
