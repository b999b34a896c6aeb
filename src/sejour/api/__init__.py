"""What machines ask: the questions of the law, answered over HTTP without an account."""
