"""The bulletin of a quarter: what came in, what it says, how the targets stand; the annual set in small."""
