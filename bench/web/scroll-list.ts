import type { Browser } from 'playwright-core';

export interface ScrollSample {
  /** Between two frames while the wheel turned, in ms. */
  readonly frameMs: readonly number[];
  /** The most rows that stood in the page at once. */
  readonly drawnRows: number;
  readonly loadedRows: number;
}

interface ScrollVisit {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly rows: number;
}

/** One notch of a quick hand. */
const WHEEL_PX = 600;
const ROW = '.inbox-list .ant-table-row';

/** Scrolls an inbox to its end once, so that all of it is loaded, and then again from the top with the clock on. */
export async function scrollInbox(browser: Browser, visit: ScrollVisit): Promise<ScrollSample> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, baseURL: visit.url });
  try {
    const signedIn = await context.request.post('/api/v1/sessions', {
      data: { username: visit.username, password: visit.password },
    });
    if (!signedIn.ok()) throw new Error(`${visit.username} cannot sign in: ${signedIn.status()}`);
    const page = await context.newPage();
    let pages = 0;
    page.on('response', (response) => {
      if (response.url().includes('/inbox?')) pages += 1;
    });
    await page.goto('/inbox?view=mine');
    await page.locator(ROW).first().waitFor();
    const row = page.locator(ROW).first();
    await row.hover();
    const rowPx = (await row.boundingBox())?.height ?? 40;
    const loading = Date.now() + 180_000;
    while (pages * 100 < visit.rows) {
      if (Date.now() > loading) throw new Error(`only ${pages * 100} rows of ${visit.rows} could be loaded`);
      await page.mouse.wheel(0, WHEEL_PX * 20);
      await page.waitForTimeout(20);
    }
    await page.locator('.inbox-list').press('Home');
    await page.waitForTimeout(1_000);
    await page.evaluate(`
      window.frames_ = [];
      window.mostRows = 0;
      let before = performance.now();
      const tick = (now) => {
        window.frames_.push(now - before);
        window.mostRows = Math.max(window.mostRows, document.querySelectorAll('${ROW}').length);
        before = now;
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    `);
    const notches = Math.ceil((visit.rows * rowPx) / WHEEL_PX);
    for (let notch = 0; notch < notches; notch += 1) await page.mouse.wheel(0, WHEEL_PX);
    return await page.evaluate<ScrollSample>(
      `({ frameMs: window.frames_.slice(1), drawnRows: window.mostRows, loadedRows: ${pages * 100} })`,
    );
  } finally {
    await context.close();
  }
}
