"""Components of three libraries of npm do what a person's fingers ask of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ide.headless.project import HeadlessProject
from renderer.host.scheme import register_scheme
from tests.driving.app import DrivenApp, css
from tests.e2e.test_component_libraries import FIXTURE, LIBRARIES, ROOT

register_scheme()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HeadlessProject]:
    folder: Path = tmp_path_factory.mktemp("driven") / "project"
    shutil.copytree(FIXTURE, folder)
    for package in LIBRARIES.values():
        shutil.copytree(ROOT / "node_modules" / package, folder / "node_modules" / package)
    project = HeadlessProject(folder)
    project.open()
    yield project
    project.close()


@pytest.fixture
def app(
    qapp: QApplication, project: HeadlessProject, request: pytest.FixtureRequest
) -> Iterator[DrivenApp]:
    """The page of the test's mark, opened; nothing may be reported broken at the end."""
    app = DrivenApp(project)
    app.open(f"pages/{request.param}/index")
    yield app
    errors = app.errors()
    app.close()
    assert errors == []


def on(page: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("app", [page], indirect=True)


@on("vant-form")
def test_vant_fields_and_choices(app: DrivenApp) -> None:
    app.tap("Apple")
    app.wait_text("chosen 2")
    app.tap("Pear")
    app.wait_text("chosen 1")
    assert app.data()["fruits"] == ["apple"]
    app.tap(css(".van-stepper__plus"))
    app.wait_nodes(".van-stepper__input input", lambda found: found[0]["value"] == "3")
    app.tap(css(".van-stepper__minus"))
    app.tap(css(".van-stepper__minus"))
    app.wait_nodes(".van-stepper__input input", lambda found: found[0]["value"] == "1")
    app.tap(css(".van-switch"))
    app.wait_nodes(".van-switch", lambda found: "van-switch--on" not in found[0]["classes"])
    assert app.data()["on"] is False
    app.tap("Large")
    app.wait_text("size large")
    app.tap(css(".van-rate__icon", 4))
    app.wait_text("stars 5")
    app.type("Your name", "Ada")
    app.wait_data(lambda data: data["name"] == "Ada", "the name in the page's data")
    app.type("Search placeholder", "milk")
    app.wait_nodes(".van-search__field input", lambda found: found[0]["value"] == "milk")


@on("vant-form")
def test_vant_picker_column_turns(app: DrivenApp) -> None:
    app.drag("One", 0, -44)
    app.wait_text("picked Two")
    app.tap("Three")
    app.wait_text("picked Three")


@on("vant-navigation")
def test_vant_tabs_folds_and_bars(app: DrivenApp) -> None:
    app.tap("Second tab")
    app.wait_text("Second content")
    app.wait_nodes(".van-tab", lambda found: "van-tab--active" in found[1]["classes"])
    app.wait_text("Fold content")
    app.tap("Fold title")
    app.wait_data(lambda data: data["open"] == [], "a closed fold")
    app.wait_nodes(".van-collapse-item__wrapper", lambda found: found[0]["height"] == 0)
    app.tap("Fold title")
    app.wait_nodes(".van-collapse-item__wrapper", lambda found: found[0]["height"] > 20)
    app.tap("Side two")
    app.wait_text("side 1")
    app.tap("Find")
    app.wait_data(lambda data: data["bar"] == 1, "the second item of the bar")


@on("vant-feedback")
def test_vant_sheets_and_dialogs_open_and_close(app: DrivenApp) -> None:
    app.tap(css("#open"))
    app.wait_text("Popup text")
    app.wait_text("Toast text")
    app.tap_at(css(".van-overlay"), 0, -200)
    app.wait_no_text("Popup text")
    app.tap(css("#ask"))
    app.wait_text("Dialog text")
    app.tap("Sure")
    app.wait_text("ask yes")
    app.wait_no_text("Dialog text")
    app.tap(css("#choose"))
    app.tap("Act")
    app.wait_text("choose Act")
    app.wait_no_text("Never mind")


@on("vant-feedback")
def test_vant_drop_down_and_swipe_cell(app: DrivenApp) -> None:
    app.tap(css(".van-dropdown-menu__title"))
    app.tap("Option two")
    app.wait_data(lambda data: data["option"] == 1, "the second option")
    app.wait_nodes(".van-dropdown-menu__title", lambda found: "Option two" in found[0]["text"])
    app.drag("Swipe text", -120, 0)
    app.tap(css(".delete"))
    app.wait_data(lambda data: data["removed"], "the tap on what was swiped in")


@on("tdesign-form")
def test_tdesign_fields_and_choices(app: DrivenApp) -> None:
    app.tap("Apple")
    app.wait_text("chosen 2")
    app.tap("Large")
    app.wait_text("size large")
    app.tap(css(".t-switch__body"))
    app.wait_text("on false")
    app.tap(css(".t-stepper__plus"))
    app.wait_text("amount 3")
    app.tap(css(".t-rate__icon", 4))
    app.wait_text("stars 5")
    app.type("Your name", "Ada")
    app.wait_text("name Ada")
    app.type("Search placeholder", "milk")
    app.wait_nodes(".t-search input", lambda found: found[0]["value"] == "milk")


@on("tdesign-form")
def test_tdesign_picker_opens_turns_and_closes(app: DrivenApp) -> None:
    app.tap(css("#pick"))
    app.wait_text("Picker title")
    app.drag(css(".t-picker-item__item", text="One"), 0, -40)
    app.tap("Take")
    app.wait_text("pick Two")
    app.wait_no_text("Picker title")


@on("tdesign-navigation")
def test_tdesign_tabs_folds_and_bars(app: DrivenApp) -> None:
    app.tap("Second tab")
    app.wait_text("Second content")
    app.tap("Fold title")
    app.wait_nodes(".t-collapse-panel__wrapper", lambda found: found[0]["height"] == 0)
    app.tap("Fold title")
    app.wait_nodes(".t-collapse-panel__wrapper", lambda found: found[0]["height"] > 20)
    app.tap("Find")
    app.wait_text("bar b")


@on("tdesign-navigation")
def test_tdesign_sheets_and_dialogs_open_and_close(app: DrivenApp) -> None:
    app.tap(css("#open"))
    app.wait_text("Popup text")
    app.tap_at(css(".t-overlay"), 0, -200)
    app.wait_no_text("Popup text")
    app.tap(css("#ask"))
    app.wait_text("Dialog text")
    app.tap("Sure")
    app.wait_text("ask yes")
    app.wait_no_text("Dialog text")
    app.tap(css("#choose"))
    app.tap("Second act")
    app.wait_text("choose Second act")
    app.wait_no_text("First act")


@on("tdesign-navigation")
def test_tdesign_drop_down_and_swipe_cell(app: DrivenApp) -> None:
    app.tap(css(".t-dropdown-menu__item"))
    app.tap("Option two")
    app.wait_data(lambda data: data["option"] == "b", "the second option")
    app.drag("Swipe text", -120, 0)
    app.tap("Remove")
    app.wait_data(lambda data: data["acted"] == "Remove", "the tap on what was swiped in")


@on("weui-basic")
def test_weui_search_slide_gallery_and_links(app: DrivenApp) -> None:
    app.rest()
    app.tap(css(".weui-search-bar__label"))
    app.type(css(".weui-search-bar__input"), "milk")
    app.wait_text("word milk")
    app.drag("Slide text", -150, 0)
    app.tap(css(".weui-slideview__btn"))
    app.wait_text("pressed 0")
    app.tap(css("#look"))
    app.wait_text("1/1")
    app.tap(css(".weui-gallery__img__wrp"))
    app.wait_no_text("1/1")
    app.tap("Link cell")
    app.wait_ready("pages/weui-form/index")
    app.back()
    app.tap("Grid one")
    app.wait_ready("pages/weui-form/index")


@on("weui-form")
def test_weui_form_is_filled_in_and_checked(app: DrivenApp) -> None:
    app.tap("Apple")
    app.wait_text("fruit apple,pear")
    app.tap("Pear")
    app.wait_data(lambda data: data["models"]["fruit"] == ["apple"], "one fruit")
    app.tap(css("#submit"))
    app.wait_text("submit Name is needed")
    app.type("Your name", "Ada")
    app.tap(css("#submit"))
    app.wait_text("submit good")
    app.tap("Find")
    app.wait_text("tab 1")


@on("weui-form")
def test_weui_dialogs_and_sheets_open_and_close(app: DrivenApp) -> None:
    app.rest()  # the dialogs hide themselves some time after they are ready
    app.tap(css("#open"))
    app.wait_text("Dialog text")
    app.wait_text("Tip text")
    app.tap("Confirm")
    app.wait_no_text("Dialog text")
    assert app.data()["answered"] == "Confirm"
    app.tap(css("#choose"))
    app.wait_text("Sheet title")
    app.tap("Act")
    app.wait_text("choose 1")
    app.wait_no_text("Sheet title")
    app.tap(css("#half"))
    app.wait_text("Half text")
    app.tap(css(".weui-half-screen-dialog__hd .weui-icon-btn"))
    app.wait_no_text("Half text")
