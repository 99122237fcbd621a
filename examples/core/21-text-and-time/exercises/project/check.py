from datetime import date

told = run().splitlines()
wanted = ["2025-03-01: 1", "2025-03-02: 2", "2025-03-03: 1"]
assert told == wanted, (
    f"The program should print {wanted}, but it prints {told}."
)

per_day = namespace["per_day"]


def examine(lines, hours, *days):
    wanted = {date(*day): count for *day, count in days}
    came = per_day(list(lines), hours)
    kinds = {type(day).__name__ for day in came}
    assert kinds <= {"date"}, (
        f"The days should be objects of type date, but are {kinds}."
    )
    said = {str(day): count for day, count in came.items()}
    hoped = {str(day): count for day, count in wanted.items()}
    assert came == wanted, (
        f"For {lines} and {hours} hours it should count {hoped}, "
        f"but it counts {said}."
    )
    assert list(came) == list(wanted), (
        f"The earliest day should come first, but it gives {said}."
    )


noon = "[2024-12-31 12:00] lamp: on\n"
late = "[2024-12-31 18:30] lamp: off\n"
early = "[2025-01-01 04:59] gate: opened\n"

examine([], 1)
examine([noon, late], 0, (2024, 12, 31, 2))
examine([late], 5, (2024, 12, 31, 1))
examine([late], 5.5, (2025, 1, 1, 1))
examine([noon, early], -5, (2024, 12, 31, 2))
examine([early, noon, late], 0, (2024, 12, 31, 2), (2025, 1, 1, 1))
examine(["\n", "[no moment] here", "", noon], 1, (2024, 12, 31, 1))
examine(["at [2024-12-31 12:00] lamp", noon], 1, (2024, 12, 31, 1))
examine(["[2025-02-29 12:00] lamp: on", noon], 1, (2024, 12, 31, 1))
