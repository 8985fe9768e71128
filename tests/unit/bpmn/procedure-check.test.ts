import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { process as bpmnProcess } from './bpmn-fixture';

const ROOT = path.join(__dirname, '../../..');
const GOOD = 'tests/resources/bpmn/camunda-modeler-8.bpmn';
let folder = '';

function run(...args: string[]) {
  const command = [require.resolve('tsx/cli'), 'scripts/procedure.ts', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
  expect(stdout + stderr).not.toMatch(/^\s+at /m);
  return { status, stdout, stderr };
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'procedure-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('procedure check', () => {
  it('says nothing on stdout about a good file and ends with 0', () => {
    expect(run('check', GOOD)).toMatchObject({
      status: 0,
      stdout: '',
      stderr: expect.stringContaining('is ignored') as string,
    });
  });

  it('prints every problem of every file and ends with 1', () => {
    const bad = path.join(folder, 'bad.bpmn');
    writeFileSync(bad, bpmnProcess('<task id="t"/>\n  <receiveTask id="r"/>'));
    const missing = path.join(folder, 'missing.bpmn');

    const { status, stdout } = run('check', bad, GOOD, missing);

    expect(status).toBe(1);
    expect(stdout.trimEnd().split('\n')).toEqual([
      `${bad}:4:3 MESSAGE_MISSING r the element refers to no message (messageRef)`,
      `${missing}:0:0 FILE_UNREADABLE - there is no such file`,
    ]);
  });

  it.each([[[]], [['frobnicate']], [['check']], [['check', '--fast', GOOD]]])('ends with 64 for %j', (args) => {
    expect(run(...args)).toMatchObject({ status: 64, stdout: '', stderr: expect.stringContaining('usage:') as string });
  });
});
