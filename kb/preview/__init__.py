"""The preview of a site while its author writes: built again after each change, its pages load again by themselves."""
