"""unittest: cases and assertions

A class of tests holds one method for each thing that should be so.
`assertEqual` and its relatives say what was expected and what came.
Each test runs alone, whatever the others do.
"""
# /// script
# requires-python = ">=3.11"
# [tool.explorer]
# goal = "Write and run a test class."
# level = "intermediate"
# tags = ["testing"]
# needs = ["subprocess"]
# covers = ["module:unittest", "cli:-m-unittest"]
# docs = ["library/unittest"]
# try = [
#   "Mend `take` with `self.things.remove(thing)`. Do all tests pass?",
#   "Add a test: an empty jar refuses everything.",
#   "Misspell one: `tset_missing_thing`. How many are run?",
# ]
# ///

import subprocess
import sys
import unittest
from pathlib import Path


class Jar:
    def __init__(self, *things):
        self.things = list(things)

    def take(self, thing):
        if thing not in self.things:
            raise ValueError(f"no {thing}")
        self.things = [each for each in self.things if each != thing]
        return len(self.things)


class JarTest(unittest.TestCase):
    # Runs before each test: nobody sees what another test has left.
    def setUp(self):
        self.jar = Jar("salt", "flour", "yeast")

    def test_take_removes_one(self):
        self.jar.take("salt")
        self.assertEqual(self.jar.things, ["flour", "yeast"])

    def test_missing_thing_is_refused(self):
        with self.assertRaises(ValueError):
            self.jar.take("gold")

    # One test, several cases: each that fails is told by itself.
    def test_take_tells_how_many_are_left(self):
        for others in [[], ["flour"], ["salt"]]:
            with self.subTest(others=others):
                left = Jar("salt", *others).take("salt")
                self.assertEqual(left, len(others))


# predict: which of the tests fails, and in which case?
suite = unittest.defaultTestLoader.loadTestsFromTestCase(JarTest)
result = unittest.TestResult()
suite.run(result)
print("ran", result.testsRun, "failed", len(result.failures))
for test, report in result.failures:
    print(test.id().split(".")[-1])
    print(report.strip().splitlines()[-1])

# Usually a command finds the files test*.py of a folder and runs them.
Path("test_sum.py").write_text("""
import unittest

class SumTest(unittest.TestCase):
    def test_one_and_one(self):
        self.assertEqual(1 + 1, 2)
""")
command = [sys.executable, "-B", "-m", "unittest", "-q"]
report = subprocess.run(command, stderr=subprocess.PIPE, text=True)
print("Ran 1 test" in report.stderr, report.stderr.split()[-1])
Path("test_sum.py").unlink()
