"""What the window does with zips: asks which, shows how far it is, and tells what came of it.

Holds no rule about what is in an archive; libraries and files are the core's business.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from desktop.core.errors import ExplorerError
from desktop.core.own_programs import TITLE
from desktop.ui.localised import counted

if TYPE_CHECKING:
    from desktop.core.imported import Imported
    from desktop.core.zip_writing import Exported
    from desktop.services.session import Session
    from desktop.services.zip_transfer import ZipTransfer
    from desktop.ui.icons import Icons
    from desktop.ui.main_window import MainWindow
    from desktop.ui.theme import Theme

_KIND = "Zip archives (*.zip)"
_NOTHING = "There is no program of yours to export yet. Make one with “New program”, or open a folder."


class Zips(QObject):
    """The handlers of one window."""

    def __init__(self, window: MainWindow, session: Session, theme: Theme, icons: Icons) -> None:
        super().__init__(window)
        self._window, self._session, self._theme, self._icons = window, session, theme, icons
        self._edits = ""
        window.folders.offer_also(lambda: self._transfer.libraries.folders())

    @cached_property
    def _transfer(self) -> ZipTransfer:
        """What it takes to read and write zips is imported when somebody asks for it, not at the start."""
        from desktop.core.imported import ImportedLibraries
        from desktop.services.zip_transfer import ZipTransfer

        transfer = ZipTransfer(ImportedLibraries(self._session.paths.data_dir), self)
        transfer.exported.connect(self._on_exported)
        transfer.imported.connect(self._on_imported)
        transfer.failed.connect(self._on_failed)
        return transfer

    def handlers(self) -> dict[str, Callable[[], object]]:
        """By the names of the table of actions."""
        return {"export_zip": self.export, "import_zip": self.choose, "delete_library": self.delete}

    @property
    def library(self) -> Path | None:
        """The imported library that is open."""
        folder = self._session.libraries.folder
        is_ours = folder is not None and folder.is_relative_to(self._session.paths.data_dir)
        return self._transfer.libraries.around(folder) if folder and is_ours else None

    def export(self) -> None:
        """Ask where the open folder, or the learner's own programs, are to be written."""
        from desktop.core.zip_writing import portable

        libraries = self._session.libraries
        folder, name = libraries.folder, libraries.folder.name if libraries.folder else TITLE
        folder = folder or libraries.own.folder
        if not self._window.workbench.view.flush():
            return
        if libraries.folder is None and not libraries.own.chapters():
            self._window.tell(_NOTHING)
            return
        dialog = QFileDialog(self._window, f"Export {name} as a zip", QDir.homePath(), _KIND)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(f"{portable(name)}.zip")
        self._open(dialog, lambda target: self._export(folder, name, target))

    def choose(self) -> None:
        """Ask which zip is to be imported."""
        dialog = QFileDialog(self._window, "Import a zip of Python files", QDir.homePath(), _KIND)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, self.take)

    def take(self, archive: Path) -> None:
        """Import a zip and show it."""
        if not self._transfer.is_busy:
            self._wait(f"Importing “{archive.name}”", archive)
        self._transfer.take(archive)

    def delete(self) -> None:
        """Ask whether the imported library that is open is to be deleted."""
        from desktop.ui.question import Question

        library = self.library
        if library is None or not self._window.workbench.view.flush():
            return
        examples = self._session.libraries.catalog.examples
        edited = sum(self._session.is_edited(example.id) for example in examples)
        question = Question(
            self._theme,
            self._icons,
            f"Delete “{_plain(library.name)}”?",
            f"Its files are removed from this computer{_no_copies(edited)}. This cannot be undone. "
            "The zip that it came from is not touched.",
            safe="Keep it",
            action="Delete it",
            path=str(library),
            parent=self._window,
        )
        question.accepted.connect(lambda: self._delete(library))
        question.open()

    def _delete(self, library: Path) -> None:
        """What was allowed to it goes first: another library may get its name."""
        gate = self._session.gate
        try:
            for decision in gate.decisions():
                if Path(decision.subject).is_relative_to(library):
                    gate.revoke(decision)
            self._transfer.delete(library)
        except ExplorerError as error:
            self._on_failed(str(error))
            return
        self._window.folders.close()
        self._window.folders.forget(library)
        front, catalog = self._window.workbench.example, self._session.catalog
        if front is not None and front.entry.is_relative_to(library):
            last = self._session.progress.last_opened or ""
            self._window.open_target(last if last in catalog else catalog.examples[0].target)
        self._window.notice_bar.drop_success()  # that it was imported
        self._window.tell(f"“{_plain(library.name)}” is deleted.")

    def _export(self, folder: Path, name: str, target: Path) -> None:
        edited = self._session.libraries.folder == folder and any(
            self._session.is_edited(example.id) for example in self._session.libraries.catalog.examples
        )
        self._edits = " Your edited copies are not in it: the files are as they lie there." if edited else ""
        if not self._transfer.is_busy:
            self._wait(f"Exporting “{name}”", target)
        self._transfer.export(folder, name, target)

    def _open(self, dialog: QFileDialog, take: Callable[[Path], None]) -> None:
        dialog.fileSelected.connect(lambda name: take(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _wait(self, title: str, path: Path) -> None:
        from desktop.ui.waiting_dialog import WaitingDialog

        dialog = WaitingDialog(self._theme, self._icons, title, str(path), self._window)
        transfer = self._transfer
        transfer.progressed.connect(dialog.show_progress)
        dialog.rejected.connect(transfer.cancel)
        for end in (transfer.exported, transfer.imported, transfer.failed, transfer.cancelled):
            end.connect(dialog.end)

    @Slot(object)
    def _on_exported(self, result: Exported) -> None:
        from desktop.core.zip_format import told

        files = counted(result.files, "file")
        sentence = f"“{result.file.name}” is written. It holds {files}.{self._edits} {told(result.left_out)}"
        self._tell(sentence, result.file.parent)

    @Slot(object)
    def _on_imported(self, result: Imported) -> None:
        from desktop.core.zip_format import told

        self._window.folders.open(result.folder)
        name, files = result.folder.name, counted(result.files, "file")
        sentence = f"“{name}” is imported and shown: {files}. {told(result.left_out)}"
        self._tell(sentence, result.folder)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._window.notice_bar.show_notice(_plain(sentence))

    def _tell(self, sentence: str, folder: Path) -> None:
        show = ("Show folder", lambda: self._show(folder))
        self._window.notice_bar.show_notice(_plain(sentence), show, kind="ok")

    def _show(self, folder: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.tell(f"No program for folders was found. It is in {folder}.")


def _no_copies(edited: int) -> str:
    if not edited:
        return ""
    return (
        f", and your {'copy' if edited == 1 else 'copies'} of {counted(edited, 'file')} of it shown no more"
    )


def _plain(sentence: str) -> str:
    """Names of strangers make no marks in a sentence of ours."""
    return sentence.strip().replace("`", "'")
