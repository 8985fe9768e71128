import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DossierState } from '../../domain/dossier/dossier-state';
import { DEMO_PASSWORD } from '../../db/seed/demo-accounts';
import { startWholeStack, type WholeStack } from '../support/whole-stack';
import { expectRowsEqualWorkflows, stateOf } from './consistency';
import { Office, type Handled } from './office';

const ROOT = path.resolve(__dirname, '../..');
const MINUTE = 60_000;

let stack: WholeStack;
let office: Office;
beforeAll(async () => {
  stack = await startWholeStack();
  office = await Office.open(stack.apiUrl, 0);
}, 2 * MINUTE);
afterAll(() => stack?.stop(), MINUTE);

/** A command as the operator types it, on the stack's machine. */
function operator(script: string, ...args: readonly string[]) {
  return typing([], script, ...args);
}

/** @param lines what is typed when the program asks */
function typing(lines: readonly string[], script: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    'node',
    ['--import', 'tsx', path.join(ROOT, 'scripts', `${script}.ts`), ...args],
    {
      ...{ cwd: ROOT, encoding: 'utf8', timeout: 2 * MINUTE, env: { ...process.env, ...stack.environment } },
      input: lines.map((line) => `${line}\n`).join(''),
    },
  );
  if (status !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${status}: ${stderr}${stdout}`);
  return stdout;
}

/** The operator mistypes once; the administrator confirms. */
const restore = (incidentAt: Date) =>
  typing(
    ['mistyped', DEMO_PASSWORD, DEMO_PASSWORD],
    'restore',
    ...['--by', 'vanhanh', '--confirmed-by', 'admin', '--incident-at', incidentAt.toISOString()],
  );

/** What a person sees of a dossier's standing: its tasks and its deadline. */
async function standing(dossier: Handled) {
  const { status, tasks, deadline }: DossierState = await stateOf(stack.temporal, dossier.id);
  return { status, tasks, deadline };
}

describe('the drill (A18.1, A19.3)', () => {
  test(
    'PostgreSQL and Temporal are lost with their disk: everything up to the backup is back, and goes on',
    async () => {
      const early = await office.submit();
      const further = await office.submit();
      await office.claim(further, 'appraise');
      const before = [await standing(early), await standing(further)];
      expect(operator('backup', 'take')).toMatch(/ new files\.\n$/);
      const incidentAt = new Date();
      const after = await office.submit();

      await stack.cutPower();
      rmSync(path.join(stack.dataDir, 'postgres'), { recursive: true });
      rmSync(path.join(stack.dataDir, 'files'), { recursive: true });
      let said = '';
      await stack.powerOn(async () => {
        said = restore(incidentAt);
        await Promise.resolve();
      });
      expect(said).toMatch(/^Restored .+: \d+ rows as of .+; [1-9]\d* stored files brought back\.$/m);
      expect(said).toContain('cannot be read from what was there before');
      operator('recover', 'resume-dossiers');

      expect([await standing(early), await standing(further)]).toEqual(before);
      await expectRowsEqualWorkflows(stack, [early.id, further.id]);
      expect((await stack.pool.query('select from dossier where id = $1', [after.id])).rowCount).toBe(0);
      await office.finish(further);
      expect(further.status).toBe('RETURNED');
    },
    4 * MINUTE,
  );

  test(
    'the database alone is lost, Temporal is kept: what was done after the backup is listed, and comes back from its histories',
    async () => {
      const dossier = await office.submit();
      operator('backup', 'take');
      const incidentAt = new Date();
      await office.claim(dossier, 'appraise');
      const { code } = dossier;
      const before = await standing(dossier);

      await stack.cutPower();
      let said = '';
      await stack.powerOn(async () => {
        said = restore(incidentAt);
        await Promise.resolve();
      });
      expect(said).toMatch(new RegExp(`^  ${code}: 1 steps, the last at `, 'm'));
      operator('recover', 'rebuild-projections');

      expect(await standing(dossier)).toEqual(before);
      await expectRowsEqualWorkflows(stack, [dossier.id]);
      await office.finish(dossier);
      expect(dossier.status).toBe('RETURNED');
    },
    4 * MINUTE,
  );

  test('A19.3đ: every operation stands in the log, in order, with both persons', () => {
    const log = path.join(stack.dataDir, 'backups', 'restore-log.jsonl');
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { what: string }).what)).toEqual([
      'begun',
      'done',
      'begun',
      'done',
    ]);
    const told = operator('restore', 'log');
    expect(told).toMatch(/^1\. .* begun: .*by vanhanh, confirmed by admin/);
    expect(told).toMatch(/^2\. .* done: .*by Lê Hữu Nghĩa \(vanhanh, .*confirmed by Đỗ Thanh Tùng \(admin, /m);
    const book = path.join(stack.dataDir, 'book.pdf');
    expect(operator('restore', 'book', book)).toBe(`4 entries are in ${book}.\n`);
    expect(readFileSync(book).subarray(0, 5).toString()).toBe('%PDF-');
    expect(readdirSync(path.dirname(log)).filter((name) => /^restore-.*\.json$/.test(name))).toHaveLength(2);
  });

  test('while api and worker work, nothing is replaced', () => {
    expect(() => restore(new Date())).toThrow(/RESTORE_IN_USE These still work with the database: sodo-api/);
  });
});
