"""What the application relies on in the Qt binding."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class _Source(QObject):
    news = Signal(object)


def test_emitting_a_signal_keeps_the_reference_counts_of_true_and_false() -> None:
    """PySide6 6.12.0 loses one reference to True with each emit; Python 3.11 ends when none is left."""
    source = _Source()
    source.news.connect(lambda _value: None)
    before = sys.getrefcount(True), sys.getrefcount(False)
    for _ in range(100):
        source.news.emit(None)
    after = sys.getrefcount(True), sys.getrefcount(False)
    assert abs(after[0] - before[0]) < 50
    assert abs(after[1] - before[1]) < 50
