import { builtinModules } from 'node:module';
import { bundleWorkflows } from '../../../worker/bundle';

const MEGABYTE = 1024 * 1024;
/** What runs inside workflows besides our own code: Temporal's shell, FEEL, and what these two need. A new one is a decision. */
const PACKAGES = [
  '@lezer/common',
  '@lezer/highlight',
  '@lezer/lr',
  '@temporalio/common',
  '@temporalio/workflow',
  'feelin',
  'lezer-feel',
  'long',
  'min-dash',
  'ms',
  'nexus-rpc',
  'temporal-polyfill',
  'temporal-utils',
];

let code: string;
beforeAll(async () => {
  ({ code } = await bundleWorkflows());
});

describe('the workflow bundle', () => {
  it('stays within its budget (design §10)', () => {
    expect(code.length).toBeGreaterThan(MEGABYTE / 4);
    expect(code.length).toBeLessThanOrEqual(4 * MEGABYTE);
  });

  it('holds the shell and the rules', () => {
    const folders = new Set(modules().flatMap((module) => /^\.\/([a-z]+)\//.exec(module)?.[1] ?? []));
    folders.delete('node');
    expect([...folders].sort()).toEqual(['contracts', 'domain', 'workflows']);
  });

  it('holds nothing of Node', () => {
    const asked = [...code.matchAll(/require\((?:\\?["'])(?:node:)?([a-z_/]+)/g)].map(([, name]) => name ?? '');
    expect(asked.filter((name) => builtinModules.includes(name))).toEqual([]);
  });

  it('holds only packages that are known to be pure', () => {
    const names = modules().flatMap((module) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1] ?? []);
    expect([...new Set(names)].sort()).toEqual(PACKAGES);
  });
});

/** Names of the modules the bundle is made of. */
function modules(): string[] {
  return [...code.matchAll(/\n\/\*\*\*\/ ["'](\.\/[^"']+)["']/g)].map(([, name]) => name ?? '');
}
