import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { formsOfRegime } from '../../../scripts/publish/forms-of-regime';
import { evaluateFeel } from '../../../domain/expression/feel';
import type { Variables } from '../../../domain/json';
import { sampleApplication } from './sample-application';

const FOLDER = path.resolve(__dirname, '../../../templates/procedures/P2.TRANSFER');

interface Form {
  readonly schema: { readonly title: string; readonly properties: Record<string, FormField> };
  readonly uiSchema: Record<string, unknown>;
}
interface FormField {
  readonly title?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Record<string, FormField>;
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));
const forms = new Map(
  readdirSync(path.join(FOLDER, 'forms')).map((file) => [
    file.replace('.schema.json', ''),
    readJson(`forms/${file}`) as Form,
  ]),
);

function compileForm(id: string, regime = '2013'): ValidateFunction {
  const ajv = new Ajv({ strict: true, allErrors: true });
  addFormats(ajv);
  const ofRegime = formsOfRegime(Object.fromEntries(forms), regime);
  return ajv.compile(ofRegime[id]?.schema ?? {});
}

const changed = (change: (application: Record<string, unknown>) => void): Variables => {
  const application = sampleApplication();
  change(application);
  return application;
};
type Party = Record<string, unknown>;
const part = (application: Record<string, unknown>, name: string) => application[name] as Party;
const party = (application: Record<string, unknown>, which: 'applicant' | 'transferor') => part(application, which);

const ACCEPTED = {
  kind: 'MORTGAGE',
  documentNumber: '218/2023/HĐTC',
  documentDate: '2023-04-12',
  ground: 'CONSENT',
  groundNumber: '77/CV-NHNN',
  groundDate: '2026-11-20',
};
const LOOKED_UP = { source: 'REGISTER_BOOK', documentNumber: 'Quyển 12, trang 40', documentDate: '2026-11-20' };

describe('P2.TRANSFER: forms', () => {
  it.each([...forms.keys()])('%s is a strict JSON Schema with Vietnamese titles and a matching layout', (id) => {
    expect(() => compileForm(id)).not.toThrow();
    const { schema, uiSchema } = forms.get(id) as Form;
    expect(schema.title).toMatch(/\p{L}/u);
    const fields = Object.keys(schema.properties);
    expect(fields.filter((name) => !schema.properties[name]?.title)).toEqual([]);
    expect(Object.keys(uiSchema).filter((name) => name !== 'ui:order' && !fields.includes(name))).toEqual([]);
    const order = uiSchema['ui:order'] as string[] | undefined;
    if (order) expect([...order].sort()).toEqual([...fields].sort());
  });

  it('names every choice it offers', () => {
    const unnamed: string[] = [];
    const walk = (at: string, fields: Record<string, FormField>, layout: Record<string, unknown>): void => {
      for (const [name, field] of Object.entries(fields)) {
        const inner = (layout[name] ?? {}) as Record<string, unknown>;
        const names = inner['ui:enumNames'] as string[] | undefined;
        if (field.enum && names?.length !== field.enum.length) unnamed.push(`${at}.${name}`);
        walk(`${at}.${name}`, field.properties ?? {}, inner);
      }
    };
    for (const [id, { schema, uiSchema }] of forms) walk(id, schema.properties, uiSchema);
    expect(unnamed).toEqual([]);
  });

  it('takes a realistic application', () => {
    const validate = compileForm('transfer-application');
    validate(sampleApplication());
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each<[string, (application: Record<string, unknown>) => void]>([
    ['an organisation with its representative', (a) => Object.assign(a, { applicant: organisation() })],
    ['a transferor with an old 9-digit number', (a) => (party(a, 'transferor').idNumber = '285012345')],
    ['a gift without a price', (a) => Object.assign(a, { transaction: gift() })],
    ['a new 8-digit serial', (a) => (part(a, 'certificate').serial = 'AA 01234567')],
    [
      'delivery by post with an address',
      (a) => Object.assign(part(a, 'delivery'), { channel: 'POST', postalAddress: 'Ấp 1' }),
    ],
  ])('takes %s', (_what, change) => {
    const validate = compileForm('transfer-application');
    validate(changed(change));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each<[string, (application: Record<string, unknown>) => void]>([
    ['an applicant without an id number', (a) => delete party(a, 'applicant').idNumber],
    ['an id number of 11 digits', (a) => (party(a, 'applicant').idNumber = '07018800123')],
    ['an applicant with an old 9-digit number', (a) => (party(a, 'applicant').idNumber = '285012345')],
    ['a person with a tax code', (a) => (party(a, 'transferor').idNumber = '3800123456')],
    ['a day of birth that is no date', (a) => (party(a, 'applicant').birthDate = '1988-02-30')],
    ['an applicant without a phone number', (a) => delete party(a, 'applicant').phone],
    [
      'an organisation without a representative',
      (a) => Object.assign(a, { applicant: { ...organisation(), representative: undefined } }),
    ],
    ['an e-mail address that is none', (a) => (party(a, 'applicant').email = 'nhung')],
    ['a name of blanks', (a) => (party(a, 'applicant').fullName = '   ')],
    ['a parcel of no area', (a) => (part(a, 'parcel').areaM2 = 0)],
    ['a parcel without a purpose', (a) => (part(a, 'parcel').purposes = [])],
    ['an area as text', (a) => (part(a, 'parcel').areaM2 = '312.5')],
    ['a serial of 7 digits', (a) => (part(a, 'certificate').serial = 'CS 1234567')],
    ['a sale without a price', (a) => delete part(a, 'transaction').priceVnd],
    ['a sale that nobody notarised', (a) => delete part(a, 'transaction').notary],
    ['a kind of transfer we do not know', (a) => (part(a, 'transaction').kind = 'LEASE')],
    ['delivery by post to nowhere', (a) => (part(a, 'delivery').channel = 'POST')],
    ['an unsigned commitment', (a) => Object.assign(a, { commitment: false })],
    ['a field the form does not have', (a) => Object.assign(a, { restricted: false })],
  ])('refuses %s', (_what, change) => {
    expect(compileForm('transfer-application')(JSON.parse(JSON.stringify(changed(change))))).toBe(false);
  });

  it.each<[string, unknown, boolean]>([
    ['appraisal-result', { eligible: true, taxExempt: false }, true],
    ['appraisal-result', { eligible: true }, false],
    ['appraisal-result', { eligible: true, taxExempt: true }, false],
    ['appraisal-result', { eligible: false, ineligibleReason: 'Đất đang có tranh chấp' }, true],
    ['appraisal-result', { eligible: false }, false],
    ['appraisal-result', { taxExempt: true }, false],
    ['appraisal-result', { eligible: true, taxExempt: false, acceptedRestrictions: [ACCEPTED] }, true],
    [
      'appraisal-result',
      { eligible: true, taxExempt: false, acceptedRestrictions: [{ ...ACCEPTED, kind: 'nợ' }] },
      false,
    ],
    [
      'appraisal-result',
      { eligible: true, taxExempt: false, acceptedRestrictions: [{ ...ACCEPTED, groundDate: 'mai' }] },
      false,
    ],
    ['appraisal-result', { eligible: true, taxExempt: false, acceptedRestrictions: [{ kind: 'MORTGAGE' }] }, false],
    ['appraisal-result', { eligible: true, taxExempt: false, unknownCertificate: LOOKED_UP }, true],
    ['appraisal-result', { eligible: true, taxExempt: false, unknownCertificate: {} }, false],
    ['tax-slip', { pricePosition: { position: 1 }, chargeableAreaM2: 312.5, confirmed: true }, true],
    ['tax-slip', { pricePosition: { position: 5 }, chargeableAreaM2: 312.5, confirmed: true }, false],
    ['tax-slip', { pricePosition: { position: 1 }, chargeableAreaM2: 312.5, confirmed: false }, false],
    ['printed-certificate', { result: 'CHANGE_NOTED' }, true],
    ['printed-certificate', { result: 'NEW_CERTIFICATE' }, false],
    ['printed-certificate', { result: 'NEW_CERTIFICATE', serial: 'AA 01234567' }, true],
    ['check-result', { checkPassed: true }, true],
    ['check-result', { checkPassed: false }, false],
    ['check-result', { checkPassed: 'yes' }, false],
    ['signature', { signed: true, signedOn: '2023-03-10' }, true],
    ['signature', { signed: true }, false],
    ['signature', { signed: false }, false],
    ['register-entry', { registerNumber: 'CS 02346', registeredOn: '2023-03-13', databaseUpdated: true }, true],
    ['register-entry', { registerNumber: 'CS 02346', registeredOn: '2023-03-13' }, false],
    [
      'hand-over',
      {
        channel: 'COUNTER',
        handedOverOn: '2023-03-14',
        receiverName: 'Trần Văn Lợi',
        receiverIdNumber: '070075004321',
        feesCollected: true,
      },
      true,
    ],
    ['hand-over', { channel: 'POST', handedOverOn: '2023-03-14', feesCollected: true }, false],
  ])('%s %j: valid is %s', (id, answer, valid) => {
    expect(compileForm(id)(answer)).toBe(valid);
  });

  it.each([
    ['2013', undefined, true],
    ['2013', true, false],
    ['2025', true, true],
    ['2025', false, false],
    ['2025', undefined, false],
  ])('under %s the old certificate collected at hand-over: %s is valid: %s', (regime, collected, valid) => {
    const answer = { channel: 'POST', handedOverOn: '2026-03-14', postalNumber: 'RB123456789VN', feesCollected: true };
    const whole = collected === undefined ? answer : { ...answer, originalCertificateCollected: collected };
    expect(compileForm('hand-over', regime)(whole)).toBe(valid);
  });
});

interface Component {
  readonly id: string;
  readonly name: string;
  readonly required?: boolean;
  readonly requiredWhen?: string;
  readonly original: boolean;
  readonly copies: number;
  readonly source: string;
}
interface Fee {
  readonly id: string;
  readonly amount: number;
  readonly appliesWhen: string;
}
interface Regime {
  readonly id: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly officialCode: string;
  readonly limit: { readonly amount: number; readonly unit: string };
  readonly thresholds: readonly number[];
  readonly supplement: { readonly clock: string };
  readonly originalCertificateAt: string;
  readonly unverified: readonly string[];
}
interface Settings {
  readonly key: string;
  readonly submissionForm: string;
  readonly taskForms: readonly string[];
  readonly regimes: readonly Regime[];
  readonly components: readonly Component[];
  readonly fees: readonly Fee[];
}

describe('P2.TRANSFER: procedure.json', () => {
  const settings = readJson('procedure.json') as Settings;

  it('lists exactly the forms of the folder', () => {
    expect([settings.submissionForm, ...settings.taskForms].sort()).toEqual([...forms.keys()].sort());
  });

  it('has the regimes of the seed and of 2025, which do not overlap', () => {
    const [seed, later, ...more] = settings.regimes;
    expect(more).toEqual([]);
    expect(seed).toMatchObject({
      id: '2013',
      limit: { amount: 10, unit: 'workingDay' },
      supplement: { clock: 'restart', maxRequests: 1, window: { amount: 15, unit: 'workingDay' } },
      originalCertificateAt: 'filing',
    });
    expect(later).toMatchObject({
      id: '2025',
      officialCode: '1.013831',
      effectiveFrom: '2025-07-01',
      limit: { amount: 8, unit: 'workingDay' },
      supplement: { clock: 'resume' },
      originalCertificateAt: 'result',
    });
    expect((seed?.effectiveTo ?? '') < (later?.effectiveFrom ?? '')).toBe(true);
    for (const { officialCode, thresholds, unverified, ...regime } of settings.regimes) {
      expect(officialCode).toMatch(/^\d\.\d{6}$/);
      expect(thresholds).toEqual([50, 75, 90, 100]);
      // What is marked as unverified must exist: a mark on a field that was renamed would hide a doubt.
      const all: Record<string, unknown> = { officialCode, ...regime };
      expect(unverified.filter((field) => all[field.split('.')[0] ?? ''] === undefined)).toEqual([]);
    }
  });

  const requiredFor = (application: Variables) =>
    settings.components
      .filter(({ required, requiredWhen }) =>
        requiredWhen === undefined ? required === true : evaluateFeel({ feel: requiredWhen }, application) === true,
      )
      .map(({ id }) => id);

  it.each<[string, (application: Record<string, unknown>) => void, string[]]>([
    ['a sale', () => undefined, ['transfer-contract', 'income-tax-return', 'identity']],
    [
      'an inheritance',
      (a) => (part(a, 'transaction').kind = 'INHERITANCE'),
      ['inheritance-document', 'income-tax-return', 'identity'],
    ],
    [
      'a filing by proxy with an exemption',
      (a) => Object.assign(a, { proxy: { fullName: 'Lê A' }, exemption: { ground: 'ONLY_HOME' } }),
      ['transfer-contract', 'income-tax-return', 'authorisation', 'exemption-evidence', 'identity'],
    ],
    [
      'an organisation selling only what stands on the land',
      (a) => {
        party(a, 'transferor').type = 'ORGANISATION';
        party(a, 'applicant').type = 'ORGANISATION';
        part(a, 'transaction').assetsOnly = true;
      },
      ['transfer-contract', 'owner-consent'],
    ],
  ])('asks for the right parts of %s', (_what, change, besides) => {
    expect(requiredFor(changed(change))).toEqual(['application', 'certificate', ...order(besides)]);
  });

  it('says of every part whether it is required, and where it comes from', () => {
    for (const { required, requiredWhen, source, copies, name } of settings.components) {
      expect([required, requiredWhen].filter((value) => value !== undefined)).toHaveLength(1);
      expect(['paper', 'eCopy', 'nationalDb']).toContain(source);
      expect(Number.isInteger(copies)).toBe(true);
      expect(name).not.toBe('');
    }
    expect(new Set(settings.components.map(({ id }) => id)).size).toBe(settings.components.length);
  });

  it.each([
    [false, 'land', 25000 + 630000],
    [false, 'assets', 25000 + 788000],
    [false, 'both', 25000 + 974000],
    [true, 'land', 100000 + 923000],
    [true, 'assets', 100000 + 1062000],
    [true, 'both', 100000 + 1351000],
  ])('asks one charge and one examination fee (new certificate %s, %s)', (fresh, what, total) => {
    const application = changed((a) => {
      Object.assign(a, { newCertificateRequested: fresh });
      if (what !== 'land') Object.assign(a, { assets: [{ kind: 'Nhà ở' }] });
      if (what === 'assets') part(a, 'transaction').assetsOnly = true;
    });
    const due = settings.fees.filter(({ appliesWhen }) => evaluateFeel({ feel: appliesWhen }, application) === true);
    expect(due).toHaveLength(2);
    expect(due.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
  });

  /** Parts in the order of procedure.json, with those every application needs. */
  function order(ids: string[]): string[] {
    const wanted = new Set([...ids, 'registration-fee-return']);
    return settings.components.map(({ id }) => id).filter((id) => wanted.has(id));
  }
});

function organisation(): Party {
  return {
    type: 'ORGANISATION',
    fullName: 'Công ty TNHH Cao su Bình Long',
    idNumber: '3800123456',
    address: 'Phường An Lộc, thị xã Bình Long, tỉnh Bình Phước',
    phone: '02713666777',
    representative: 'Phạm Quốc Hùng',
  };
}

function gift(): Record<string, unknown> {
  return { kind: 'GIFT', contractNumber: '15/TC', contractDate: '2023-02-20', relationship: 'Cha tặng cho con' };
}
