"""Search: what is indexed, the index that the browser reads in parts, and asking it."""
