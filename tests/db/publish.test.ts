import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '../../db/connect';
import { createCalendarRepository } from '../../db/repositories/calendar-repository';
import { createProcedureRepository } from '../../db/repositories/procedure-repository';
import { SEED_CALENDAR } from '../../domain/clock/calendar-data';
import { CONTENT_PREFIXES } from '../../contracts/content';
import { hashContent } from '../../platform/data-converter/content-codec';
import type { DefinitionFile } from '../../scripts/publish/definition-file';
import { publishSeedCalendar } from '../../scripts/publish/publish-calendar';
import { publishProcedures } from '../../scripts/publish/publish-procedures';
import { openTestDatabase } from './open-test-database';

const KEY = 'P2.TRANSFER';
const SOURCE = path.resolve(__dirname, '../../templates/procedures', KEY);

let database: Database & { drop(): Promise<void> };
let directory: string;
beforeEach(async () => {
  database = await openTestDatabase();
  directory = await mkdtemp(path.join(tmpdir(), 'procedures-'));
  await cp(SOURCE, path.join(directory, KEY), { recursive: true });
});
afterEach(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

const procedures = () => createProcedureRepository(database.pool);
const file = (name: string) => path.join(directory, KEY, name);
async function change(name: string, edit: (text: string) => string): Promise<void> {
  const before = await readFile(file(name), 'utf8');
  const after = edit(before);
  expect(after).not.toBe(before);
  await writeFile(file(name), after);
}
const changeSettings = (edit: (settings: DefinitionFile) => unknown) =>
  change('procedure.json', (text) => {
    const settings = JSON.parse(text) as DefinitionFile;
    edit(settings);
    return JSON.stringify(settings);
  });
const publish = () => publishProcedures(database.pool, directory);
async function versionsOf(regime: string): Promise<{ version: string; current: boolean }[]> {
  const { rows } = await database.pool.query<{ version: string; current: boolean }>(
    'select version, current from procedure_version where key = $1 and regime = $2 order by published_at, version',
    [KEY, regime],
  );
  return rows;
}
async function problemsOf(publication: Promise<unknown>): Promise<string[]> {
  const error = await publication.then(
    () => undefined,
    (reason: unknown) => reason as { code: string; details: { problems: { code: string; at: string }[] } },
  );
  expect(error?.code).toBe('PROCEDURE_NOT_PUBLISHABLE');
  return (error?.details.problems ?? []).map(({ code, at }) => `${code} ${at}`);
}

describe('publishing the procedures', () => {
  it('stores a content for each regime, under its hash, for the codec to recognise', async () => {
    const [published] = await publish();
    expect(published).toMatchObject({ key: KEY, outcome: 'published' });
    expect(published?.versions.map(({ regime }) => regime)).toEqual(['2013', '2025']);
    const { rows } = await database.pool.query<{ hash: string; body: string }>('select hash, body from content');
    expect(rows.map(({ hash }) => hash).sort()).toEqual(published?.versions.map(({ version }) => version).sort());
    for (const { hash, body } of rows) {
      expect(hashContent(body)).toBe(hash);
      expect(body.startsWith(CONTENT_PREFIXES[0])).toBe(true);
      // What a workflow hands on unchanged must keep its hash (continue-as-new).
      expect(JSON.stringify(JSON.parse(body))).toBe(body);
    }
  });

  it('does nothing the second time', async () => {
    await publish();
    const before = await versionsOf('2025');
    expect(await publish()).toEqual([{ key: KEY, outcome: 'unchanged', versions: [] }]);
    expect(await versionsOf('2025')).toEqual(before);
  });

  it('makes a new version of the changed regime only, and running dossiers find the old one', async () => {
    await publish();
    const [old] = await versionsOf('2025');
    await changeSettings((settings) => Object.assign(settings.regimes[1]?.limit ?? {}, { amount: 5 }));

    await publish();

    expect(await versionsOf('2013')).toHaveLength(1);
    const after = await versionsOf('2025');
    expect(after.map(({ current }) => current).sort()).toEqual([false, true]);
    const before = await procedures().procedureContent(old?.version ?? '');
    expect(before?.rules.limit).toEqual({ amount: 8, unit: 'workingDay' });
    const now = await procedures().currentProcedure(KEY, new Date('2026-11-22T03:00:00Z'));
    expect((await procedures().procedureContent(now?.version ?? ''))?.rules.limit.amount).toBe(5);
  });

  it('takes a changed form for a new version: a dossier keeps the forms it began with', async () => {
    await publish();
    const before = await procedures().currentProcedure(KEY, new Date('2026-11-22T03:00:00Z'));
    await change('forms/check-result.schema.json', (text) =>
      text.replace('Kết quả kiểm tra', 'Kết quả kiểm tra hồ sơ'),
    );
    await publish();
    const after = await procedures().currentProcedure(KEY, new Date('2026-11-22T03:00:00Z'));
    expect(after?.version).not.toBe(before?.version);
    const kept = await procedures().procedureVersion(KEY, '2025', before?.version ?? '');
    expect(kept?.forms['check-result']?.schema['title']).toBe('Kết quả kiểm tra');
  });

  it('goes back to an earlier version when the files do', async () => {
    await publish();
    const original = await readFile(file('procedure.json'), 'utf8');
    await changeSettings((settings) => Object.assign(settings.regimes[0]?.limit ?? {}, { amount: 15 }));
    await publish();
    await writeFile(file('procedure.json'), original);
    await publish();
    const versions = await versionsOf('2013');
    expect(versions).toHaveLength(2);
    expect(versions.filter(({ current }) => current)).toHaveLength(1);
    const now = await procedures().currentProcedure(KEY, new Date('2023-03-01T03:00:00Z'));
    expect((await procedures().procedureContent(now?.version ?? ''))?.rules.limit.amount).toBe(10);
  });

  it('a regime that the files no longer have takes no new dossiers', async () => {
    await publish();
    await changeSettings((settings) => Object.assign(settings, { regimes: [settings.regimes[1]] }));
    await publish();
    expect(await procedures().currentProcedure(KEY, new Date('2023-03-01T03:00:00Z'))).toBeUndefined();
    expect(await versionsOf('2013')).toEqual([{ version: expect.any(String) as string, current: false }]);
  });
});

describe('what is not published', () => {
  it.each<[string, () => Promise<void>, string[]]>([
    [
      'a BPMN file with a problem',
      () => change('process.bpmn', (text) => text.replace('default="', 'default="no')),
      [],
    ],
    [
      'a scenario that fails',
      () => change('scenarios/exempt.json', (text) => text.replace('"taxExempt": true', '"taxExempt": false')),
      ['SCENARIO_FAILED scenarios/exempt.json'],
    ],
    [
      'a flow no scenario takes',
      async () => {
        for (const name of ['payment-reminder', 'payment-never-made', 'tax-never-answers']) {
          await rm(file(`scenarios/${name}.json`));
        }
      },
      ['FLOW_NOT_COVERED scenarios'],
    ],
    [
      'a form that is missing',
      () => rm(file('forms/signature.schema.json')),
      ['FORM_MISSING procedure.json', 'FORM_MISSING process.bpmn#signCertificate'],
    ],
    [
      'a form that is no JSON Schema',
      () => change('forms/signature.schema.json', (text) => text.replace('"type": "boolean"', '"type": "bool"')),
      ['FORM_SCHEMA_INVALID forms/signature.schema.json'],
    ],
    [
      'a form that is no JSON Schema under one regime',
      () =>
        change('forms/hand-over.schema.json', (text) =>
          text.replace(
            '"const": true\n        }\n      },\n      "required"',
            '"const": true, "minimum": 1\n        }\n      },\n      "required"',
          ),
        ),
      ['FORM_SCHEMA_INVALID forms/hand-over.schema.json'],
    ],
    [
      'a form with fields for a regime nobody knows',
      () => change('forms/hand-over.schema.json', (text) => text.replace('"2025"', '"2052"')),
      ['REGIME_UNKNOWN forms/hand-over.schema.json#/regimes'],
    ],
    [
      'settings of a wrong shape',
      () => changeSettings((settings) => Object.assign(settings.regimes[0]?.limit ?? {}, { unit: 'week' })),
      ['SETTING_INVALID procedure.json#/regimes/0/limit/unit'],
    ],
    [
      'two regimes in force on one day',
      () => changeSettings((settings) => Object.assign(settings.regimes[0] ?? {}, { effectiveTo: '2025-07-01' })),
      ['REGIMES_OVERLAP procedure.json#/regimes'],
    ],
    [
      'a condition that is no FEEL',
      () => changeSettings((settings) => Object.assign(settings.fees[0] ?? {}, { appliesWhen: 'a = = b' })),
      ['EXPRESSION_SYNTAX procedure.json#/fees/certificate-new-charge'],
    ],
    [
      'a status nobody knows',
      () => change('process.bpmn', (text) => text.replace('value="PENDING_PRINT"', 'value="PRINTING"')),
      ['STATUS_UNKNOWN process.bpmn#printCertificate'],
    ],
    [
      'a role nobody has',
      () => change('process.bpmn', (text) => text.replace('candidateGroups="unitHead"', 'candidateGroups="boss"')),
      ['ROLE_UNKNOWN process.bpmn#signCertificate'],
    ],
    [
      'a folder under another name',
      () => changeSettings((s) => Object.assign(s, { key: 'P9' })),
      ['KEY_MISMATCH procedure.json#/key'],
    ],
    ['JSON that is none', () => change('procedure.json', (text) => text.slice(0, -5)), ['JSON_INVALID procedure.json']],
  ])('%s', async (_what, spoil, expected) => {
    await spoil();
    const problems = await problemsOf(publish());
    expect(problems.length).toBeGreaterThan(0);
    expect(problems).toEqual(expect.arrayContaining(expected));
    const { rows } = await database.pool.query('select from procedure_version union all select from content');
    expect(rows).toEqual([]);
  });

  it('leaves what was published before in force', async () => {
    await publish();
    const before = await versionsOf('2025');
    await change('scenarios/exempt.json', (text) => text.replace('"taxExempt": true', '"taxExempt": false'));
    await problemsOf(publish());
    expect(await versionsOf('2025')).toEqual(before);
    // And it is judged again, not taken for unchanged.
    await problemsOf(publish());
  });

  it('names every problem at once', async () => {
    await changeSettings((settings) => {
      Object.assign(settings.regimes[0] ?? {}, { effectiveTo: null });
      Object.assign(settings.fees[0] ?? {}, { appliesWhen: '(' });
    });
    await rm(file('forms/signature.schema.json'));
    const codes = new Set((await problemsOf(publish())).map((problem) => problem.split(' ')[0]));
    expect([...codes].sort()).toEqual(['EXPRESSION_SYNTAX', 'FORM_MISSING', 'REGIMES_OVERLAP']);
  });
});

describe('the version in force', () => {
  beforeEach(() => publish());

  it.each([
    ['2014-06-30T16:59:59Z', undefined],
    ['2014-06-30T17:00:00Z', '2013'],
    ['2024-07-31T16:59:59Z', '2013'],
    ['2024-07-31T17:00:00Z', undefined],
    ['2025-06-30T16:59:59Z', undefined],
    ['2025-06-30T17:00:00Z', '2025'],
    ['2040-01-01T00:00:00Z', '2025'],
  ])('of a dossier received at %s is that of %s, by the Vietnamese day', async (at, regime) => {
    const found = await procedures().currentProcedure(KEY, new Date(at));
    expect(found?.regime).toBe(regime);
    const listed = await procedures().listProcedures(new Date(at));
    expect(listed.map((one) => one.regime)).toEqual(regime === undefined ? [] : [regime]);
  });

  it('comes with its settings, forms, diagram and content', async () => {
    const repository = procedures();
    const found = await repository.currentProcedure(KEY, new Date('2026-11-22T03:00:00Z'));
    if (!found) throw new Error('nothing is in force');
    expect(found).toMatchObject({ officialCode: '1.013831', effectiveFrom: '2025-07-01', effectiveTo: null });
    expect(found.definition.regime.formNumber).toBe('Mẫu 18');
    expect(found.forms[found.definition.submissionForm]?.schema['title']).toBe(
      'Đơn đăng ký biến động đất đai, tài sản gắn liền với đất',
    );
    expect(await repository.readBpmn(found)).toBe(await readFile(file('process.bpmn'), 'utf8'));
    const content = await repository.procedureContent(found.version);
    expect(content).toMatchObject({ key: KEY, regime: '2025', rules: { limit: { amount: 8 }, dueHour: '17:00' } });
    expect(Object.keys(content?.graph.nodes ?? {})).toContain('signCertificate');
  });

  it('is found by the code a partner sends', async () => {
    expect(await procedures().findKeyByOfficialCode('1.013831')).toBe(KEY);
    expect(await procedures().findKeyByOfficialCode('2.000889')).toBe(KEY);
    expect(await procedures().findKeyByOfficialCode('9.999999')).toBeUndefined();
  });

  it('of an unknown procedure is none', async () => {
    expect(await procedures().currentProcedure('P0', new Date('2026-11-22T03:00:00Z'))).toBeUndefined();
    expect(await procedures().procedureContent('0'.repeat(64))).toBeUndefined();
  });
});

describe('the calendar', () => {
  it('is published once, and again only when the files change it', async () => {
    expect(await createCalendarRepository(database.pool).currentCalendar()).toBeUndefined();
    expect(await publishSeedCalendar(database.pool)).toBe(true);
    expect(await publishSeedCalendar(database.pool)).toBe(false);
    const current = await createCalendarRepository(database.pool).currentCalendar();
    expect(current?.calendar).toEqual(SEED_CALENDAR);
    const { rows } = await database.pool.query<{ body: string }>('select body from content where hash = $1', [
      current?.version,
    ]);
    expect(rows[0]?.body.startsWith(CONTENT_PREFIXES[1])).toBe(true);
  });

  it('keeps earlier ones, of which one is current', async () => {
    const calendars = createCalendarRepository(database.pool);
    const first = await calendars.publishCalendar(SEED_CALENDAR);
    const second = await calendars.publishCalendar({ ...SEED_CALENDAR, version: 'changed' });
    expect((await calendars.currentCalendar())?.version).toBe(second);
    expect((await calendars.calendarVersion(first))?.calendar.version).toBe(SEED_CALENDAR.version);
    expect(await calendars.publishCalendar(SEED_CALENDAR)).toBe(first);
    expect((await calendars.currentCalendar())?.version).toBe(first);
  });

  it('changed by an administrator survives a start with the same files', async () => {
    await publishSeedCalendar(database.pool);
    const calendars = createCalendarRepository(database.pool);
    const changed = await calendars.publishCalendar({ ...SEED_CALENDAR, version: 'changed' });
    await publishSeedCalendar(database.pool);
    expect((await calendars.currentCalendar())?.version).toBe(changed);
  });
});
