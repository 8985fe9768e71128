import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../db/seed/demo-accounts';
import { findBrowser } from '../../platform/local/find-browser';
import { startWholeStack, type WholeStack } from '../support/whole-stack';

export const SCREENSHOTS = path.resolve(__dirname, '../../out/screenshots');

/** The two sizes every screen must work at: a counter's monitor and a phone. */
export const SIZES = { desk: { width: 1366, height: 768 }, phone: { width: 360, height: 740 } } as const;
type Size = keyof typeof SIZES;

/** True once two frames have been drawn, false when none came within two seconds. */
const DRAWN = `new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)));
  setTimeout(() => resolve(false), 2000);
})`;

/** Whatever reaches beyond the page's right edge, when the page can be scrolled there. */
const STICKING_OUT = `document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1 ? [] :
  ['html', ...[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.tagName + '.' + one.className)]`;

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** One person at one screen. `problems` gathers what a user would not see: console errors, breaches of the page's policy. */
export interface Seat {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly problems: string[];
}

/**
 * Everything `npm start` runs, and a real Chromium in front of it.
 *
 * L1  What a test sees it has seen in the page: it waits for text, never for time.
 * L2  No page may log an error or breach its Content-Security-Policy: `close` fails the test that let it happen.
 */
export class WebLab {
  private readonly seats: Seat[] = [];

  private constructor(
    readonly stack: WholeStack,
    private readonly browser: Browser,
  ) {}

  static async open(environment: Readonly<Record<string, string>> = {}): Promise<WebLab> {
    const stack = await startWholeStack(environment);
    try {
      const browser = await chromium.launch({
        executablePath: findBrowser(),
        args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
      });
      mkdirSync(SCREENSHOTS, { recursive: true });
      return new WebLab(stack, browser);
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    const problems = this.seats.flatMap((seat) => seat.problems);
    await this.browser.close();
    await this.stack.stop();
    if (problems.length > 0) throw new Error(`The pages had problems:\n${[...new Set(problems)].join('\n')}`);
  }

  /** A browser of one's own, at the given size. Signed in when `as` is given. */
  async sit(options: { readonly as?: string; readonly size?: Size } = {}): Promise<Seat> {
    const context = await this.browser.newContext({
      viewport: SIZES[options.size ?? 'desk'],
      baseURL: this.stack.apiUrl.replace(/\/api\/v1$/, ''),
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const seat: Seat = { page, context, problems: [] };
    page.on('console', (message) => {
      // Refusals the page shows to the person are answers, not faults.
      if (
        message.type() === 'error' &&
        !/Failed to load resource|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED/.test(message.text())
      )
        seat.problems.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => seat.problems.push(`${page.url()}: ${error.message}`));
    this.seats.push(seat);
    if (options.as) await this.signIn(page, options.as);
    return seat;
  }

  async signIn(page: Page, username: string, password = DEMO_PASSWORD): Promise<void> {
    await page.goto('/sign-in');
    await page.getByLabel('Tên đăng nhập').fill(username);
    await page.getByLabel('Mật khẩu').fill(password);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/');
  }

  /**
   * Gives the page a size and waits until it has drawn itself at it. Two sizes within one frame can leave Chromium without a next one: the page
   * answers, but a click, which waits for a frame, waits for good. Such a page is shown and sized once more.
   * @throws Error when it draws nothing even then
   */
  async resize(page: Page, size: Size): Promise<void> {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await page.setViewportSize(SIZES[size]);
      if (await this.hasDrawn(page)) return;
      await page.bringToFront();
    }
    throw new Error(`${page.url()} drew no frame at the size of a ${size}.`);
  }

  /** A page that does not even answer has not drawn itself. */
  private hasDrawn(page: Page): Promise<boolean> {
    const silent = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 5_000).unref());
    return Promise.race([page.evaluate<boolean>(DRAWN), silent]);
  }

  /** What every screen must be: without barriers at a desk, and without anything sticking out on a phone. Leaves its pictures behind. */
  async judge(page: Page, name: string): Promise<void> {
    await this.photograph(page, name);
    expect({ name, barriers: await this.findBarriers(page) }).toEqual({ name, barriers: [] });
    await this.resize(page, 'phone');
    expect({ name, sticksOut: await this.findOverflow(page) }).toEqual({ name, sticksOut: [] });
    await this.resize(page, 'desk');
  }

  /** Writes the screen at both sizes to `out/screenshots`, and leaves the page at the desk's size. */
  async photograph(page: Page, name: string): Promise<void> {
    for (const size of ['phone', 'desk'] as const) {
      await this.resize(page, size);
      await page.screenshot({
        path: path.join(SCREENSHOTS, `${name}-${size}.png`),
        fullPage: size === 'phone',
        // Hiding the caret would put a style into the page, which its policy refuses.
        caret: 'initial',
      });
    }
  }

  /** What axe finds serious on the page as it stands, one line a finding (WCAG 2.1 A and AA). */
  async findBarriers(page: Page): Promise<string[]> {
    // The page's policy takes no script of ours: it goes in through the debugger, as an extension's would.
    await page.evaluate(axeSource);
    const results = await page.evaluate<AxeResults>(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] })`,
    );
    return results.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
  }

  /** What sticks out to the side of a phone's screen, and goes on to: a page takes its narrow form a moment after the resize. */
  private async findOverflow(page: Page): Promise<string[]> {
    // Asked again from here: the page's own policy forbids it to evaluate a text later, as `waitForFunction` would.
    for (const end = Date.now() + 5_000; ; await page.waitForTimeout(50)) {
      const found = await page.evaluate<string[]>(STICKING_OUT);
      if (found.length === 0 || Date.now() > end) return found;
    }
  }
}
