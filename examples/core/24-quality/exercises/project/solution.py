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
    def test_prices_and_their_limits(self):
        for hours, price in [
            (1, 6),
            (2, 6),
            (3, 15),
            (8, 15),
            (9, 24),
        ]:
            with self.subTest(hours=hours):
                self.assertEqual(rent(hours), price)

    def test_a_helmet_costs_three_more(self):
        self.assertEqual(rent(1, helmet=True), 9)
        self.assertEqual(rent(9, helmet=True), 27)

    def test_no_time_is_refused(self):
        for hours in [0, -1]:
            with self.subTest(hours=hours):
                with self.assertRaises(ValueError):
                    rent(hours)


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(RentTest).run(result)
failed = result.failures + result.errors
for test, report in failed:
    print(test.id(), report.strip().splitlines()[-1])
print("run:", result.testsRun, "failed:", len(failed))
