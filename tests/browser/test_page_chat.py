"""Chatting on the page: what the bot sends is shown, what the person does reaches the bot."""

from __future__ import annotations

import pytest
from parrot import RULES, Parrot, picture
from playwright.async_api import expect
from visiting import Visitor, started, write

# One browser, and so one event loop, serves all these tests.
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_an_empty_world_gets_a_first_person_with_a_big_start_button(visitor: Visitor, bot: Parrot) -> None:
    page = await visitor.open()
    await expect(page.get_by_role("button", name="小安", exact=True)).to_be_visible()
    await page.get_by_role("button", name="开始", exact=True).click()
    await expect(page.locator(".theirs .words")).to_contain_text("你好，我是鹦鹉。")
    assert bot.heard[0]["message"]["text"] == "/start"
    assert bot.heard[0]["message"]["from"]["language_code"] == "zh-hans"


async def test_a_press_turns_the_message_into_the_next_screen(visitor: Visitor) -> None:
    async with started(visitor) as page:
        await page.get_by_role("button", name="建一个群").click()
        await expect(page.get_by_role("button", name="微信")).to_be_visible()
        await expect(page.locator(".theirs .edited")).to_be_visible()
        await expect(page.locator(".theirs")).to_have_count(1)
        await expect(page.locator(".key[aria-busy]")).to_have_count(0)


async def test_callback_answers_show_as_toast_and_as_alert(visitor: Visitor) -> None:
    async with started(visitor) as page:
        await page.get_by_role("button", name="建一个群").click()
        await page.get_by_role("button", name="微信").click()
        await expect(page.locator(".phone .toast")).to_have_text("记下了：wechat")
        await page.get_by_role("button", name="为什么问这个").click()
        alert = page.get_by_role("alertdialog")
        await expect(alert).to_contain_text("平台决定后面的步骤。")
        await alert.get_by_role("button", name="好").click()
        await expect(alert).to_have_count(0)


async def test_words_of_people_and_bots_are_never_markup(visitor: Visitor) -> None:
    async with started(visitor) as page:
        await write(page, "<img src=x onerror=alert(1)> <b>fett</b>")
        await expect(page.locator(".mine .words").last).to_contain_text("<img src=x onerror=alert(1)> <b>fett</b>")
        await expect(page.locator(".theirs .words").last).to_contain_text("<img src=x")
        assert await page.locator(".messages img, .messages b").count() == 0


async def test_a_text_for_pasting_is_copied_with_one_tap(visitor: Visitor) -> None:
    async with started(visitor) as page:
        await page.locator(".inline-link", has_text="/rules").click()
        await page.locator(".copyable.pre").click()
        await expect(page.locator(".toast")).to_have_text("已复制")
        assert await page.evaluate("navigator.clipboard.readText()") == RULES


async def test_copy_buttons_and_code_are_copied(visitor: Visitor) -> None:
    async with started(visitor) as page:
        await page.get_by_role("button", name="复制编号").click()
        assert await page.evaluate("navigator.clipboard.readText()") == "A-12"
        await page.locator(".copyable.code").click()
        assert await page.evaluate("navigator.clipboard.readText()") == "code-42"


async def test_links_out_open_a_tab_without_an_opener(visitor: Visitor) -> None:
    async with started(visitor) as page:
        button = page.get_by_role("link", name="官网")
        assert await button.get_attribute("rel") == "noopener noreferrer"
        assert await button.get_attribute("target") == "_blank"
        await write(page, "/links")
        link = page.locator(".words a", has_text="example.org")
        assert await link.get_attribute("href") == "https://example.org/"
        await expect(page.locator(".words em")).to_have_text("引文")
        await page.get_by_role("button", name="显示隐藏的文字").click()
        await expect(page.locator(".spoiler.shown")).to_have_text("暗语")


async def test_a_deep_link_presses_start_with_its_payload(visitor: Visitor, bot: Parrot) -> None:
    async with started(visitor) as page:
        await page.get_by_role("link", name="再来一次").click()
        await expect(page.locator(".theirs")).to_have_count(2)
        assert bot.heard[-1]["message"]["text"] == "/start again"


async def test_a_photo_opens_in_the_lightbox_and_closes_with_escape(visitor: Visitor) -> None:
    async with started(visitor) as page:
        await write(page, "/photo")
        photo = page.locator(".theirs .photo")
        await photo.click()
        box = page.locator("dialog.lightbox")
        await expect(box.locator("figcaption")).to_have_text("一张 <b>图片</b>")
        await page.wait_for_function("document.querySelector('dialog.lightbox img').naturalWidth > 0")
        await page.keyboard.press("Escape")
        await expect(box).to_have_count(0)
        await expect(photo).to_be_focused()


async def test_several_photos_go_as_one_album_with_the_words(visitor: Visitor, bot: Parrot) -> None:
    async with started(visitor) as page:
        files = [{"name": f"{i}.png", "mimeType": "image/png", "buffer": picture(300, 200)} for i in range(3)]
        await page.locator("input[type=file]").set_input_files(files)
        await expect(page.locator(".tray-files li")).to_have_count(3)
        await page.locator(".tray-remove").first.click()
        await write(page, "两张")
        await expect(page.locator(".mine .album .photo")).to_have_count(2)
        await expect(page.locator(".mine").last).to_contain_text("两张")
        album = [one["message"] for one in bot.heard if "photo" in one.get("message", {})]
        assert len({one["media_group_id"] for one in album}) == 1
        assert [one.get("caption") for one in album] == ["两张", None]


async def test_a_file_is_sent_and_offered_for_download(visitor: Visitor) -> None:
    async with started(visitor) as page:
        chosen = {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 " + b"x" * 2000}
        await page.locator("input[type=file]").set_input_files(chosen)
        await page.get_by_role("button", name="发送", exact=True).click()
        link = page.locator(".mine a.file")
        await expect(link).to_contain_text("合同.pdf")
        async with page.expect_download() as download:
            await link.click()
        assert (await download.value).suggested_filename == "合同.pdf"


async def test_what_is_no_photo_comes_back_to_the_tray_and_goes_as_a_file(visitor: Visitor, bot: Parrot) -> None:
    async with started(visitor) as page:
        chosen = {"name": "broken.png", "mimeType": "image/png", "buffer": b"not a picture"}
        await page.locator("input[type=file]").set_input_files(chosen)
        await page.get_by_role("button", name="发送", exact=True).click()
        await expect(page.locator(".toast")).to_contain_text("没有成功")
        await page.get_by_label("图片按文件发送").check()
        await page.get_by_role("button", name="发送", exact=True).click()
        await expect(page.locator(".mine a.file")).to_contain_text("broken.png")
        await expect(page.locator(".tray")).to_be_hidden()
        visitor.complaints = [one for one in visitor.complaints if "400" not in one]  # the refusal, as Chromium logs it


async def test_a_dropped_file_is_attached(visitor: Visitor) -> None:
    async with started(visitor) as page:
        drop = """(phone) => {
          const carried = new DataTransfer();
          carried.items.add(new File(["hello"], "note.txt", {type: "text/plain"}));
          phone.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
        }"""
        await page.locator(".phone").evaluate(drop)
        await expect(page.locator(".tray-name")).to_have_text("note.txt")


async def test_an_own_message_can_be_edited(visitor: Visitor, bot: Parrot) -> None:
    async with started(visitor) as page:
        await write(page, "五百")
        await expect(page.locator(".theirs").last).to_contain_text("收到：五百")
        await page.locator(".field").press("ArrowUp")
        await expect(page.locator(".field")).to_have_value("五百")
        await write(page, "六百")
        await expect(page.locator(".theirs").last).to_contain_text("改成了：六百")
        await expect(page.locator(".mine", has_text="六百").locator(".edited")).to_be_visible()


async def test_a_reply_quotes_what_it_answers(visitor: Visitor, bot: Parrot) -> None:
    async with started(visitor) as page:
        await page.locator(".theirs").hover()
        await page.locator(".theirs .message-more").click()
        await page.get_by_role("menuitem", name="回复").click()
        await write(page, "这条")
        await expect(page.locator(".mine .quote")).to_contain_text("你好，我是鹦鹉。")
        assert bot.heard[-1]["message"]["reply_to_message"]["from"]["is_bot"]


async def test_a_reply_keyboard_says_its_words_and_goes_when_told(visitor: Visitor) -> None:
    async with started(visitor) as page:
        await write(page, "/keyboard")
        await page.get_by_role("button", name="卖家").click()
        await expect(page.locator(".theirs").last).to_contain_text("收到：卖家")
        await expect(page.get_by_placeholder("消息")).to_be_visible()
        await write(page, "/bye")
        await expect(page.locator(".reply-key")).to_have_count(0)


async def test_the_bot_is_seen_typing(visitor: Visitor, bot: Parrot) -> None:
    async with started(visitor) as page:
        bot.slow = 1.0
        await write(page, "hm")
        await expect(page.locator(".typing")).to_be_visible()
        await expect(page.locator(".status")).to_have_text("正在输入")
        await expect(page.locator(".theirs").last).to_contain_text("收到：hm")
        await expect(page.locator(".typing")).to_be_hidden()
