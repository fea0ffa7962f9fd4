"""Shell command lines, read for what would step round the hooks. Pure: nothing is run."""
