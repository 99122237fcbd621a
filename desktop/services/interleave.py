"""Puts the bytes of two pipes back into the order in which the program wrote them.

Pure. Marks are hints of an untrusted program: a wrong one delays bytes, none is lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from desktop.child.protocol import Stream
from desktop.services.frames import Mark

_STREAMS = (Stream.STDOUT, Stream.STDERR)
_MAX_MARKS = 100_000
_MAX_HELD = 1024 * 1024  # many times what the two pipes hold: no honest mark waits behind that much

Piece = tuple[Stream, bytes] | int  # output, or the line that waits for input


class Interleaver:
    """Both streams of one run."""

    def __init__(self) -> None:
        """Stdout is active at first, as in the program."""
        self._held = (bytearray(), bytearray())
        self._passed = [0, 0]  # bytes handed out
        self._offset = [0, 0]  # bytes in a pipe that the program itself did not write or count
        self._marks: deque[Mark] = deque()
        self._active = 0

    @property
    def is_waiting(self) -> bool:
        """Whether a mark, and bytes behind it, wait for bytes that have not been read yet."""
        return bool(self._marks)

    def feed(self, stdout: bytes, stderr: bytes, marks: Iterable[Mark]) -> list[Piece]:
        """Take what was read, in the order stdout, stderr, control pipe; return what can be handed out."""
        self._held[0].extend(stdout)
        self._held[1].extend(stderr)
        self._marks.extend(marks)
        pieces: list[Piece] = []
        while self._marks and self._reach(self._marks[0], pieces):
            self._pass_mark(self._marks.popleft(), pieces)
        if not self._marks:
            self._hand_out_uncounted(pieces)
        is_too_much = len(self._marks) > _MAX_MARKS or max(map(len, self._held)) > _MAX_HELD
        return self.flush(pieces) if is_too_much else pieces

    def flush(self, pieces: list[Piece] | None = None) -> list[Piece]:
        """Hand out everything that is held, marks as far as they help."""
        pieces = [] if pieces is None else pieces
        while self._marks:
            self._reach(self._marks[0], pieces)
            self._pass_mark(self._marks.popleft(), pieces)
        self._hand_out_uncounted(pieces)
        return pieces

    def _hand_out_uncounted(self, pieces: list[Piece]) -> None:
        """No mark is left: the active stream goes on. What the other one has was written by others."""
        for stream in (self._active, 1 - self._active):
            self._hand_out(stream, None, pieces)

    def _reach(self, mark: Mark, pieces: list[Piece]) -> bool:
        """Hand out what comes before the mark. True when all of it was there."""
        for stream in (self._active, 1 - self._active):
            self._hand_out(stream, None if mark.is_exact else mark.at[stream] + self._offset[stream], pieces)
        return mark.is_exact or all(
            self._passed[stream] >= mark.at[stream] + self._offset[stream] for stream in (0, 1)
        )

    def _pass_mark(self, mark: Mark, pieces: list[Piece]) -> None:
        # More was handed out than counted: others wrote it. Less: the mark was given up.
        self._offset = [self._passed[stream] - mark.at[stream] for stream in (0, 1)]
        if mark.active is not None:
            self._active = mark.active
        elif mark.line is not None:
            pieces.append(mark.line)

    def _hand_out(self, stream: int, until: int | None, pieces: list[Piece]) -> None:
        """Hand out held bytes of one stream, all or up to a position."""
        held = self._held[stream]
        count = len(held) if until is None else min(len(held), until - self._passed[stream])
        if count <= 0:
            return
        pieces.append((_STREAMS[stream], bytes(held[:count])))
        del held[:count]
        self._passed[stream] += count
