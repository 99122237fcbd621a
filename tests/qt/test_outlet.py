"""What a thread says by a Qt object's signals never meets the end of that object."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from desktop.services.outlet import Outlet

ROOT = Path(__file__).parents[2]
OBJECTS = 150
"""Each is destroyed while its thread speaks; where nothing keeps the two apart, the process crashes."""
STORY = f"""
import random, threading, time
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from desktop.services.outlet import Outlet

class Speaker(QObject):
    said = Signal(object)

    def __init__(self, parent):
        super().__init__(parent)
        self.outlet = Outlet()
        self.thread_of_its_own = threading.Thread(target=self.speak)

    def speak(self):
        while self.outlet.tell(lambda: self.said.emit((1, 2))):
            pass

app = QCoreApplication([])
heard = []
for number in range({OBJECTS}):
    speaker = Speaker(app)
    speaker.said.connect(heard.append)
    thread = speaker.thread_of_its_own
    thread.start()
    time.sleep(random.random() / 1000)
    app.processEvents()
    speaker.outlet.close()
    speaker.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    thread.join()
assert heard
print("all ended")
"""


def test_an_object_is_destroyed_while_its_thread_speaks() -> None:
    words = [sys.executable, "-X", "faulthandler", "-c", STORY]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout == "all ended\n", done.stderr[-3000:]


def test_closing_waits_for_what_is_being_said_and_nothing_follows() -> None:
    outlet, begun, may_end = Outlet(), threading.Event(), threading.Event()
    said: list[str] = []

    def slowly() -> None:
        begun.set()
        assert may_end.wait(60)
        said.append("first")

    thread = threading.Thread(target=lambda: outlet.tell(slowly))
    thread.start()
    assert begun.wait(60)
    closing = threading.Thread(target=lambda: (outlet.close(), said.append("closed")))
    closing.start()
    may_end.set()
    closing.join(60)
    thread.join(60)
    assert said == ["first", "closed"]
    assert not outlet.tell(lambda: said.append("second"))
    assert said == ["first", "closed"]
