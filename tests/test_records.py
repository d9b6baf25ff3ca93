"""Records: what was read once is read back the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seepara import model
from seepara.records import from_record, read_records, to_record, write_records

from .samples import chair_and_draft
from .texts import resolved

# Text of a document can hold anything that a decoder lets through, halves of surrogate pairs too.
_text = st.text(st.characters(codec=None), max_size=12)
_optional = st.none() | _text
_number = st.integers(0, 10**6)
_marks = st.lists(st.builds(model.Mark, _number, _text), max_size=2).map(tuple)
_links = st.lists(st.builds(model.Hyperlink, _number, _number, _text), max_size=2).map(tuple)
_bodies = st.builds(model.Body, _text, _text, _optional)
_units = st.builds(
    model.Unit, _text, st.sampled_from(model.UnitKind), _number, _number, _optional, _text, _number,
    st.none() | _number, _marks, _links, st.booleans(), _optional,
)  # fmt: skip
_documents = st.builds(
    model.Document, _text, _text, _text, st.lists(_units, max_size=3).map(tuple),
    aliases=st.lists(_text, max_size=2).map(tuple),
    organ=st.none() | _bodies,
    stage=st.sampled_from(model.Stage),
    meetings=st.lists(st.builds(model.Meeting, _text, _text, _text, _text, _text), max_size=2).map(tuple),
    abridged=st.booleans(),
    notices=st.lists(st.builds(model.Notice, _text, _text, _number, _text), max_size=2).map(tuple),
)  # fmt: skip
_citations = st.builds(
    model.Citation, _text, st.sampled_from(model.Kind), st.sampled_from(model.Status),
    st.none() | st.sampled_from(model.Direction), st.lists(_text, max_size=2).map(tuple),
    st.booleans(), _text,
)  # fmt: skip
_references = st.builds(
    model.Reference, _text, _number, _number, _text, st.sampled_from(model.Kind),
    st.lists(_citations, max_size=3).map(tuple), st.sampled_from(model.Asserter), _text,
    st.sampled_from(model.Relation),
)  # fmt: skip
_resolved = st.builds(
    model.ResolvedDocument, _documents, st.lists(_references, max_size=3).map(tuple),
    st.lists(_bodies, max_size=2).map(tuple), st.dictionaries(_text, _text, max_size=2),
)  # fmt: skip


@given(_resolved)
def test_any_document_is_read_back_the_same(one):
    through_json = json.loads(json.dumps(to_record(one), ensure_ascii=False))
    assert from_record(model.ResolvedDocument, through_json) == one


@given(st.lists(_resolved, max_size=3))
def test_any_documents_are_read_back_from_a_file(tmp_path_factory, documents):
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    write_records(documents, path)
    assert list(read_records(path)) == documents
    # one document a line, whatever its text holds (U+2028 and others count as line ends elsewhere)
    assert path.read_bytes().count(b"\n") == len(documents)


def test_real_documents_are_read_back_the_same(tmp_path):
    documents = [
        *chair_and_draft(),
        *resolved("A/80/2\n\nNote\n\n1. See para. 1 above and A/80/3.¹\n\n¹ Ibid."),
    ]
    write_records(documents, tmp_path / "r.jsonl")
    assert list(read_records(tmp_path / "r.jsonl")) == documents


def test_a_field_with_its_default_is_left_out():
    unit = model.Unit("1", model.UnitKind.PARAGRAPH, 0, 5)
    assert to_record(unit) == {"path": "1", "kind": "paragraph", "start": 0, "end": 5}


@pytest.mark.parametrize(
    "record",
    [
        # a field that there is not, as another version may have written
        {"offset": 1, "note": "1", "page": 3},
        # a field is missing
        {"offset": 1},
        # no record at all
        [1, "1"],
        "1",
    ],
)
def test_what_is_no_record_is_refused(record):
    with pytest.raises((TypeError, KeyError, ValueError)):
        from_record(model.Mark, record)


def test_a_value_that_no_enum_has_is_refused():
    record = {"target": "A/1/2", "kind": "novel", "status": "resolved"}
    with pytest.raises(ValueError, match="novel"):
        from_record(model.Citation, record)
