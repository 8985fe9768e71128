import fc from 'fast-check';
import { chooseRecipients } from '../../../activities/mail/escalation-recipients';
import type { OpenTask } from '../../../activities/mail/escalation-source';
import type { OfficeDirectory } from '../../../activities/mail/office-directory';
import type { Mailbox } from '../../../activities/mail/send-mail';
import { buildUnitTree } from '../../../domain/access/unit-tree';

const box = (name: string): Mailbox => ({ name, address: `${name}@x.vn` });

const UNITS = buildUnitTree([
  { id: 'so', parentId: null },
  { id: 'vpdk', parentId: 'so' },
  { id: 'cn', parentId: 'vpdk' },
  { id: 'mc', parentId: 'cn' },
  { id: 'other', parentId: 'vpdk' },
]);

function office(heads: Record<string, string[]>, managers: Record<string, string[]>): OfficeDirectory {
  return {
    units: UNITS,
    headsOf: (unit) => (heads[unit] ?? []).map(box),
    managersOf: (unit) => (managers[unit] ?? []).map(box),
  };
}

const OFFICE = office(
  { cn: ['head'], vpdk: ['director'], other: ['stranger'] },
  { vpdk: ['manager'], so: ['department'], other: ['otherManager'] },
);
const held = (unitId: string, name: string): OpenTask => ({ unitId, assignee: box(name) });
const free = (unitId: string): OpenTask => ({ unitId, assignee: null });
const names = (mailboxes: readonly Mailbox[]) => mailboxes.map(({ name }) => name);

describe('chooseRecipients', () => {
  it.each<[number, string, OpenTask[], string[], string[]]>([
    [50, 'a held task', [held('cn', 'officer')], ['officer'], []],
    [50, 'a task nobody has taken', [free('cn')], ['head'], []],
    [50, 'no open task', [], ['head'], []],
    [50, 'two tasks of one person', [held('cn', 'officer'), held('cn', 'officer')], ['officer'], []],
    [50, 'a unit without a head: the next one above', [free('mc')], ['head'], []],
    [75, 'a held task', [held('cn', 'officer')], ['officer'], ['head']],
    [75, 'the head holds it', [held('cn', 'head')], ['head'], []],
    [90, 'a held task', [held('cn', 'officer')], ['officer'], ['head']],
    [90, 'tasks in two units', [held('cn', 'officer'), free('vpdk')], ['officer', 'director'], ['head']],
    [99, 'just before the end', [held('cn', 'officer')], ['officer'], ['head']],
    [100, 'a held task', [held('cn', 'officer')], ['officer'], ['head', 'manager', 'department']],
    [
      100,
      'a unit with a manager of its own',
      [held('vpdk', 'officer')],
      ['officer'],
      ['director', 'manager', 'department'],
    ],
    [120, 'a threshold beyond the end', [free('cn')], ['head'], ['manager', 'department']],
  ])('at %i %%, %s', (percent, _what, openTasks, to, cc) => {
    const chosen = chooseRecipients(percent, { openTasks, handlingUnitId: 'cn' }, OFFICE);
    expect([names(chosen.to), names(chosen.cc)]).toEqual([to, cc]);
  });

  it('no head anywhere: the managers above are asked to act, not only told', () => {
    const chosen = chooseRecipients(
      50,
      { openTasks: [free('cn')], handlingUnitId: 'cn' },
      office({}, { so: ['department'] }),
    );
    expect(names(chosen.to)).toEqual(['department']);
  });

  it('nobody at all: nobody, so that the caller can say so', () => {
    const chosen = chooseRecipients(100, { openTasks: [free('cn')], handlingUnitId: 'cn' }, office({}, {}));
    expect([chosen.to, chosen.cc]).toEqual([[], []]);
  });

  it('property: nobody twice, nobody of another branch, and a later threshold never tells fewer people', () => {
    const tasks = fc.array(
      fc.oneof(
        fc.record({ unitId: fc.constantFrom('cn', 'mc', 'vpdk'), assignee: fc.constant(null) }),
        fc.record({
          unitId: fc.constantFrom('cn', 'mc', 'vpdk'),
          assignee: fc.constantFrom('a', 'b', 'head').map(box),
        }),
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(tasks, (openTasks) => {
        const told = [50, 75, 90, 100].map((percent) => {
          const { to, cc } = chooseRecipients(percent, { openTasks, handlingUnitId: 'cn' }, OFFICE);
          return names([...to, ...cc]);
        });
        for (const people of told) {
          expect(new Set(people).size).toBe(people.length);
          expect(people).not.toContain('stranger');
          expect(people).not.toContain('otherManager');
        }
        for (const [index, people] of told.slice(1).entries()) {
          expect(people).toEqual(expect.arrayContaining(told[index] ?? []));
        }
      }),
    );
  });
});
