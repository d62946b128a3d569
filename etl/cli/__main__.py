"""`python -m etl.cli` is `jibao`."""

import sys

from etl.cli.program import main

sys.exit(main())
