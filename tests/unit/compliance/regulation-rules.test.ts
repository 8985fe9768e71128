import { EVIDENCE_IDS, type EvidenceId } from '../../../domain/compliance/regulation-rule';
import { judgeRule, EVIDENCE_STATES, type EvidenceState } from '../../../domain/compliance/judge-rule';
import { REGULATION_RULES } from '../../../domain/compliance/regulation-rules';
import { listFiles, readText } from '../repository/tracked-files';

/** As the regulation's table of rules has them, article by article. */
const IDS = [
  ...[
    'A3.3a',
    'A3.3b',
    'A3.3c',
    'A3.3d',
    'A3.4a',
    'A3.4b',
    'A3.4c',
    'A3.4d',
    'A3.4đ',
    'A3.4e',
    'A3.4g',
    'A3.4h',
    'A3.4i',
  ],
  ...['A4.6', 'A4.7, A4.8', 'A5.1, A8.4', 'A5.2', 'A5.3', 'A5.4', 'A5.5', 'A6.1, A6.2', 'A6.3, A6.4'],
  ...[
    'A7.1a',
    'A7.1b',
    'A7.1c',
    'A7.1d',
    'A7.1đ',
    'A7.1e',
    'A7.2a, A7.2b',
    'A7.2c',
    'A7.3a',
    'A7.3b',
    'A7.3c',
    'A7.3 (end)',
  ],
  ...['A8.1', 'A8.2', 'A8.3', 'A8.5', 'A9, A17', 'A10.2', 'A11.5', 'A11.6', 'A11.7', '2.3', 'A11.8', 'A11.9'],
  ...[
    'A13.1',
    'A13.2',
    'A13.3',
    'A13.4',
    'A14.1, A14.2',
    'A14.4, A15.9',
    'A15.1–A15.3',
    'A15.4',
    'A15.5',
    'A15.6',
    'A15.7',
    'A15.8',
  ],
  ...[
    'A16.1–A16.4',
    'A18.1a',
    'A18.1b',
    'A18.1c',
    'A18.2a',
    'A18.2b',
    'A19.1a–d',
    'A19.2a–d',
    'A19.3b',
    'A19.3c',
    'A19.3d',
  ],
  ...['A19.3đ', 'A19.3e', 'A19.5'],
];

const files = new Set(listFiles());
const enforced = REGULATION_RULES.filter(({ enforcedBy }) => enforcedBy.length > 0);

describe('the rule book', () => {
  test('A11.9: every rule of the regulation stands in the book, once', () => {
    expect(REGULATION_RULES.map(({ id }) => id)).toEqual(IDS);
  });

  test('what enforces a rule is there', () => {
    const gone = REGULATION_RULES.flatMap(({ id, enforcedBy }) =>
      enforcedBy.filter((file) => !files.has(file)).map((file) => `${id}: ${file}`),
    );
    expect(gone).toEqual([]);
  });

  test('the tests that show it are there', () => {
    const gone = REGULATION_RULES.flatMap(({ id, tests }) =>
      tests
        .filter(([file, name]) => !files.has(file) || !readText(file).includes(name))
        .map((one) => [id, ...one].join(' · ')),
    );
    expect(gone).toEqual([]);
  });

  test('a rule is enforced and shown, or neither; what is missing is said of what is enforced', () => {
    expect(REGULATION_RULES.filter(({ enforcedBy, tests }) => enforcedBy.length > 0 !== tests.length > 0)).toEqual([]);
    expect(REGULATION_RULES.filter(({ enforcedBy, missing }) => missing && enforcedBy.length === 0)).toEqual([]);
    expect(enforced.length).toBeGreaterThan(45);
  });

  test('every fact that is looked at is evidence for some rule', () => {
    const used = new Set(REGULATION_RULES.flatMap(({ evidence }) => evidence ?? []));
    expect(EVIDENCE_IDS.filter((id) => !used.has(id))).toEqual([]);
  });
});

describe('how a rule stands today', () => {
  const all = (state: EvidenceState) => new Map<EvidenceId, EvidenceState>(EVIDENCE_IDS.map((id) => [id, state]));
  const rule = (id: string) => {
    const found = REGULATION_RULES.find((one) => one.id === id);
    if (!found) throw new Error(id);
    return found;
  };

  test('what nothing enforces is broken, whatever the facts', () => {
    for (const state of EVIDENCE_STATES) expect(judgeRule(rule('A11.7'), all(state))).toBe('broken');
  });

  test('the worst of its facts counts; one that is not known is broken', () => {
    expect(judgeRule(rule('A7.3a'), all('green'))).toBe('green');
    expect(judgeRule(rule('A7.3a'), all('late'))).toBe('late');
    expect(judgeRule(rule('A4.6'), new Map([...all('green'), ['auditLog', 'broken']]))).toBe('broken');
    expect(judgeRule(rule('A7.3a'), new Map())).toBe('broken');
    expect(judgeRule(rule('A7.1a'), new Map())).toBe('green');
  });

  test('what is built in part is never green', () => {
    for (const one of REGULATION_RULES.filter(({ missing }) => missing))
      expect(judgeRule(one, all('green'))).toBe('partly');
  });
});
