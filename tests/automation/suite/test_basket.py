"""Lists and components: a basket that adds up, across pages and restarts."""

from __future__ import annotations

import pytest

from ide.automation import App, MiniProgram, Native, Page, expect


def steppers(page: Page) -> list[str]:
    return [one.text for one in page.qq("stepper >>> .count")]


def test_the_basket_adds_up(page: Page) -> None:
    expect(page.locator("#total")).to_have_text("€1.50")
    page.q(".fruit:nth-child(3) stepper").q(".more").tap()
    expect(page.locator("#total")).to_have_text("€2.40")
    assert steppers(page) == ["1", "2", "1"]


def test_a_component_has_data_properties_methods_and_parts(page: Page) -> None:
    pear = page.qq("stepper")[1]
    assert pear.is_custom
    assert pear.property("count") == 2
    pear.set_data({"most": 3})
    pear.call_method("more")
    pear.call_method("more")
    assert pear.get_data("touched") == 2
    expect(page.locator("#total")).to_have_text("€2.05")
    assert page.qq("stepper >>> price >>> .shown")[1].text == "€1.65"
    assert page.xpath("//*[@id='total']").text == "€2.05"


def test_a_fruit_is_removed_after_a_question(page: Page, native: Native) -> None:
    page.qq(".fruit")[0].long_press()
    native.handle_modal("Remove")
    expect(page.locator(".fruit")).to_have_count(2)
    expect(page.locator("#total")).to_have_text("€1.10")
    page.qq(".fruit")[0].long_press()
    native.handle_modal(False)
    expect(page.locator(".fruit")).to_have_count(2)


def test_the_list_grows_at_its_end(page: Page) -> None:
    recipes = page.q("#recipes")
    assert len(page.qq(".recipe")) == 20
    recipes.scroll_to(top=recipes.scroll_height)
    expect(page.locator(".recipe")).to_have_count(40)


def test_pulling_down_brings_the_basket_back(minideck: MiniProgram, page: Page) -> None:
    page.call_method("show", [])
    expect(page.locator(".nothing")).to_be_visible()
    minideck.app.call_wx_method("startPullDownRefresh")
    expect(page.locator(".fruit")).to_have_count(3)
    assert page.get_data("refreshed") == 1


def test_what_is_in_the_basket_outlives_the_app(app: App, page: Page) -> None:
    page.q(".fruit:nth-child(3) stepper").q(".more").tap()
    expect(page.locator("#total")).to_have_text("€2.40")
    again = app.restart()
    assert again.get_data("total") == "€2.40"
    assert app.call_wx_method("getStorageSync", "basket")[2]["count"] == 1


def test_pages_and_tabs_are_left_and_found_again(app: App, native: Native) -> None:
    assert app.navigate_to("/pages/order/order?total=1").query == {"total": "1"}
    assert [one.path for one in app.page_stack()] == ["pages/basket/basket", "pages/order/order"]
    native.navigate_left()
    app.wait_idle()
    assert app.current_page().path == "pages/basket/basket"
    assert app.switch_tab("/pages/notes/notes").path == "pages/notes/notes"
    assert len(app.page_stack()) == 1
    assert app.redirect_to("/pages/phone/phone").path == "pages/phone/phone"
    assert app.go_home().path == "pages/basket/basket"


@pytest.mark.minideck(page="pages/order/order", query={"total": "%E2%82%AC3"}, scene=1011)
def test_a_link_from_outside_opens_its_page(app: App, page: Page) -> None:
    expect(page.locator(".total")).to_have_text("€3")
    launched = app.evaluate("getApp().globalData.launched")
    assert (launched["path"], launched["scene"]) == ("pages/order/order", 1011)
