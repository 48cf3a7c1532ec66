"""Articles: front matter, the tree over all locales, outlines, links."""
