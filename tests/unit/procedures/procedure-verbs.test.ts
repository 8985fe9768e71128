import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../scripts/procedure/run';
import { test as testVerb } from '../../../scripts/procedure/test';
import { UsageError, type Verb } from '../../../scripts/procedure/verb';

const ROOT = path.resolve(__dirname, '../../..');

const model = (body: string, after = '') => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="http://example.org">
${body}${after}
</bpmn:definitions>`;

const APPROVAL = model(`<bpmn:process id="approval" isExecutable="true">
  <bpmn:startEvent id="begin" /><bpmn:sequenceFlow id="toReview" sourceRef="begin" targetRef="review" />
  <bpmn:userTask id="review" /><bpmn:sequenceFlow id="toChoice" sourceRef="review" targetRef="choice" />
  <bpmn:exclusiveGateway id="choice" default="toNo" />
  <bpmn:sequenceFlow id="toYes" sourceRef="choice" targetRef="approved"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=ok = true</bpmn:conditionExpression></bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="toNo" sourceRef="choice" targetRef="rejected" />
  <bpmn:endEvent id="approved" /><bpmn:endEvent id="rejected" />
</bpmn:process>`);

const SECOND = `<bpmn:process id="other" isExecutable="true">
  <bpmn:startEvent id="otherBegin" /><bpmn:sequenceFlow id="otherFlow" sourceRef="otherBegin" targetRef="otherEnd" /><bpmn:endEvent id="otherEnd" />
</bpmn:process>`;

let folder: string;
let out: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'procedure-verbs-'));
  mkdirSync(path.join(folder, 'scenarios'));
  write('process.bpmn', APPROVAL);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function write(name: string, content: unknown): string {
  const file = path.join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** Exit code of the verb; what it printed is in `out`. */
async function call(verb: Verb, ...args: string[]): Promise<number> {
  out = '';
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  try {
    return await verb.run(args);
  } finally {
    stdout.mockRestore();
  }
}
const lines = () => out.trimEnd().split('\n');
const last = () => JSON.parse(lines().at(-1) ?? '') as Record<string, unknown>;
const given = (scenario: unknown) => write('s.json', scenario);
const runModel = (...args: string[]) => call(run, path.join(folder, 'process.bpmn'), ...args);

describe('run', () => {
  it('prints the report alone, and 0, when the run ends', async () => {
    const scenario = given({ steps: [{ complete: 'review', variables: { ok: true } }] });
    expect(await runModel('--scenario', scenario)).toBe(0);
    expect(lines()).toHaveLength(1);
    expect(last()).toEqual({ result: 'completed', waiting: [], variables: { ok: true } });
  });

  it('gives 0 when the run waits', async () => {
    expect(await runModel('--scenario', given({}))).toBe(0);
    expect(last()).toMatchObject({ result: 'waiting', waiting: ['review'] });
  });

  it('prints the trace in order before the report', async () => {
    const scenario = given({ now: '2023-03-01T08:00:00+07:00', steps: [{ complete: 'review' }] });
    expect(await runModel('--trace', '--scenario', scenario)).toBe(0);
    const trace = lines().map((line) => JSON.parse(line) as { event?: string; element?: string; at?: string });
    expect(trace.slice(0, -1).map(({ event, element }) => `${event} ${element}`)).toEqual([
      'elementActivated begin',
      'elementCompleted begin',
      'flowTaken toReview',
      'elementActivated review',
      'elementCompleted review',
      'flowTaken toChoice',
      'elementActivated choice',
      'elementCompleted choice',
      'flowTaken toNo',
      'elementActivated rejected',
      'elementCompleted rejected',
    ]);
    expect(trace[0]?.at).toBe('2023-03-01T01:00:00.000Z');
    expect(last().result).toBe('completed');
  });

  it.each<[string, string, unknown]>([
    ['a step that is not open', 'SCENARIO_TASK_NOT_OPEN', { steps: [{ complete: 'approve' }] }],
    ['an expectation that does not hold', 'SCENARIO_EXPECTATION', { expect: { result: 'completed' } }],
    ['text that is not JSON', 'SCENARIO_INVALID', '{"steps": ['],
    ['JSON that is no scenario', 'SCENARIO_INVALID', [1, 2]],
    ['a key nobody knows', 'SCENARIO_INVALID', { step: [] }],
  ])('gives 2 and a failed report for %s', async (_what, code, scenario) => {
    expect(await runModel('--scenario', given(scenario))).toBe(2);
    expect(last()).toMatchObject({ result: 'failed', error: { code } });
  });

  it('gives 2 and a failed report when the scenario is missing or the process unknown', async () => {
    expect(await runModel('--scenario', path.join(folder, 'none.json'))).toBe(2);
    expect(last()).toMatchObject({
      result: 'failed',
      waiting: [],
      variables: {},
      error: { code: 'SCENARIO_UNREADABLE' },
    });
    expect(await runModel('--scenario', given({}), '--process', 'nobody')).toBe(2);
    expect(last()).toMatchObject({ result: 'failed', error: { code: 'PROCESS_UNKNOWN' } });
  });

  it('starts the process asked for: by option, else by the scenario, else the first', async () => {
    write('process.bpmn', APPROVAL.replace('</bpmn:definitions>', `${SECOND}</bpmn:definitions>`));
    expect(await runModel('--scenario', given({}), '--process', 'other')).toBe(0);
    expect(last().result).toBe('completed');
    await runModel('--scenario', given({ process: 'other' }));
    expect(last().result).toBe('completed');
    await runModel('--scenario', given({ process: 'other' }), '--process', 'approval');
    expect(last().waiting).toEqual(['review']);
    await runModel('--scenario', given({}));
    expect(last().waiting).toEqual(['review']);
  });

  it('gives 1 and the problems of a refused file, as check prints them', async () => {
    const file = write('process.bpmn', APPROVAL.replace('default="toNo"', ''));
    expect(await runModel('--scenario', given({}))).toBe(1);
    expect(out).toMatch(new RegExp(`^${file}:\\d+:\\d+ CONDITION_MISSING `));
    expect(await call(run, path.join(folder, 'none.bpmn'), '--scenario', given({}))).toBe(1);
    expect(out).toContain('there is no such file');
  });

  it.each([
    [[]],
    [['a.bpmn']],
    [['a.bpmn', 'b.bpmn', '--scenario', 's']],
    [['a.bpmn', '--bogus']],
    [['a.bpmn', '--scenario']],
  ])('refuses the arguments %j', async (args) => {
    await expect(run.run(args)).rejects.toThrow(UsageError);
  });
});

describe('test', () => {
  const scenario = (name: string, content: unknown) => write(`scenarios/${name}.json`, content);

  it('passes, names the flows never taken, and closes with the count', async () => {
    scenario('approved', { steps: [{ complete: 'review', variables: { ok: true } }], expect: { result: 'completed' } });
    expect(await call(testVerb, folder)).toBe(0);
    expect(lines().slice(1)).toEqual([
      '  pass approved.json',
      '  sequence flows never taken: 1 of 4',
      '    toNo choice → rejected',
      '1 passed, 0 failed',
    ]);
  });

  it('counts what a failing scenario took, and says why it failed', async () => {
    scenario('approved', { steps: [{ complete: 'review', variables: { ok: true } }], expect: { path: ['approved'] } });
    scenario('wrong', { steps: [{ complete: 'review' }], expect: { path: ['approved'] } });
    scenario('broken', '{');
    expect(await call(testVerb, folder)).toBe(1);
    expect(lines()).toEqual([
      path.join(folder, 'process.bpmn'),
      '  pass approved.json',
      expect.stringMatching(/^ {2}fail broken\.json: SCENARIO_INVALID .*not JSON/),
      '  fail wrong.json: SCENARIO_EXPECTATION approved was not reached in the order expected',
      '  sequence flows never taken: 0 of 4',
      '1 passed, 2 failed',
    ]);
  });

  it('passes a scenario that expects the run to fail, and only for the fault of the model', async () => {
    write('process.bpmn', APPROVAL.replace('=ok = true', '=ok'));
    const expectFailure = { expect: { result: 'failed' } };
    scenario('fails', { steps: [{ complete: 'review', variables: { ok: 'text' } }], ...expectFailure });
    scenario('misspelt', { steps: [{ complete: 'revue' }], ...expectFailure });
    const failing = { steps: [{ complete: 'review', variables: { ok: 'text' } }] };
    scenario('path', { ...failing, expect: { result: 'failed', path: ['review', 'choice'] } });
    scenario('wrongPath', { ...failing, expect: { result: 'failed', path: ['review', 'approved'] } });
    expect(await call(testVerb, folder)).toBe(1);
    expect(lines()).toContain('  pass fails.json');
    expect(lines()).toContain('  pass path.json');
    expect(lines()).toContain(
      '  fail wrongPath.json: SCENARIO_EXPECTATION approved was not reached in the order expected',
    );
    expect(out).toMatch(/fail misspelt\.json: SCENARIO_TASK_NOT_OPEN/);
  });

  it('takes the only .bpmn of a folder without process.bpmn, and refuses to choose between two', async () => {
    rmSync(path.join(folder, 'process.bpmn'));
    write('approval.bpmn', APPROVAL);
    expect(await call(testVerb, folder)).toBe(0);
    write('second.bpmn', APPROVAL);
    expect(await call(testVerb, folder)).toBe(1);
    expect(out).toContain('PROCEDURE_FOLDER_INVALID');
  });

  it('goes on with the next folder after a refused file', async () => {
    scenario('approved', { steps: [{ complete: 'review', variables: { ok: true } }] });
    const refused = path.join(folder, 'refused');
    mkdirSync(refused);
    writeFileSync(path.join(refused, 'process.bpmn'), '<no/>');
    expect(await call(testVerb, refused, path.join(folder, 'missing'), folder)).toBe(1);
    expect(out).toContain('NOT_BPMN');
    expect(out).toContain('there is no such folder');
    expect(lines().at(-1)).toBe('1 passed, 0 failed');
  });

  it('needs a folder and has no options', async () => {
    await expect(testVerb.run([])).rejects.toThrow(UsageError);
    await expect(testVerb.run(['--all'])).rejects.toThrow(UsageError);
  });
});

describe('the command itself', () => {
  const command = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/procedure.ts', ...args], { cwd: ROOT, encoding: 'utf8' });

  it('answers with the exit codes of the contract and never a stack trace', () => {
    const file = path.join(folder, 'process.bpmn');
    const waiting = command('run', file, '--scenario', given({}));
    expect([waiting.status, waiting.stdout.trim()]).toEqual([
      0,
      '{"result":"waiting","waiting":["review"],"variables":{}}',
    ]);
    const failed = command('run', file, '--scenario', path.join(folder, 'none.json'));
    expect([failed.status, failed.stderr]).toEqual([2, '']);
    const wrong = command('run', file);
    expect([wrong.status, wrong.stdout]).toEqual([64, '']);
    expect(wrong.stderr).toContain('run needs --scenario S.json');
    expect(waiting.stderr + failed.stderr + wrong.stderr).not.toMatch(/\n\s+at /);
  });
});
