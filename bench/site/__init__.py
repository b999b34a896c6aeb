"""The platform as it is served, with one bare page more, which the product does not ship."""
