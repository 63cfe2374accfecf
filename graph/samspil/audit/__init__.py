"""What an auditor must know of a plan: what it holds, where it is silent, what can't both be so."""
