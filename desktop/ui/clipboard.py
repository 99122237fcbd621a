"""What is put on the clipboard.

Hides a trap: of what was made in Python the clipboard of some platforms (offscreen) lets go when the
interpreter has ended already, and takes the process with it. So Qt makes it.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QStringListModel


def mime_data() -> QMimeData:
    """Nothing yet."""
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    data.clear()
    return data
