import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeSupport } from './bpmn-support/describe-support';

const PAGE = path.resolve(__dirname, '..', 'docs', 'bpmn-support.md');

/** `tsx scripts/bpmn-support.ts [--check]`: writes `docs/bpmn-support.md`, or compares it with what would be written. */
async function main(args: readonly string[]): Promise<number> {
  const page = await describeSupport();
  if (!args.includes('--check')) {
    writeFileSync(PAGE, page);
    return 0;
  }
  if (readFileSync(PAGE, 'utf8') === page) return 0;
  console.error('docs/bpmn-support.md is out of date: run `npx tsx scripts/bpmn-support.ts` and commit it.');
  return 1;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
