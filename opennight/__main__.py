import sys

from opennight.cli import main

sys.exit(main())
