import type { Browser } from 'playwright-core';

export interface ScreenSample {
  /** From asking for the address until the content stands and the main thread rests, in ms. */
  readonly interactiveMs: number;
  /** Each request to the API: from sending to the first byte, in ms. */
  readonly serverMs: readonly number[];
  readonly transferredBytes: number;
}

interface ScreenVisit {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly path: string;
  /** A selector of the content. */
  readonly shows: string;
}

/** So long nothing may have kept the main thread busy for the page to count as ready. */
const QUIET_MS = 1_000;

/** Opens one screen in a browser that has seen nothing of us but the session's cookie. */
export async function openScreen(browser: Browser, visit: ScreenVisit): Promise<ScreenSample> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, baseURL: visit.url });
  try {
    const signedIn = await context.request.post('/api/v1/sessions', {
      data: { username: visit.username, password: visit.password },
    });
    if (!signedIn.ok()) throw new Error(`${visit.username} cannot sign in: ${signedIn.status()}`);
    const page = await context.newPage();
    await page.addInitScript(`
      window.longTasks = [];
      new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((e) => e.startTime + e.duration)))
        .observe({ type: 'longtask', buffered: true });
    `);
    await page.goto(visit.path, { waitUntil: 'commit' });
    await page.locator(visit.shows).first().waitFor();
    return await page.evaluate<ScreenSample>(`(async () => {
      const shown = performance.now();
      const rest = () => Math.max(shown, ...window.longTasks);
      while (performance.now() - rest() < ${QUIET_MS}) await new Promise((resolve) => setTimeout(resolve, 50));
      const resources = performance.getEntriesByType('resource');
      const asked = resources.filter(({ name }) => name.includes('/api/v1/') && !name.endsWith('/live'));
      const [page] = performance.getEntriesByType('navigation');
      return {
        interactiveMs: rest(),
        serverMs: asked.map(({ requestStart, responseStart }) => responseStart - requestStart),
        transferredBytes: page.transferSize + resources.reduce((sum, { transferSize }) => sum + transferSize, 0),
      };
    })()`);
  } finally {
    await context.close();
  }
}
