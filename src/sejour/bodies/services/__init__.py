"""Everything that writes about bodies: who they are, what they ask, whom they follow, what they are told."""
