import runpy
import sys
from pathlib import Path

FILES = {
    "__init__.py": '''
from .wood import length
''',
    "wood.py": '''
def length(width, height):
    return 2 * (width + height)
''',
    "__main__.py": '''
import sys

from frames import length

sizes = [int(word) for word in sys.argv[1:]]
if not sizes:
    print("usage: frames WIDTH HEIGHT ...")
for width, height in zip(sizes[::2], sizes[1::2]):
    print(f"{width} x {height} needs {length(width, height)}")
''',
}

folder = Path("frames")
folder.mkdir(exist_ok=True)
for name, text in FILES.items():
    (folder / name).write_text(text, encoding="utf-8")

# Like: python -m frames 20 30
sys.path.insert(0, ".")
sys.argv = ["frames", "20", "30"]
runpy.run_module("frames", run_name="__main__")
