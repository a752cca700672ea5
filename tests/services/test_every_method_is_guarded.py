"""Every public method of every service reads, asks the guard first, or is free for a reason.

A method that is in none of the lists fails here: whoever adds one decides what it is.
"""

from __future__ import annotations

import inspect
import os
import tempfile
import time
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop_app.app import opened_services
from desktop_app.core.access import RIGHTS, Right, Role, least_role
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.paths import DataFolder
from desktop_app.services.bundle import Services
from desktop_app.services.import_folder import PREFIX
from desktop_app.services.ledgers import Ledgers
from desktop_app.services.thresholds import Thresholds
from desktop_app.settings import Settings

PIN = "2468"
REFUSALS = {MessageId.ADMINISTRATOR_NEEDED, MessageId.ROLE_NEEDED}

GUARDED: Mapping[str, Right] = {
    "adaptations.fit": Right.EDIT_PRODUCTS,
    "adaptations.remove": Right.EDIT_PRODUCTS,
    "access.add": Right.MANAGE_PEOPLE,
    "access.change": Right.MANAGE_PEOPLE,
    "access.remove": Right.MANAGE_PEOPLE,
    "batches.delete": Right.ERASE,
    "calibrations.learn": Right.EDIT_PRODUCTS,
    "calibrations.reset": Right.EDIT_PRODUCTS,
    "care.add": Right.EDIT_PRODUCTS,
    "care.add_photos": Right.EDIT_PRODUCTS,
    "care.arrange_photos": Right.EDIT_PRODUCTS,
    "care.edit": Right.EDIT_PRODUCTS,
    "care.edit_many": Right.EDIT_PRODUCTS,
    "care.merge": Right.EDIT_PRODUCTS,
    "care.redo": Right.EDIT_PRODUCTS,
    "care.restore": Right.EDIT_PRODUCTS,
    "care.undo": Right.EDIT_PRODUCTS,
    "care.swap_places": Right.EDIT_PRODUCTS,
    "care.withdraw": Right.EDIT_PRODUCTS,
    "changes.count": Right.SEE_CHANGES,
    "changes.page": Right.SEE_CHANGES,
    "changes.persons": Right.SEE_CHANGES,
    "changes.purge": Right.ERASE,
    "changes.save": Right.SEE_CHANGES,
    "history.forget_all": Right.ERASE,
    "importer.run": Right.IMPORT,
    "inquiries.close_as_product": Right.TEACH,
    "inquiries.close_as_unknown": Right.TEACH,
    "inquiries.delete": Right.ERASE,
    "inquiries.reopen": Right.TEACH,
    "pack_switch.forget": Right.MODEL_PACKS,
    "pack_switch.remove": Right.MODEL_PACKS,
    "pack_switch.run": Right.MODEL_PACKS,
    "packs.remove": Right.MODEL_PACKS,
    "packs.stage": Right.MODEL_PACKS,
    "places.swap": Right.EDIT_PRODUCTS,
    "prices.import_list": Right.IMPORT,
    "prices.mark": Right.EDIT_PRODUCTS,
    "prices.set_limit": Right.EDIT_PRODUCTS,
    "safety.ask_for_restore": Right.ERASE,
    "safety.repair": Right.EDIT_PRODUCTS,
    "services.load_demo": Right.IMPORT,
    "stock.import_list": Right.IMPORT,
    "stock.move": Right.MOVE_STOCK,
    "stock.set_ordered": Right.MOVE_STOCK,
    "stock.set_rule": Right.EDIT_PRODUCTS,
    "stock.undo": Right.MOVE_STOCK,
    "teaching.add_product": Right.EDIT_PRODUCTS,
    "teaching.attach_code": Right.TEACH,
    "teaching.enrol": Right.EDIT_PRODUCTS,
    "teaching.teach": Right.TEACH,
    "teaching.undo": Right.TEACH,
    "teaching.withdraw": Right.TEACH,
    "thresholds.reset": Right.EDIT_PRODUCTS,
    "thresholds.save": Right.EDIT_PRODUCTS,
}
"""What needs a right; refused, it has not even looked at its arguments."""

FREE: Mapping[str, str] = {
    "services.answer_while_reading": "lookups answer from what has been read",
    "access.listen": "tells other parts of the program who sits here",
    "access.sign_in": "asks for the PIN",
    "access.sign_out": "everybody may become nobody",
    "access.use": "takes over settings, which are guarded",
    "batch_review.add_product": "asks for the right of new products through teaching",
    "batch_review.decide": "what is said stays in the batch; what is taught asks the guard itself",
    "batch_review.take_back": "as deciding; what was taught asks the guard itself",
    "batches.answer": "lookups are free, and answers stay in the batch",
    "batches.begin": "lookups are free",
    "batches.leave": "forgets names that the settings say are not to be kept",
    "batches.open": "reads; the batch counts as looked at",
    "batches.read_labels": "lookups are free, and words that were read stay in the batch",
    "batches.tidy": "forgets what the settings say, which are guarded",
    "exporter.run": "writes a file of the person's own",
    "gallery.abandon": "the index is a cache",
    "gallery.add": "the index is a cache",
    "gallery.catch_up": "the index is a cache",
    "gallery.close": "the index is a cache",
    "gallery.open": "the index is a cache",
    "gallery.open_soon": "the index is a cache",
    "gallery.remove": "the index is a cache",
    "gallery.take_over": "the index is a cache",
    "history.tidy": "forgets what the settings say, which are guarded",
    "inquiries.export": "writes a file of the person's own",
    "inquiries.save": "whoever does not know may ask",
    "labels.remember": "how labels looked last; printing them is free",
    "lookup.lookup": "lookups are free, and their history with them",
    "pack_choice.put_into": "a value only",
    "pack_choice.remember_pack": "used by the switch of packs, which asks",
    "pack_switch.close": "the program ends",
    "pack_switch.stop": "stopped is gone on with at the next start",
    "packs.accept": "its argument comes from `stage`, which asks; asks again",
    "packs.discard": "deletes a copy that nobody uses",
    "photo_care.notes": "measures, and keeps what it measured",
    "previews.remember": "what columns mean; the import itself asks",
    "prices.use_person": "the name that is written down; signing in says it",
    "prices.watch": "looks for alerts in prices that are there",
    "quality.keep_up": "measures, and keeps what it measured",
    "quality.measure": "measures, and keeps what it measured",
    "reembedding.run": "reads the stored photos anew and changes none of them",
    "restock.export": "writes a file of the person's own",
    "safety.back_up": "everybody may make a backup",
    "safety.back_up_if_due": "everybody may make a backup",
    "safety.check_after_start": "looks, and remembers that it has looked",
    "safety.sweep_photos": "deletes only files that nothing has needed for a day",
    "services.close": "everybody may close the window",
    "services.save_settings": "look and language are free; the others ask, see its own tests",
    "services.tidy_history": "forgets what the settings say, which are guarded",
    "stock.use_person": "the name that is written down; signing in says it",
}
"""What writes or changes something and needs no right, with the reason."""

READS = {
    *("access.is_open", "access.may", "access.people", "access.require", "access.role"),
    *("analyst.analyse", "analyst.analyse_query", "analyst.embed_texts"),
    *("batch_review.candidates", "batch_review.picture", "batches.runs"),
    *("calibrations.from_history", "calibrations.rule"),
    *("cameras.devices", "cameras.open", "cameras.read_codes", "cameras.read_photos"),
    *("catalogue.counts", "catalogue.facets", "catalogue.find", "catalogue.history"),
    *("catalogue.list_products", "catalogue.photo_path", "catalogue.product"),
    *("catalogue.product_by_sku", "catalogue.products", "catalogue.thumbnail_path"),
    *("explanation.contrast", "explanation.explain"),
    *("gallery.on_change", "gallery.part", "gallery.search", "gallery.search_within"),
    "gallery.state",
    *("history.entry", "history.export", "history.page", "history.stored_answer"),
    "import_check.run",
    *("inquiries.page", "inquiries.photos"),
    *("label_reading.read", "label_reading.rows_with_labels", "label_reading.with_label"),
    *("labels.every_sku", "labels.remembered_options", "labels.sheet"),
    *("listing.attribute_names", "listing.facets", "listing.ids", "listing.known_values"),
    *(
        "listing.skus",
        "listing.rows",
        "live_set.figures",
        "pack_choice.chosen_pack",
        "pack_choice.prepared_pack",
    ),
    *("packs.every_pack", "packs.facts", "packs.usable_folder", "places.survey", "previews.look"),
    *("prices.alerts", "prices.limits", "prices.new_alerts", "prices.points"),
    *("quality.history", "quality.is_current", "quality.is_recorded", "quality.state"),
    *("recommendations.compare", "recommendations.compare_photos", "recommendations.recommend"),
    *("reembedding.missing", "restock.back_test", "restock.classes", "restock.history"),
    *("restock.plan", "safety.backups", "safety.check", "safety.problems"),
    *("services.gallery_state", "similar.similar", "stock.find", "stock.movements"),
    *("stock.rules", "stock.state", "teaching.taught", "thresholds.rule"),
    *("words.matches", "words.page"),
}
"""What changes nothing that anybody would miss."""

OTHERS = {"settings", "data_folder", "demo_catalogue", "close", "return", "ledgers"}
"""Parameters of the bundle that are no services."""

NAMES = {"choice": "pack_choice"}
"""Services that are called otherwise once they are in the bundle."""


def services_by_name() -> dict[str, type]:
    """Each service of the bundle by the name that the window knows it by."""
    hints = {**typing.get_type_hints(Services.__init__), **typing.get_type_hints(Ledgers)}
    found = {NAMES.get(name, name): kind for name, kind in hints.items() if name not in OTHERS}
    return {**found, "services": Services, "thresholds": Thresholds}


def public_methods() -> set[str]:
    return {
        f"{name}.{method}"
        for name, kind in services_by_name().items()
        for method, _ in inspect.getmembers(kind, inspect.isfunction)
        if not method.startswith("_")
    }


def test_every_method_is_in_one_list() -> None:
    lists = [set(GUARDED), set(FREE), READS]
    listed = set.union(*lists)
    assert sum(map(len, lists)) == len(listed), "in two lists"
    assert public_methods() - listed == set(), "decide who may call these"
    assert listed - public_methods() == set(), "these are gone"


def test_the_bundle_has_what_its_constructor_is_given(services: Services) -> None:
    for name, kind in services_by_name().items():
        for method, _ in inspect.getmembers(kind, inspect.isfunction):
            if not method.startswith("_"):
                assert callable(getattr(_service(services, name), method)), f"{name}.{method}"


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The services of the program itself, with somebody of each role."""
    folder = DataFolder(tmp_path_factory.mktemp("data"))
    with opened_services(folder, Settings(clerks_teach=False)) as made:
        for role in reversed(Role):
            made.access.add(role.value, role, PIN)
        made.access.sign_out()
        yield made


def _service(services: Services, name: str) -> Any:
    if name == "services":
        return services
    return services.quality.thresholds if name == "thresholds" else getattr(services, name)


SWAP = SimpleNamespace(
    far=SimpleNamespace(product_id=-1, place="A"), near=SimpleNamespace(product_id=-2, place="B")
)
ARGUMENTS: Mapping[str, tuple[object, ...]] = {"places.swap": (SWAP,)}
"""What asks through another service, and so has to get as far."""


def _called(services: Services, name: str) -> MessageId | None:
    """Call the method with nothing that makes sense; the message if it was refused."""
    service, _, method = name.partition(".")
    work = getattr(_service(services, service), method)
    needed = [
        each
        for each in inspect.signature(work).parameters.values()
        if each.default is inspect.Parameter.empty
    ]
    named = {each.name: object() for each in needed if each.kind is inspect.Parameter.KEYWORD_ONLY}
    positional = ARGUMENTS.get(name, (object(),) * (len(needed) - len(named)))
    try:
        work(*positional, **named)
    except UserError as error:
        return error.message.id
    except Exception:  # noqa: BLE001  (it went past the guard and met the arguments)
        return None
    return None


UNTRIED = {"access.remove", "access.change", "services.load_demo"}
"""What would change the people, or import for seconds, where the right is there."""

KEPT_AWAY = ("access.", "gallery.", ".close", ".accept", ".measure", ".run", ".use_person")
"""What is free and would rewire or end what the other tests use."""


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "nobody")
def test_the_guard_is_asked_first(services: Services, role: Role | None) -> None:
    """Whoever lacks the right is refused, whatever the arguments; whoever has it is not."""
    if role is not None:
        services.access.sign_in(role.value, PIN)
    wrong = []
    for name, right in GUARDED.items():
        has_right = right in RIGHTS[role or Role.CLERK]
        if has_right and name in UNTRIED:
            continue
        said = _called(services, name)
        needed = _refusal(right)
        if (said in REFUSALS) if has_right else (said is not needed):
            wrong.append(f"{name}: {said}")
    services.access.sign_out()
    assert not wrong, "; ".join(wrong)


def _refusal(right: Right) -> MessageId:
    is_highest = least_role(right) is Role.ADMINISTRATOR
    return MessageId.ADMINISTRATOR_NEEDED if is_highest else MessageId.ROLE_NEEDED


def test_what_is_free_refuses_no_clerk(services: Services) -> None:
    services.access.sign_in(Role.CLERK.value, PIN)
    tried = [name for name in FREE if not any(part in name for part in KEPT_AWAY)]
    refused = [name for name in tried if _called(services, name) in REFUSALS]
    services.access.sign_out()
    assert refused == []
    assert len(tried) > 20


def test_a_start_clears_what_a_killed_import_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / f"{PREFIX}killed"
    left.mkdir()
    (left / ".lock").touch()
    os.utime(left, (0, time.time() - 60))
    with opened_services(DataFolder(tmp_path / "data"), Settings()):
        assert not left.exists()
