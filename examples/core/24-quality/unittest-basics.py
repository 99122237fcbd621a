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
#   "Mend `take` so that all tests pass.",
#   "Add a test for taking nothing.",
#   "Use `assertIn` to look for `salt` in the jar.",
# ]
# ///

import subprocess
import sys
import unittest


class Jar:
    def __init__(self, *things):
        self.things = list(things)

    def take(self, thing):
        self.things.remove(thing)
        return len(self.things) - 1


class JarTest(unittest.TestCase):
    # Runs before each test: nobody sees what another test has left.
    def setUp(self):
        self.jar = Jar("salt", "flour", "yeast")

    def test_take_removes_one(self):
        self.jar.take("salt")
        self.assertEqual(self.jar.things, ["flour", "yeast"])

    def test_take_tells_how_many_are_left(self):
        self.assertEqual(self.jar.take("salt"), 2)

    def test_missing_thing_is_refused(self):
        with self.assertRaises(ValueError):
            self.jar.take("gold")

    # One test, several cases: each that fails is told.
    def test_every_thing_can_be_taken(self):
        for thing in ["salt", "yeast"]:
            with self.subTest(thing=thing):
                self.assertIsInstance(self.jar.take(thing), int)


# predict: four tests. How many of them fail?
suite = unittest.defaultTestLoader.loadTestsFromTestCase(JarTest)
result = unittest.TestResult()
suite.run(result)
print("ran", result.testsRun, "failed", len(result.failures))
for test, report in result.failures:
    print(test.id().split(".")[-1])
    print(report.strip().splitlines()[-1])

# Usually a command finds and runs the tests of a folder. In this one
# there are none.
command = [sys.executable, "-m", "unittest", "discover", "-q"]
report = subprocess.run(command, stderr=subprocess.PIPE, text=True)
print("Ran 0 tests" in report.stderr)
