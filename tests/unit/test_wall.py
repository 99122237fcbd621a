"""What counts against the time limit of a run that waits for the person."""

from __future__ import annotations

from desktop.child.wall import Wall


class Used:
    """The processor's time of a made-up run."""

    def __init__(self) -> None:
        self.seconds, self.is_computing = 0.0, False

    def __call__(self) -> tuple[float, bool]:
        return self.seconds, self.is_computing


def test_waiting_does_not_count_and_the_rest_does() -> None:
    wall, used = Wall(10, 3600, 0), Used()
    wall.wait(4, used)
    assert not wall.is_over(1000, used)
    wall.go_on(2000, used)
    assert not wall.is_over(2005, used)
    assert wall.is_over(2006.1, used)


def test_what_it_computes_while_it_waits_counts() -> None:
    wall, used = Wall(10, 3600, 0), Used()
    wall.wait(0, used)
    used.seconds = 6
    assert not wall.is_over(100, used)
    used.seconds = 11
    assert wall.is_over(200, used)


def test_processes_that_nobody_can_count_any_more_count_when_they_are_seen() -> None:
    wall, used = Wall(10, 3600, 0), Used()
    wall.wait(0, used)
    used.is_computing = True
    assert not wall.is_over(9, used)
    assert wall.is_over(11, used)


def test_a_claim_again_and_again_wins_nothing() -> None:
    wall, used = Wall(10, 3600, 0), Used()
    for second in range(12):
        used.seconds = second
        wall.go_on(second, used)
        wall.wait(second + 0.01, used)
    assert wall.is_over(12, used)


def test_all_waiting_together_ends_too() -> None:
    wall, used = Wall(10, 60, 0), Used()
    wall.wait(0, used)
    wall.go_on(50, used)
    wall.wait(50, used)
    assert not wall.is_over(69, used)
    assert wall.is_over(71, used)


def test_no_limit_is_no_limit() -> None:
    wall, used = Wall(0, 60, 0), Used()
    wall.wait(0, used)
    assert not wall.is_over(10**6, used)
