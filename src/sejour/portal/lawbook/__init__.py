"""The law as its pages show it: words, tables, articles, changes, searches, made from its package."""
