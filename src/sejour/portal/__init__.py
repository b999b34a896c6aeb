"""Pages of usagers: sign in, my permit, my application, my documents; and the public check page."""
