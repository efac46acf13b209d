"""Public apps tested with the pytest plugin, as their own testers would: on ``--corpus`` only."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.automation import App, Device, MiniProgram, Native, Page, expect

pytestmark = pytest.mark.minideck(allow=".*", timeout=120)
"""What these apps say of themselves is in docs/real-apps.md; here they are driven."""


class TestOfficialDemo:
    """A page for every family of APIs and components."""

    @pytest.fixture
    def minideck_project(self, corpus_folder: Path) -> Path:
        return corpus_folder / "official-demo"

    def test_the_tabs_lead_to_their_pages(self, app: App) -> None:
        assert app.switch_tab("page/API/index").path == "page/API/index"
        assert app.switch_tab("page/animation/index").path == "page/animation/index"
        assert app.go_home().path == "page/component/index"

    def test_a_group_of_components_unfolds(self, page: Page) -> None:
        group = page.q(".kind-list-item-hd")
        before = [one.attribute("class") for one in page.qq(".kind-list-item-bd")]
        group.tap()
        page.wait_for(
            lambda: before != [one.attribute("class") for one in page.qq(".kind-list-item-bd")]
        )

    @pytest.mark.minideck(page="packageAPI/pages/device/scan-code/scan-code")
    def test_a_code_is_scanned(self, page: Page, device: Device) -> None:
        device.scan.queue(["demo 码"])
        page.q("button").tap()
        page.wait_for(lambda: "demo 码" in page.text)

    @pytest.mark.minideck(page="packageAPI/pages/api/get-user-info/get-user-info")
    def test_the_profile_is_given(self, page: Page, native: Native) -> None:
        page.q("button").tap()
        native.allow_get_user_info()
        page.wait_for(lambda: "微信用户" in page.text)

    @pytest.mark.minideck(theme=["light", "dark"])
    def test_both_themes_are_shown(self, app: App, page: Page, minideck_setting: object) -> None:
        assert app.system_info()["theme"] == vars(minideck_setting)["theme"]
        assert page.q("view").size["width"] > 0


class TestTDesignRetail:
    """A shop of custom components that brings its own answers."""

    @pytest.fixture
    def minideck_project(self, corpus_folder: Path) -> Path:
        return corpus_folder / "tdesign-retail"

    def test_goods_are_shown_and_left_again(self, minideck: MiniProgram, page: Page) -> None:
        page.wait_for(lambda: page.get_data("goodsList") and not page.get_data("pageLoading"))
        minideck.app.wait_idle()
        minideck.tap(".goods-card")
        expect(page).to_have_path("pages/goods/details/index")
        details = minideck.app.current_page()
        expect(details).to_contain_text("加入购物车")
        minideck.back()
        expect(page).to_have_path("pages/home/home")

    @pytest.mark.minideck(page="pages/user/address/list/index")
    def test_an_address_is_begun(self, minideck: MiniProgram, page: Page) -> None:
        minideck.tap("", text="新建收货地址")
        expect(page).to_have_path("pages/user/address/edit/index")
        edit = minideck.app.current_page()
        minideck.type("input", "Ada")
        expect(edit).to_have_data("locationState.name", "Ada")

    def test_the_cart_is_a_tab(self, app: App) -> None:
        cart = app.switch_tab("pages/cart/index")
        # The goods in it come after a delay of the app's own.
        assert cart.q("cart-group").is_custom


class TestLitemall:
    """A shop whose server is far away."""

    @pytest.fixture
    def minideck_project(self, corpus_folder: Path) -> Path:
        return corpus_folder / "litemall-wx"

    def test_what_the_server_would_say_is_shown(self, minideck: MiniProgram, app: App) -> None:
        goods = {"id": 1, "name": "Orchard box", "picUrl": "", "retailPrice": 12}
        answer = {"errno": 0, "data": {"newGoodsList": [goods]}}
        minideck.mock.mock_request("home/index", {"data": answer, "statusCode": 200})
        page = app.restart()
        expect(page).to_contain_text("Orchard box")

    def test_the_tabs_work_without_a_server(self, app: App, native: Native) -> None:
        native.switch_tab("pages/ucenter/index/index")
        page = app.current_page()
        expect(page).to_have_path("pages/ucenter/index/index")
        assert app.switch_tab("pages/cart/cart").path == "pages/cart/cart"

    @pytest.mark.minideck(page="pages/auth/accountLogin/accountLogin")
    def test_an_account_is_typed(self, page: Page) -> None:
        name, word = page.qq("input")[:2]
        name.input("ada")
        word.input("secret")
        expect(page).to_have_data({"username": "ada", "password": "secret"})
