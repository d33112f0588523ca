"""spaCy's Chinese tokenizer, made linear in the length of the text and safe around quotation marks.

``spacy.lang.zh.ChineseTokenizer`` searches the rest of the text anew for every word (quadratic), and leaves
quotation marks glued to words. This one has pkuseg's model read many short chunks at once, and parts quotes and
brackets from words.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from spacy.lang.zh import ChineseTokenizer
from spacy.lang.zh import Segmenter as Kind
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from kg.errors import KgError
from kg.nlp.pkuseg_tables import tables_of
from kg.nlp.segmenter import Segmenter

TABLES = "segmenter.npz"
CHUNK = 2000
BLOCK = 20_000
_PIECE = re.compile(rf"(?P<gap>\s+)|[^\s。！？；]{{1,{CHUNK}}}[。！？；]?|[。！？；]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARK = re.compile(r"[“”‘’\"《》〈〉「」『』【】〔〕（）()\[\]、，。！？；：…]")
_PARTS = re.compile(_MARK.pattern + "|(?:(?!" + _MARK.pattern + ").)+", re.DOTALL)


class PolicyTokenizer(ChineseTokenizer):
    """``ChineseTokenizer`` with pkuseg words; every character of the text belongs to exactly one token.

    In its folder pkuseg's model is kept twice: as pkuseg wrote it, read only when somebody asks for it, and as the arrays
    that words are looked up in, which are read ten times as fast.
    """

    _words: Segmenter | None = None
    _folder: Path | None = None

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]] | None = None,
        *,
        nlp: Language | None = None,
        pkuseg_model: str | None = None,
        pkuseg_user_dict: str | None = "default",
    ) -> None:
        """Load a trained pkuseg model, without the dictionary that pkuseg would mend its words with.

        That dictionary belongs to pkuseg's own models: with another one it costs ten points of F1.
        """
        super().initialize(
            get_examples, nlp=nlp, pkuseg_model=pkuseg_model, pkuseg_user_dict=pkuseg_user_dict
        )
        mender = self.model.postprocesser
        mender.do_process, mender.common_words, mender.other_words = False, set(), set()

    def __call__(self, text: str) -> Doc:
        """Cut a text into tokens. What is no character (half a surrogate pair) is U+FFFD in them."""
        words: list[str] = []
        spaces: list[bool] = []
        for piece, gap in self._pieces(_SURROGATE.sub("\ufffd", text)):
            if gap and piece.startswith(" ") and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
                piece = piece[1:]
            if piece:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def from_disk(self, path: str | Path, **kwargs: Any) -> "PolicyTokenizer":
        """Read the arrays; pkuseg's own model stays on disk."""
        self._folder = Path(path)
        with np.load(self._folder / TABLES) as tables:
            self._words = Segmenter({name: tables[name] for name in tables.files})
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write pkuseg's model and its arrays."""
        tables = tables_of(self.model)
        super().to_disk(path, **kwargs)  # type: ignore[no-untyped-call]
        np.savez_compressed(Path(path) / TABLES, allow_pickle=False, **tables)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """pkuseg's model as bytes."""
        self.model  # noqa: B018 - is read from disk when it was not yet
        return bytes(super().to_bytes(**kwargs))  # type: ignore[no-untyped-call]

    @property
    def model(self) -> Any:
        """The pkuseg model; None in spaCy until it is loaded."""
        if self.pkuseg_seg is None and self._folder:
            super().from_disk(self._folder)  # type: ignore[no-untyped-call]
        if self.pkuseg_seg is None:
            raise KgError(
                "分词器还没有模型；请用 kg.nlp.load() 载入管线。",
                "The tokenizer has no model yet; load the pipeline with kg.nlp.load().",
            )
        return self.pkuseg_seg

    @property
    def words(self) -> Segmenter:
        """What cuts text into words."""
        if self._words is None:
            self._words = Segmenter(tables_of(self.model))
        return self._words

    def _pieces(self, text: str) -> Iterator[tuple[str, bool]]:
        """The words of a text and the white space between them, in order."""
        for found in _blocks(text):
            sentences = iter(self.words.cut([match[0] for match in found if not match["gap"]]))
            for match in found:
                if match["gap"]:
                    yield match[0], True
                else:
                    yield from ((part, False) for word in next(sentences) for part in _parts(word))


def _blocks(text: str) -> Iterator[list[re.Match[str]]]:
    """The pieces of a text, so many together that looking up is fast and memory stays small."""
    block: list[re.Match[str]] = []
    for match in _PIECE.finditer(text):
        block.append(match)
        if match.end() - block[0].start() >= BLOCK:
            yield block
            block = []
    yield block


def _parts(word: str) -> list[str]:
    """Quotation marks and brackets by themselves, and what is between them."""
    return _PARTS.findall(word) if len(word) > 1 and _MARK.search(word) else [word]


@registry.tokenizers("kg.PolicyTokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], PolicyTokenizer]:
    """Factory named in the pipeline's config; the segmentation model comes with ``from_disk``."""
    return lambda nlp: PolicyTokenizer(nlp.vocab, segmenter=Kind.pkuseg)
