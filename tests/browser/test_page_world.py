"""Around the conversations: people, languages, the clock, the log, and a connection that breaks."""

from __future__ import annotations

import re

import aiohttp
import pytest
from parrot import Parrot, parrot
from playwright.async_api import Browser, Page, expect
from visiting import PHONE, Visitor, started, write

from assistant.simulator import World, serve

# One browser, and so one event loop, serves all these tests.
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def add_person(page: Page, name: str, language: str) -> None:
    await page.get_by_role("navigation").get_by_role("button", name="添加一个人").click()
    form = page.get_by_role("dialog", name="添加一个人")
    await form.get_by_label("名字").first.fill(name)
    await form.get_by_label("语言").select_option(language)
    await form.get_by_role("button", name="创建").click()
    await expect(form).to_have_count(0)


async def test_people_stand_side_by_side_and_each_reads_their_own_language(visitor: Visitor, bot: Parrot) -> None:
    async with started(visitor) as page:
        await add_person(page, "Anna", "en")
        anna = page.get_by_role("region", name="Anna的手机")
        await anna.get_by_role("button", name="开始", exact=True).click()
        await expect(anna.locator(".theirs")).to_have_count(1)
        await expect(page.locator(".phone")).to_have_count(2)
        assert bot.heard[-1]["message"]["from"]["language_code"] == "en"
        await anna.get_by_label("Anna使用的语言").select_option("zh-hant")
        await anna.locator(".field").fill("你好")
        await anna.locator(".field").press("Enter")
        await expect(anna.locator(".theirs")).to_have_count(2)
        assert bot.heard[-1]["message"]["from"]["language_code"] == "zh-hant"


async def test_on_a_phone_one_person_is_shown_and_the_other_has_a_count_of_news(visitor: Visitor) -> None:
    async with started(visitor, screen=PHONE) as page:
        await add_person(page, "Anna", "en")
        await expect(page.locator(".phone")).to_have_count(1)
        people = page.get_by_role("navigation", name="人物")
        await expect(people.get_by_role("button", name="Anna")).to_have_attribute("aria-pressed", "true")
        async with aiohttp.ClientSession(visitor.address) as http:
            world = await (await http.get("/control/world")).json()
            person = next(one["id"] for one in world["people"] if one["name"] == "小安")
            await http.post("/control/say", json={"person": person, "text": "hm"})
        await expect(people.get_by_role("button", name="小安")).to_contain_text("1 条新消息")
        await people.get_by_role("button", name="小安").click()
        await expect(page.locator(".theirs").last).to_contain_text("收到：hm")
        await expect(people.locator(".badge")).to_have_count(0)


async def test_the_page_follows_the_browsers_language_and_can_be_switched(visitor: Visitor) -> None:
    page = await visitor.open(locale="en-GB")
    await expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    await expect(page).to_have_title("Chat simulator")
    await page.get_by_role("button", name="中文", exact=True).click()
    await expect(page.get_by_role("button", name="开始", exact=True)).to_be_visible()
    assert await page.evaluate("document.documentElement.lang") == "zh-Hans"
    await page.reload()
    await expect(page).to_have_title("聊天模拟器")


async def test_half_written_words_outlast_a_change_of_the_pages_language(visitor: Visitor) -> None:
    async with started(visitor) as page:
        await page.locator(".field").fill("半句话")
        await page.get_by_role("button", name="English", exact=True).click()
        await expect(page.locator(".field")).to_have_value("半句话")


async def test_the_clock_jumps_by_an_hour_a_day_and_a_week(visitor: Visitor) -> None:
    async with started(visitor) as page:
        async with aiohttp.ClientSession(visitor.address) as http:
            before = (await (await http.get("/control/clock")).json())["now"]
            for name in ("快进一小时", "快进一天", "快进七天"):
                await page.get_by_role("button", name=name).click()
                await expect(page.get_by_role("button", name=name)).to_be_enabled()
            after = (await (await http.get("/control/clock")).json())["now"]
        assert 3600 + 8 * 86400 <= after - before < 3600 + 8 * 86400 + 60
        await write(page, "später")
        await expect(page.locator(".day").first).not_to_have_text("今天")
        await expect(page.locator(".day").last).to_have_text("今天")


async def test_the_log_lists_calls_and_shows_their_parameters(visitor: Visitor) -> None:
    async with started(visitor) as page:
        log = page.get_by_role("complementary", name="调用与投递日志")
        row = log.locator("details", has_text=re.compile("sendmessage", re.IGNORECASE)).first
        await row.locator("summary").click()
        await expect(row).to_contain_text("我是鹦鹉")
        await log.get_by_role("button", name="清空列表").click()
        await expect(log.locator("details")).to_have_count(0)
        await log.get_by_role("button", name="关闭").click()
        await expect(log).to_be_hidden()
        await expect(page.get_by_role("button", name="日志", exact=True)).to_be_focused()


async def test_the_log_shows_refused_calls_as_such(visitor: Visitor, bot: Parrot) -> None:
    async with started(visitor) as page:
        with pytest.raises(AssertionError):
            await bot.call("sendMessage", chat_id=1, text="nobody")
        await expect(page.locator(".entry.bad")).to_contain_text("400")


async def test_a_blocked_bot_can_be_let_in_again(visitor: Visitor, bot: Parrot) -> None:
    async with started(visitor) as page:
        await page.get_by_role("button", name="小安的更多操作").click()
        await page.get_by_role("menuitem", name="屏蔽机器人").click()
        await page.get_by_role("button", name="取消屏蔽").click()
        await write(page, "wieder da")
        await expect(page.locator(".theirs").last).to_contain_text("收到：wieder da")


async def test_the_command_menu_offers_and_sends(visitor: Visitor) -> None:
    async with started(visitor) as page:
        await page.get_by_role("button", name="菜单").click()
        await page.get_by_role("listbox", name="命令").get_by_role("option", name="/rules").click()
        await expect(page.locator(".copyable.pre")).to_be_visible()
        await page.locator(".field").press_sequentially("/l")
        await expect(page.locator(".command")).to_have_count(1)
        await page.keyboard.press("Enter")
        await expect(page.locator(".spoiler")).to_be_visible()


async def test_a_group_of_people_reads_together(visitor: Visitor) -> None:
    async with started(visitor) as page:
        await add_person(page, "Anna", "en")
        await page.get_by_role("button", name="小安的更多操作").click()
        await page.get_by_role("menuitem", name="新建群组").click()
        form = page.get_by_role("dialog", name="新建群组")
        await form.get_by_label("群组名称").fill("旧书群")
        await form.get_by_role("button", name="创建").click()
        for name in ("小安", "Anna"):
            phone = page.get_by_role("region", name=f"{name}的手机")
            await phone.get_by_role("button", name=f"{name}的聊天").click()
            await page.get_by_role("menuitemradio", name="旧书群").click()
            await expect(phone.locator(".head-title")).to_have_text("旧书群")
        first = page.get_by_role("region", name="小安的手机")
        await first.locator(".field").fill("大家好")
        await first.locator(".field").press("Enter")
        other = page.get_by_role("region", name="Anna的手机")
        await expect(other.locator(".theirs .words")).to_contain_text("大家好")
        await expect(other.locator(".badge")).to_have_count(0)
        await expect(other.locator(".sender")).to_have_text("小安")


async def test_a_bot_is_added_to_a_group_by_its_link(visitor: Visitor, bot: Parrot) -> None:
    async with started(visitor) as page:
        await write(page, "/group")
        await page.get_by_role("link", name="加进群").click()
        await page.get_by_role("dialog", name="加入群组").get_by_role("button", name="新建群组").click()
        form = page.get_by_role("dialog", name="新建群组")
        await form.get_by_label("群组名称").fill("旧书群")
        await form.get_by_label("鹦鹉 Parrot (机器人)").uncheck()
        await form.get_by_role("button", name="创建").click()
        await page.get_by_role("link", name="加进群").click()
        await page.get_by_role("dialog", name="加入群组").get_by_role("button", name="旧书群").click()
        await expect(page.locator(".head-title")).to_have_text("旧书群")
        await expect(page.locator(".status")).to_have_text("2 位成员")
        await expect(page.locator(".mine .words")).to_contain_text("/start@parrot_bot g-7")
        standing = [one["my_chat_member"]["new_chat_member"]["status"] for one in bot.heard if "my_chat_member" in one]
        assert standing[-1] == "administrator"


async def test_the_whole_way_goes_by_keyboard_alone(visitor: Visitor) -> None:
    page = await visitor.open()
    await page.keyboard.press("Tab")
    await expect(page.locator("#skip")).to_be_focused()
    await page.keyboard.press("Enter")
    for _ in range(12):
        if await page.evaluate("document.activeElement.matches('.start')"):
            break
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator(".theirs")).to_have_count(1)
    await expect(page.locator(".field")).to_be_focused()
    for _ in range(12):
        if await page.evaluate("document.activeElement.textContent === '建一个群'"):
            break
        await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="微信")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".phone .toast")).to_have_text("记下了：wechat")


async def test_news_is_read_out_politely(visitor: Visitor) -> None:
    async with started(visitor) as page:
        await write(page, "hm")
        live = page.locator("#announcer")
        await expect(live).to_contain_text("小安收到：收到：hm")
        assert await live.get_attribute("aria-live") == "polite"


async def test_after_a_restart_of_the_simulator_the_page_finds_its_way_back(browser: Browser) -> None:
    running = await serve(world=World(open_doors=True))
    port = int(running.url.rsplit(":", 1)[1])
    visitor = Visitor(browser, running.url)
    async with parrot(running.url), started(visitor) as page:
        pass
    await running.stop()
    await expect(page.get_by_text("连接中断，正在重连……")).to_be_visible()
    again = await serve(port=port, world=World(open_doors=True))
    async with parrot(again.url):
        await expect(page.locator("#lost")).to_be_hidden(timeout=15000)
        await expect(page.locator(".message")).to_have_count(0)
        await page.get_by_role("button", name="开始", exact=True).click()
        await expect(page.locator(".theirs")).to_have_count(1)
    await visitor.leave()
    await again.stop()


async def test_messages_are_forwarded_and_contacts_shared(visitor: Visitor, bot: Parrot) -> None:
    async with started(visitor) as page:
        await write(page, "seen it")
        await page.locator(".mine", has_text="seen it").locator(".message-more").click()
        await page.get_by_role("menuitem", name="转发到……").click()
        await page.get_by_role("menuitem").first.click()
        await expect(page.locator(".mine .forwarded")).to_have_text("转发自 小安")
        more = page.get_by_role("button", name="小安的更多操作")
        await more.click()
        await page.get_by_role("menuitem", name="分享联系人").click()
        await page.get_by_role("menuitem", name="小安").click()
        await expect(page.locator(".mine .file-name").last).to_have_text("小安")
        await more.click()
        await page.get_by_role("menuitem", name="被转发时隐藏我的账号").click()
        await more.click()
        await expect(page.get_by_role("menuitem", name="被转发时显示我的账号")).to_be_visible()
    said = [update["message"] for update in bot.heard if "message" in update]
    assert [one["forward_origin"]["type"] for one in said if "forward_origin" in one] == ["user"]
    assert [one["contact"]["first_name"] for one in said if "contact" in one] == ["小安"]
