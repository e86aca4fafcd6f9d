"""What an accessibility checker would look at first, asked of the living page."""

from __future__ import annotations

from playwright.async_api import Page

# Whatever can be operated has a name; pictures have words; ids are unique; nested controls are forbidden.
_NAMES = """() => {
  const seen = (e) => e.checkVisibility({visibilityProperty: true}) && !e.closest('[aria-hidden=true]');
  const words = (e) => (e.getAttribute('aria-label')
    || (e.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id)?.textContent).join('')
    || [...(e.labels || [])].map((label) => label.textContent).join('')
    || e.textContent || e.title || '').trim();
  const wrong = [];
  for (const e of document.querySelectorAll('button, [role=button], a[href], input, select, textarea, [role=option], [role=region]')) {
    if (seen(e) && !words(e)) wrong.push('no name: ' + e.outerHTML.slice(0, 120));
  }
  for (const e of document.querySelectorAll('nav, aside, main, section, [role=group], [role=menu]')) {
    const bare = ['keys', 'keys reply-keys'].includes(e.className);
    if (seen(e) && !bare && !e.getAttribute('aria-label')) wrong.push('no label: ' + e.outerHTML.slice(0, 120));
  }
  for (const e of document.querySelectorAll('img')) if (!e.hasAttribute('alt')) wrong.push('no alt: ' + e.src);
  for (const e of document.querySelectorAll('button button, button a, a button, a a, label button')) {
    wrong.push('nested: ' + e.outerHTML.slice(0, 120));
  }
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) wrong.push('twice: #' + id);
  if (document.querySelectorAll('main').length !== 1) wrong.push('not one main');
  if (document.querySelectorAll('h1').length !== 1) wrong.push('not one h1');
  if (!document.documentElement.lang) wrong.push('no language');
  return wrong;
}"""

# WCAG's contrast of every visible text against what lies behind it; half-transparent layers are blended.
_CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const light = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const stops = style.backgroundImage.match(/rgba?\\([^)]*\\)/g);
      if (stops) { layers.push(rgba(stops.at(-1))); break; }
      const colour = rgba(style.backgroundColor);
      if (colour[3]) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const wrong = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const hidden = !e.checkVisibility({visibilityProperty: true, opacityProperty: true}) || e.closest('.unseen, :disabled, .spoiler, .skip');
    if (!own || hidden) continue;
    const style = getComputedStyle(e);
    const under = behind(e);
    const ink = over(rgba(style.color), under);
    const [a, b] = [light(ink), light(under)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) wrong.push(`${ratio.toFixed(2)} ${e.tagName}.${e.className}: ${e.textContent.slice(0, 30)}`);
  }
  return wrong;
}"""

# WCAG 2.2 asks for 24 px; this page wants the thumb's 44 for what is pressed most.
_SMALL = """() => [...document.querySelectorAll('.key, .start, .chip, .jumps button, .tool, .menu-button, .send, .attach')]
  .filter((e) => e.checkVisibility() && Math.max(e.offsetHeight, e.offsetHeight + 8 * e.matches('.menu-button')) < 44)
  .map((e) => `${e.offsetHeight}px ${e.className}`)"""


async def faults(page: Page) -> list[str]:
    """Everything found wrong with names, roles, contrast and sizes; nothing, on a good page."""
    found: list[str] = []
    for script in (_NAMES, _CONTRAST, _SMALL):
        found += await page.evaluate(script)
    return found


async def sideways(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return await page.evaluate("document.documentElement.scrollWidth - innerWidth")
