from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.manifest import read_manifest
from kg.workspace import Description


def save(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_with_chinese_columns(encoding: str, tmp_path: Path) -> None:
    file = save(
        tmp_path / "清单.csv",
        "文件,标题,日期,发布单位,网址\n附件/名单.xlsx,首台套名单,2022年11月8日,省经信厅,https://example.org/1\n通知.pdf,,,,\n",
        encoding,
    )

    assert read_manifest(file) == {
        tmp_path / "附件" / "名单.xlsx": Description(
            "首台套名单", "2022-11-08", "省经信厅", "https://example.org/1"
        ),
        tmp_path / "通知.pdf": Description(),
    }


def test_a_toml_file(tmp_path: Path) -> None:
    file = save(
        tmp_path / "m.toml",
        '[[file]]\npath = "a.pdf"\ntitle = "题"\ndate = 2022-11-08\n[[file]]\npath = "b.pdf"\n',
    )

    assert read_manifest(file) == {
        tmp_path / "a.pdf": Description("题", "2022-11-08"),
        tmp_path / "b.pdf": Description(),
    }


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "m.csv",
            "path,colour\na,red\n",
            "line 2: unknown column 'colour' (known: path, title, date, publisher, url).",
        ),
        ("m.csv", "path,title\n,x\n", "line 2: no file is given (column path)."),
        ("m.csv", "path,date\na,last year\n", "line 2: 'last year' is no date such as 2023-05-06."),
        ("m.csv", "path\na\na\n", "line 3: the file {folder}/a is named twice."),
        ("m.toml", "[[file]]\ntitle = 'x'\n", "[[file]] number 1: no file is given (column path)."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(name: str, text: str, message: str, tmp_path: Path) -> None:
    file = save(tmp_path / name, text)

    with pytest.raises(UsageError) as caught:
        read_manifest(file)
    assert caught.value.en == f"manifest {file}, {message.format(folder=tmp_path)}"


def test_a_missing_manifest_and_broken_toml(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_manifest(tmp_path / "none.csv")
    assert caught.value.en == f"cannot read the manifest {tmp_path / 'none.csv'}: No such file or directory."
    with pytest.raises(UsageError, match="TOML"):
        read_manifest(save(tmp_path / "m.toml", "[[file"))
    with pytest.raises(UsageError) as caught:
        read_manifest(save(tmp_path / "n.toml", "file = 3"))
    assert caught.value.en == f"manifest {tmp_path / 'n.toml'} must consist of [[file]] tables."
