import { statSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { DEMO_PASSWORD, demoAccountId } from '../../db/seed/demo-accounts';
import { findBrowser } from '../../platform/local/find-browser';
import type { Measured } from '../figure';
import { ROOT } from '../stack/bench-stack';
import { startApi } from '../stack/whole-stack';
import { summarize } from '../statistics';
import { runBuild } from '../web/run-build';
import { openScreen, type ScreenSample } from '../web/open-screen';
import { scrollInbox } from '../web/scroll-list';
import type { BenchContext, MeasurementResult } from './bench-context';
import { fillForLists } from './lists';

const RUNS = 9;
/** The first opening finds cold caches of the database. */
const WARM_UP = 2;
const KILOBYTE = 1_024;
const LONG_INBOX_OWNER = 'canbo1.dongxoai';

interface Screen {
  readonly name: string;
  readonly as: string;
  readonly path: (dossier: string) => string;
  /** Stands on the page once it shows what was asked for. */
  readonly shows: string;
}

/** The four screens people look at all day. */
const SCREENS: readonly Screen[] = [
  { name: 'inbox', as: 'canbo1.dongxoai', path: () => '/inbox?view=groups', shows: '.ant-table-row' },
  { name: 'search', as: 'canbo1.dongxoai', path: () => '/dossiers?q=nguyen', shows: '.ant-table-row' },
  { name: 'dossier', as: 'canbo1.dongxoai', path: (id) => `/dossiers/${id}`, shows: 'h1' },
  { name: 'sla', as: 'quanly', path: () => '/sla', shows: '.ant-table-row' },
];

/**
 * A real Chromium on a full database: what the first load weighs, when each screen can be worked with, and how long the server
 * took for what the screens asked. A fresh browser each time: nothing is in its cache.
 */
export async function measureWeb(context: BenchContext): Promise<MeasurementResult> {
  const { stack, report } = context;
  runBuild();
  await fillForLists(context);
  const api = await startApi(stack);
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
  try {
    const figures: Measured[] = [await weighFirstLoad(browser, stack.apiUrl)];
    const { rows } = await stack.pool.query<{ id: string }>(
      `select d.id from dossier d where d.handling_unit_id = 'cn.dongxoai' and d.closed_at is null
         and exists (select from dossier_event e where e.dossier_id = d.id) limit 1`,
    );
    for (const screen of SCREENS) {
      report(`web: ${screen.name}`);
      figures.push(...(await measureScreen(context, browser, screen, rows[0]?.id ?? '')));
    }
    report('web: a long inbox');
    figures.push(...(await measureScrolling(context, browser)));
    return { figures };
  } finally {
    await browser.close();
    await api.stop();
  }
}

const LONG_INBOX = 10_000;

/** Ten thousand tasks in one person's hands, for as long as it takes: other measurements find the lists as they were. */
async function measureScrolling({ stack }: BenchContext, browser: Browser): Promise<Measured[]> {
  const { rows: given } = await stack.pool.query<{ dossier_id: string; instance: number }>(
    `update task set assignee = $1 where (dossier_id, instance) in (
       select dossier_id, instance from task where state = 'open' and not suspended and assignee is null limit $2)
     returning dossier_id, instance`,
    [demoAccountId(LONG_INBOX_OWNER), LONG_INBOX],
  );
  try {
    const { frameMs, drawnRows, loadedRows } = await scrollInbox(browser, {
      url: stack.apiUrl,
      username: LONG_INBOX_OWNER,
      password: DEMO_PASSWORD,
      rows: given.length,
    });
    const { count, p50, p95 } = summarize(frameMs);
    const note = `${count} frames while ${loadedRows} loaded rows went by under the wheel; median ${p50.toFixed(1)} ms`;
    return [
      { name: 'web.scroll.frame.p95', unit: 'ms', value: p95, budget: { of: 'value', is: 'atMost', limit: 33 }, note },
      { name: 'web.scroll.frame.longest', unit: 'ms', value: Math.max(...frameMs), note },
      {
        name: 'web.scroll.drawnRows',
        unit: 'rows',
        value: drawnRows,
        budget: { of: 'value', is: 'atMost', limit: 100 },
        note: 'the most that stood in the page at once',
      },
    ];
  } finally {
    await stack.pool.query(
      `update task set assignee = null where (dossier_id, instance) in (select * from unnest($1::uuid[], $2::integer[]))`,
      [given.map(({ dossier_id }) => dossier_id), given.map(({ instance }) => instance)],
    );
  }
}

/** Everything that comes before one can type one's name, as gzip: the sizes of the files' compressed twins. */
async function weighFirstLoad(browser: Browser, url: string): Promise<Measured> {
  const page = await browser.newPage({ baseURL: url });
  const files: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/assets/')) files.push(pathname);
  });
  await page.goto('/sign-in');
  await page.locator('input[type=password]').waitFor();
  await page.close();
  const bytes = files.reduce((sum, file) => sum + gzipBytes(file), 0);
  return {
    name: 'web.firstLoad',
    unit: 'KB gzip',
    value: bytes / KILOBYTE,
    budget: { of: 'value', is: 'atMost', limit: 400 },
    note: `${files.length} files of the sign-in page`,
  };
}

function gzipBytes(file: string): number {
  const built = path.join(ROOT, 'dist', 'web', file);
  try {
    return statSync(`${built}.gz`).size;
  } catch {
    return statSync(built).size;
  }
}

async function measureScreen(
  { stack, dossiers }: BenchContext,
  browser: Browser,
  screen: Screen,
  dossier: string,
): Promise<Measured[]> {
  const samples: ScreenSample[] = [];
  for (let run = 0; run < RUNS + WARM_UP; run += 1) {
    const sample = await openScreen(browser, {
      url: stack.apiUrl,
      username: screen.as,
      password: DEMO_PASSWORD,
      path: screen.path(dossier),
      shows: screen.shows,
    });
    if (run >= WARM_UP) samples.push(sample);
  }
  const usable = summarize(samples.map(({ interactiveMs }) => interactiveMs));
  const server = summarize(samples.flatMap(({ serverMs }) => serverMs));
  const bytes = summarize(samples.map((sample) => sample.transferredBytes));
  const note = `${RUNS} fresh browsers at ${dossiers} dossiers`;
  return [
    { name: `web.${screen.name}.interactive.p50`, unit: 'ms', value: usable.p50, note },
    { name: `web.${screen.name}.interactive.p95`, unit: 'ms', value: usable.p95, note },
    {
      name: `web.${screen.name}.transferred`,
      unit: 'KB',
      value: bytes.p50 / KILOBYTE,
      note: 'as sent (brotli), page included',
    },
    {
      name: `web.${screen.name}.server.p95`,
      unit: 'ms',
      value: server.p95,
      budget: { of: 'value', is: 'atMost', limit: 50 },
      note: `${server.count} requests of the page, time to first byte as the browser saw it; median ${server.p50.toFixed(1)} ms`,
    },
  ];
}
