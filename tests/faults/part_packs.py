"""H1-H5: model packs that are damaged, hostile, or were never confirmed."""

from __future__ import annotations

import hashlib
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from desktop_app.core.errors import ModelPackError
from desktop_app.services.model_packs import ADDED_NAME, ModelPacks
from desktop_app.vision import pack_trial
from desktop_app.vision.model_pack import CARD_NAME, load_pack
from tests.faults.registry import ROOT, Fault, Tally
from tests.services.import_samples import write_catalogue
from tests.services.switch_shop import SHIPPED, STANDARD, SwitchShop
from tests.small_packs import image_encoder, write_pack
from tests.vision.test_pack_trial import endless, greedy

FLOAT = TensorProto.FLOAT


def _packs(folder: Path, try_pack: Callable[[Path], None] = lambda _f: None) -> ModelPacks:
    return ModelPacks(SHIPPED, folder / "model_packs", STANDARD, "Li", try_pack)


def _refusal(packs: ModelPacks, source: Path, fingerprint: str = "") -> str | None:
    """Why *source* was not added; None if it was."""
    try:
        staged = packs.stage(source)
        packs.accept(staged, fingerprint or staged.facts.fingerprint)
    except ModelPackError as error:
        return error.message.id.value
    return None


def _only_shipped(packs: ModelPacks, folder: Path) -> list[str]:
    names = [facts.name for facts in packs.every_pack()]
    left = [path.name for path in (folder / "model_packs").glob("*") if path.name != ADDED_NAME]
    return [] if names == [STANDARD] and not left else [f"left behind: {names} {left}"]


def damaged(folder: Path, times: int) -> Tally:
    """H1: a changed byte, a cut or a missing file; the confirmed fingerprint is the sound one's."""
    sound, packs = write_pack(folder / "made", "pair"), _packs(folder)
    staged = packs.stage(sound)
    fingerprint = staged.facts.fingerprint
    packs.discard(staged)
    chance, findings, kinds = np.random.default_rng(3), [], set()
    names = sorted(path.name for path in sound.iterdir())
    for number in range(times):
        broken = folder / "broken"
        shutil.copytree(sound, broken)
        file = broken / names[number % len(names)]
        data = bytearray(file.read_bytes())
        way = int(chance.integers(3))
        if way == 0:
            data[int(chance.integers(len(data)))] ^= 1 << int(chance.integers(8))
            file.write_bytes(data)
        elif way == 1:
            file.write_bytes(data[: int(chance.integers(len(data)))])
        else:
            file.unlink()
        refusal = _refusal(packs, broken, fingerprint)
        kinds.add(refusal)
        if refusal is None:
            findings.append(f"{number}: {file.name} changed in way {way} was accepted")
        shutil.rmtree(broken)
    findings += _only_shipped(packs, folder)
    return Tally(times, findings=tuple(findings[:10]), figures={"kinds of refusal": len(kinds)})


def _with_image(folder: Path, made: bytes, name: str = "image.onnx") -> Path:
    """A pack whose card tells the truth about another image network."""
    pack = write_pack(folder)
    old, card = (pack / "image.onnx").read_bytes(), pack / CARD_NAME
    (pack / name).write_bytes(made)
    text = card.read_text(encoding="utf-8")
    text = text.replace(hashlib.sha256(old).hexdigest(), hashlib.sha256(made).hexdigest())
    text = text.replace(f"bytes = {len(old)}\n", f"bytes = {len(made)}\n")
    card.write_text(text.replace('"image.onnx"', f'"{name}"'), encoding="utf-8")
    if name != "image.onnx":
        (pack / "image.onnx").unlink()
    return pack


LOCATIONS = (
    "../../secret.bin",
    "/etc/passwd",
    "link.bin",
    "sub/../../secret.bin",
    "//server/share/x.bin",
    r"\\server\share\x.bin",
    "C:\\secret.bin",
    "text.onnx/../../secret.bin",
    "",
)


def outside_data(folder: Path) -> Tally:
    """H2: weights that lie outside the pack are refused before ONNX Runtime sees the file."""
    findings = []
    (folder / "secret.bin").write_bytes(bytes(10_000))
    for number, location in enumerate(LOCATIONS):
        encoder = image_encoder()
        tensor = encoder.graph.initializer[0]
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value=location)
        room = folder / str(number)
        pack = _with_image(room, encoder.SerializeToString())
        if location == "link.bin":
            (pack / "link.bin").symlink_to(folder / "secret.bin")
        packs = _packs(room, _never)
        if _refusal(packs, pack) is None:
            findings.append(f"{location!r} was accepted")
        findings += _only_shipped(packs, room)
    return Tally(len(LOCATIONS), findings=tuple(findings))


def _never(_folder: Path) -> None:
    raise AssertionError("it was run")


def _value(name: str, kind: int = FLOAT) -> Any:
    return helper.make_tensor_value_info(name, kind, None)


def _behind(*nodes: Any, opsets: tuple[str, ...] = (), **weights: np.ndarray) -> bytes:
    """The sound network with more nodes behind it."""
    encoder = image_encoder()
    encoder.graph.node[-1].output[0] = "before"
    encoder.graph.node.extend(nodes)
    more = [numpy_helper.from_array(value, name) for name, value in weights.items()]
    encoder.graph.initializer.extend(more)
    encoder.opset_import.extend(helper.make_opsetid(domain, 1) for domain in opsets)
    return encoder.SerializeToString()


def _own_operator(domain: str, name: str) -> bytes:
    return _behind(
        helper.make_node(name, ["before"], ["image_embeds"], domain=domain), opsets=(domain,)
    )


def _hidden_operator() -> bytes:
    inner = helper.make_node("Evil", ["before"], ["o"], domain="my.own")
    branch = helper.make_graph([inner], "b", [], [_value("o")])
    made = helper.make_node("If", ["yes"], ["image_embeds"], then_branch=branch, else_branch=branch)
    return _behind(made, yes=np.array(True))


def _not_finite() -> bytes:
    return _behind(
        helper.make_node("Div", ["before", "zero"], ["image_embeds"]), zero=np.zeros(1, np.float32)
    )


def _function() -> bytes:
    encoder = onnx.load_from_string(image_encoder().SerializeToString())
    relu = helper.make_node("Relu", ["x"], ["y"])
    opset = [helper.make_opsetid("", 17)]
    encoder.functions.append(helper.make_function("my.own", "F", ["x"], ["y"], [relu], opset))
    return encoder.SerializeToString()


NETWORKS: dict[str, Callable[[], bytes]] = {
    "own domain": lambda: _own_operator("my.own", "Evil"),
    "python operator": lambda: _own_operator("ai.onnx.contrib", "PyOp"),
    "unlisted of Microsoft": lambda: _own_operator("com.microsoft", "Inverse"),
    "hidden in a branch": _hidden_operator,
    "function": _function,
    "endless": lambda: endless().SerializeToString(),
    "4 TiB": lambda: greedy().SerializeToString(),
    "not finite": _not_finite,
    "nonsense": lambda: bytes(range(256)) * 20,
}


def hostile_networks(folder: Path, seconds: float) -> Tally:
    """H3: refused by what they ask for, or ended by the limits of the first run."""
    pack_trial.RUN_S, pack_trial.START_S = seconds, 4 * seconds
    findings = []
    for name, made in NETWORKS.items():
        room = folder / name
        packs = _packs(room, pack_trial.try_pack)
        refusal = _refusal(packs, _with_image(room / "made", made()))
        if refusal is None:
            findings.append(f"{name} was accepted")
        findings += [f"{name}: {left}" for left in _only_shipped(packs, room)]
    other = _with_image(folder / "ort", image_encoder().SerializeToString(), "image.ort")
    if _refusal(_packs(folder / "ort", _never), other) is None:
        findings.append("a network in another format was accepted")
    return Tally(len(NETWORKS) + 1, findings=tuple(findings))


def killed_switches(folder: Path, kills: int) -> Tally:
    """H4: the old model answers until the new one has seen every photo; a kill goes on later."""
    source = write_catalogue(folder / "source", 150)
    pack = write_pack(folder / "made", "pair")
    chance, findings, done = np.random.default_rng(5), [], 0
    data = folder / "data"
    shop = SwitchShop(data)
    shop.importer.run(source)
    name, old = shop.add(pack), shop.choice.folder
    shop.close()
    for number in range(kills):
        if _killed_switch(data, name, int(chance.integers(1, 40))):
            done += 1
        shop = SwitchShop(data)
        missing = len(shop.repository.missing_embeddings(shop.analyst.model.fingerprint))
        is_new = shop.choice.folder != old
        if missing or shop.repository.damages():
            findings.append(f"kill {number}: {missing} photos without embedding")
        shop.close()
        if is_new:
            break
    shop = SwitchShop(data)
    if shop.choice.folder == old:
        shop.switch.run(name)
    shop.close()
    shop = SwitchShop(data)
    missing = len(shop.repository.missing_embeddings(shop.analyst.model.fingerprint))
    if shop.choice.folder == old or missing:
        findings.append(f"the switch was not finished: {missing} photos without embedding")
    shop.close()
    return Tally(max(1, done), findings=tuple(findings), figures={"kills amid the work": done})


def _killed_switch(data: Path, name: str, after: int) -> bool:
    command = [sys.executable, "-m", "tests.services.switch_shop", str(data), name]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    limit = threading.Timer(60, process.kill)
    limit.start()
    assert process.stdout is not None
    killed = False
    for line in process.stdout:
        if not killed and line.strip().isdecimal() and int(line) >= after:
            process.send_signal(signal.SIGKILL)
            killed = True
    process.wait()
    limit.cancel()
    return killed


def unconfirmed(folder: Path) -> Tally:
    """H5: never confirmed, confirmed with another fingerprint, replayed, or changed since."""
    packs, findings = _packs(folder), []
    first = write_pack(folder / "first", "pair", seed=1)
    second = write_pack(folder / "second", "pair", seed=2)
    cases: list[tuple[str, bool]] = [
        ("no fingerprint", _refusal(packs, first, " ") is not None),
        ("another fingerprint", _refusal(packs, first, "0" * 64) is not None),
        ("half a fingerprint", _refusal(packs, first, _fingerprint(packs, first)[:16]) is not None),
        (
            "the fingerprint of another",
            _refusal(packs, first, _fingerprint(packs, second)) is not None,
        ),
    ]
    findings += _only_shipped(packs, folder)
    cases.append(("the right one", _refusal(packs, second) is None))
    cases.append(("an older one in its place", _refusal(packs, first) is not None))
    home = folder / "model_packs"
    shutil.rmtree(home / "pair")
    shutil.copytree(first, home / "pair")
    cases.append(("changed behind its back", not _usable(packs)))
    shutil.rmtree(home / "pair")
    shutil.copytree(second, home / "pair")
    cases.append(("the confirmed one again", _usable(packs)))
    (home / "pair" / "image.onnx").write_bytes(b"changed")
    cases.append(("one file changed", not _loads(home / "pair")))
    for content in ("", "x = " + "[" * 20_000, "pair = 5", "[pair]\nfingerprint = 5\n", "\0"):
        (home / ADDED_NAME).write_text(content, encoding="utf-8")
        cases.append((f"list of the confirmed: {content[:12]!r}", not _usable(packs)))
    findings += [name for name, as_promised in cases if not as_promised]
    return Tally(len(cases), findings=tuple(findings))


def _fingerprint(packs: ModelPacks, source: Path) -> str:
    staged = packs.stage(source)
    packs.discard(staged)
    return staged.facts.fingerprint


def _usable(packs: ModelPacks) -> bool:
    try:
        packs.usable_folder("pair")
    except ModelPackError:
        return False
    return True


def _loads(folder: Path) -> bool:
    try:
        load_pack(folder)
    except ModelPackError:
        return False
    return True


FAULTS = (
    Fault("H1", "damaged model packs", lambda f: damaged(f, 60), lambda f: damaged(f, 2_000)),
    Fault("H2", "weights outside the pack", outside_data, outside_data),
    Fault(
        "H3",
        "networks that ask for more",
        lambda folder: hostile_networks(folder, 3.0),
        lambda folder: hostile_networks(folder, 30.0),
    ),
    Fault(
        "H4",
        "kill -9 while a pack is prepared",
        lambda folder: killed_switches(folder, 2),
        lambda folder: killed_switches(folder, 20),
    ),
    Fault("H5", "packs that nobody confirmed", unconfirmed, unconfirmed),
)
