"""Exit codes, as sysexits.h has them: a call that cannot be understood, and a fault of ours."""

USAGE, OUR_FAULT = 64, 70
