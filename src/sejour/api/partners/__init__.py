"""What authorised bodies ask: tokens, the rights of people they name, whom they follow, what happened."""
