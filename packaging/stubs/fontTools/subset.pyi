from collections.abc import Iterable

from fontTools.ttLib import TTFont

class Options:
    name_IDs: list[str]
    name_languages: list[str]
    notdef_outline: bool
    recalc_timestamp: bool
    layout_features: list[str]

class Subsetter:
    def __init__(self, options: Options) -> None: ...
    def populate(self, *, unicodes: Iterable[int]) -> None: ...
    def subset(self, font: TTFont) -> None: ...
