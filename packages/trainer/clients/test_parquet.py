"""pyarrow reads the Parquet files: schema, compression and every value."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

MESSAGES = pa.list_(pa.struct([("role", pa.string()), ("content", pa.string())]))


def by_side(kind):
    return pa.struct([("a", kind), ("b", kind)])


def plain_type(kind):
    """The type without the names of list items, which writers choose freely."""
    if pa.types.is_list(kind):
        return pa.list_(plain_type(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([(field.name, plain_type(field.type)) for field in kind])
    return kind


def test_the_canonical_file_has_nested_columns_and_zstd(plain, rows):
    file = pq.ParquetFile(plain / "canonical.parquet")
    assert file.metadata.num_rows == len(rows)
    group = file.metadata.row_group(0)
    assert {group.column(i).compression for i in range(group.num_columns)} == {"ZSTD"}
    types = {field.name: plain_type(field.type) for field in file.schema_arrow}
    assert list(types) == list(rows[0])
    assert types["prompt"] == MESSAGES
    assert types["votes"] == by_side(pa.int32())
    assert types["chips"] == by_side(pa.list_(pa.string()))
    assert types["recorded"] == pa.bool_()
    assert types["submitted_at"] == pa.timestamp("us", tz="UTC")


def test_the_canonical_file_holds_the_rows_of_the_lines_in_their_order(plain, rows):
    table = pq.read_table(plain / "canonical.parquet").to_pylist()
    for read, row in zip(table, rows, strict=True):
        at = read.pop("submitted_at").isoformat(timespec="milliseconds").replace("+00:00", "Z")
        assert {**read, "submitted_at": at} == row


@pytest.mark.parametrize("which", ["plain", "packed"])
def test_the_folder_is_packed_with_zstd(exports, which):
    for file in (exports / which / "huggingface" / "data").iterdir():
        group = pq.ParquetFile(file).metadata.row_group(0)
        assert {group.column(i).compression for i in range(group.num_columns)} == {"ZSTD"}
