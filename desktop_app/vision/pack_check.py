"""What a pack from elsewhere must be before anything of it is run.

The graphs are read by `desktop_app.vision.onnx_graph`; ONNX Runtime has no switch that says which
operators a model may use.
"""

from __future__ import annotations

import re

from desktop_app.core.errors import ModelPackError
from desktop_app.core.messages import MessageId
from desktop_app.vision.model_card import CARD_NAME, FUSION
from desktop_app.vision.model_pack import ModelPack
from desktop_app.vision.onnx_graph import GraphError, GraphFacts, read_graph

NETWORKS = ("image", "text", FUSION)
MOST_BYTES = 2 * 2**30
"""All files of a pack together."""

STANDARD_DOMAINS = frozenset({"", "ai.onnx"})
QUANTISED_DOMAIN = "com.microsoft"
QUANTISED_OPERATORS = frozenset(
    {
        "DequantizeLinear",
        "DynamicQuantizeLSTM",
        "DynamicQuantizeMatMul",
        "MatMulInteger16",
        "MatMulIntegerToFloat",
        "MatMulNBits",
        "QAttention",
        "QEmbedLayerNormalization",
        "QGemm",
        "QLinearAdd",
        "QLinearAveragePool",
        "QLinearConcat",
        "QLinearConv",
        "QLinearGlobalAveragePool",
        "QLinearLeakyRelu",
        "QLinearMul",
        "QLinearReduceMean",
        "QLinearSigmoid",
        "QLinearSoftmax",
        "QLinearWhere",
        "QuantizeLinear",
    }
)
"""What ONNX Runtime's own quantisation writes; all of them are built in."""

_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_DEVICE_NAME = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def is_plain_name(name: str) -> bool:
    """Whether *name* means the same file on every system, and nothing outside its folder."""
    plain = _PLAIN_NAME.fullmatch(name) and not name.endswith(".")
    return bool(plain) and not _DEVICE_NAME.fullmatch(name)


def check_names(pack: ModelPack) -> None:
    """Refuse names that could lead out of the folder, and packs beyond all measure.

    Raises:
        ModelPackError: the message names what is wrong.
    """
    card = pack.card
    for key in NETWORKS:
        # ONNX Runtime reads a file of another ending in another format, past this check.
        if key in card.files and not card.files[key].path.endswith(".onnx"):
            raise ModelPackError(MessageId.PACK_UNSAFE_NAME, name=card.files[key].path[:100])
    if not is_plain_name(card.name):
        raise ModelPackError(MessageId.PACK_UNSAFE_NAME, name=card.name[:100])
    paths = [file.path for file in card.files.values()]
    for path in paths:
        if not is_plain_name(path) or path.lower() == CARD_NAME:
            raise ModelPackError(MessageId.PACK_UNSAFE_NAME, name=path[:100])
    if len({path.lower() for path in paths}) != len(paths):
        raise ModelPackError(MessageId.PACK_UNSAFE_NAME, name=", ".join(paths)[:200])
    if card.n_bytes > MOST_BYTES or any(file.n_bytes < 0 for file in card.files.values()):
        megabytes = card.n_bytes // 10**6
        raise ModelPackError(MessageId.PACK_TOO_LARGE, name=card.name, megabytes=megabytes)


def check_pack(pack: ModelPack) -> None:
    """Refuse what the networks may not ask for: own operators, files outside the pack.

    Args:
        pack: verified by `load_pack`.

    Raises:
        ModelPackError: the message names the file and what it asks for.
    """
    check_names(pack)
    card = pack.card
    named = {file.path for file in card.files.values()}
    networks = [card.files[key] for key in NETWORKS if key in card.files]
    for file in networks:
        try:
            facts = read_graph(pack.folder / file.path)
        except (GraphError, OSError) as error:
            raise ModelPackError(
                MessageId.PACK_NETWORK_UNREADABLE, name=card.name, file=file.path
            ) from error
        if foreign := foreign_operators(facts):
            raise ModelPackError(
                MessageId.PACK_OPERATORS,
                name=card.name,
                file=file.path,
                operators=", ".join(foreign[:5])[:200],
            )
        if outside := sorted(facts.external_files - named):
            raise ModelPackError(
                MessageId.PACK_OUTSIDE_FILE,
                name=card.name,
                file=file.path,
                outside=outside[0][:100],
            )


def foreign_operators(facts: GraphFacts) -> list[str]:
    """Operators that a pack may not use, as `domain:operator`."""
    foreign = [
        f"{domain}:{name}"
        for domain, name in sorted(facts.operators)
        if domain not in STANDARD_DOMAINS
        and not (domain == QUANTISED_DOMAIN and name in QUANTISED_OPERATORS)
    ]
    if facts.has_functions:
        foreign.append("functions of its own")
    if facts.has_training:
        foreign.append("training graphs")
    return foreign
