"""What an ONNX file asks for is found however it is wrapped, compared with the onnx package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("onnx", reason="the models are made with the onnx package")

import onnx
from onnx import TensorProto, helper

from desktop_app.core.errors import ModelPackError
from desktop_app.vision.model_pack import load_pack
from desktop_app.vision.onnx_graph import GraphError, graph_facts, read_graph
from desktop_app.vision.pack_check import check_pack, foreign_operators, is_plain_name
from tests.small_packs import image_encoder, model, text_encoder, write_pack
from tests.vision.drawn_pictures import PACK

FLOAT = TensorProto.FLOAT
DOMAINS = ("", "ai.onnx", "com.microsoft", "my.own", "ai.onnx.ml")
NAMES = ("Add", "QLinearAdd", "Evil", "Relu")


def value(name: str) -> Any:
    return helper.make_tensor_value_info(name, FLOAT, [1])


def node(name: str = "Relu", domain: str = "", **attributes: Any) -> Any:
    return helper.make_node(name, ["x"], ["y"], domain=domain, **attributes)


def graph_of(*nodes: Any, weights: list[Any] | None = None) -> Any:
    return helper.make_graph(list(nodes), "inner", [value("x")], [value("y")], weights or [])


def external(location: str) -> Any:
    tensor = TensorProto(name="w", data_type=FLOAT, dims=[1])
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="offset", value="0")
    tensor.external_data.add(key="location", value=location)
    return tensor


def facts_of(*nodes: Any, weights: list[Any] | None = None) -> Any:
    return graph_facts(model(list(nodes), [value("x")], [value("y")], weights).SerializeToString())


nodes = st.builds(node, st.sampled_from(NAMES), st.sampled_from(DOMAINS))
graphs = st.recursive(
    st.lists(nodes, min_size=1, max_size=4),
    lambda inner: st.builds(
        lambda around, within, many: [
            *around,
            node("If", then_branch=graph_of(*within)),
            node("Other", "", branches=[graph_of(*within), graph_of(*many)]),
        ],
        st.lists(nodes, min_size=1, max_size=3),
        inner,
        inner,
    ),
    max_leaves=4,
)


def walked(graph: Any) -> set[tuple[str, str]]:
    """The same by the onnx package."""
    found = set()
    for each in graph.node:
        found.add((each.domain, each.op_type))
        for attribute in each.attribute:
            inner = [*attribute.graphs, *([attribute.g] if attribute.HasField("g") else [])]
            found |= {pair for one in inner for pair in walked(one)}
    return found


@given(graphs)
def test_every_operator_is_found_in_graphs_within_graphs(made: list[Any]) -> None:
    built = model(made, [value("x")], [value("y")])
    assert graph_facts(built.SerializeToString()).operators == walked(built.graph)


@given(st.binary(max_size=300))
def test_any_bytes_are_understood_or_refused(data: bytes) -> None:
    try:
        graph_facts(data)
    except GraphError:
        return


@given(st.data())
def test_a_changed_byte_never_breaks_the_reader(data: st.DataObject) -> None:
    whole = bytearray(text_encoder().SerializeToString()[:400] + b"")
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    try:
        graph_facts(bytes(whole))
    except GraphError:
        return


@pytest.mark.parametrize("cut", [1, 7, 100])
def test_a_truncated_file_is_refused(cut: int) -> None:
    data = image_encoder().SerializeToString()
    with pytest.raises(GraphError):
        graph_facts(data[:-cut])


@pytest.mark.parametrize(
    "weights",
    [
        [external("../secret.bin")],
        [external("/etc/passwd")],
        [external("sub/../../secret.bin")],
        [external("\\\\server\\share\\w.bin")],
    ],
)
def test_files_with_weights_are_found(weights: list[Any]) -> None:
    named = weights[0].external_data[1].value
    assert facts_of(node(), weights=weights).external_files == {named}
    inner = node("If", then_branch=graph_of(node(), weights=weights))
    assert facts_of(inner).external_files == {named}
    assert facts_of(node("Constant", value=weights[0])).external_files == {named}


def test_of_a_field_given_twice_both_are_found() -> None:
    one = node("Relu", "my.own").SerializeToString()
    twice = one + b"\x22\x03Add" + b"\x3a\x00"  # op_type and domain once more
    graph = b"\x0a" + bytes([len(twice)]) + twice
    facts = graph_facts(b"\x3a" + bytes([len(graph)]) + graph)
    assert ("my.own", "Relu") in facts.operators
    assert ("", "Add") in facts.operators


def test_functions_and_training_are_told() -> None:
    built = model([node()], [value("x")], [value("y")])
    function = helper.make_function(
        "my.own", "F", ["x"], ["y"], [node("Evil", "far.away")], [helper.make_opsetid("", 17)]
    )
    built.functions.append(function)
    built.training_info.add().algorithm.CopyFrom(graph_of(node("Adam", "train")))
    facts = graph_facts(built.SerializeToString())
    assert facts.has_functions
    assert facts.has_training
    assert {("far.away", "Evil"), ("train", "Adam")} <= facts.operators


def test_what_a_pack_may_not_use() -> None:
    facts = facts_of(
        node("Relu"),
        node("Relu", "ai.onnx"),
        node("QLinearAdd", "com.microsoft"),
        node("Evil", "com.microsoft"),
        node("Relu", "my.own"),
        node("Imputer", "ai.onnx.ml"),
    )
    assert foreign_operators(facts) == [
        "ai.onnx.ml:Imputer",
        "com.microsoft:Evil",
        "my.own:Relu",
    ]


@pytest.mark.parametrize("name", ["image", "text", "fusion"])
def test_the_shipped_networks_ask_for_nothing_special(name: str) -> None:
    facts = read_graph(PACK / f"{name}.onnx")
    built = onnx.load(PACK / f"{name}.onnx")
    assert facts.operators == walked(built.graph)
    assert facts.external_files == set()
    assert foreign_operators(facts) == []


def test_the_shipped_pack_and_a_converted_pair_pass(tmp_path: Path) -> None:
    check_pack(load_pack(PACK))
    check_pack(load_pack(write_pack(tmp_path)))


@pytest.mark.parametrize(
    ("built", "said"),
    [
        (model([node("Evil", "my.own")], [value("x")], [value("y")]), "my.own:Evil"),
        (model([node()], [value("x")], [value("y")], [external("../s")]), "“../s”"),
    ],
)
def test_a_pack_that_asks_for_more_is_refused(tmp_path: Path, built: Any, said: str) -> None:
    pack = load_pack(write_pack(tmp_path))
    onnx.save(built, pack.path("image"))
    with pytest.raises(ModelPackError, match=said):
        check_pack(pack)


def test_a_network_that_cannot_be_understood_is_refused(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path))
    pack.path("text").write_bytes(b"ORTM, another format")
    with pytest.raises(ModelPackError, match=r"text\.onnx"):
        check_pack(pack)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("image.onnx", True),
        ("a-b_c.1", True),
        ("", False),
        (".hidden", False),
        ("../up", False),
        ("sub/file", False),
        ("sub\\file", False),
        ("C:file", False),
        ("file:stream", False),
        ("nul", False),
        ("COM1.onnx", False),
        ("name.", False),
        ("übung", False),
        ("a" * 101, False),
        ("line\n", False),
    ],
)
def test_names_that_mean_the_same_everywhere(name: str, plain: bool) -> None:
    assert is_plain_name(name) is plain
