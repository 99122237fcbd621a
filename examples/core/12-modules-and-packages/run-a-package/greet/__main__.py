"""What `python -m greet NAME` runs."""

import sys

from greet import hello

print(hello(sys.argv[1]), "from", __name__)
