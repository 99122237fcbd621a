import unittest


def rent(hours, helmet=False):
    """Return the price in euros."""
    if hours <= 0:
        raise ValueError("rent it for an hour at least")
    if hours <= 2:
        price = 6
    elif hours <= 8:
        price = 15
    else:
        price = 24
    if helmet:
        price += 3
    return price


class RentTest(unittest.TestCase):
    def test_an_hour(self):
        self.assertEqual(rent(1), 6)


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(RentTest).run(result)
failed = result.failures + result.errors
for test, report in failed:
    print(test.id(), report.strip().splitlines()[-1])
print("run:", result.testsRun, "failed:", len(failed))
