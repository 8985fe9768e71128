import { startWholeStack, type Program, type WholeStack } from '../support/whole-stack';
import { expectLoggedOnce, expectRowsEqualWorkflows } from './consistency';
import { expectOneEffectPerKey, expectProgressInOrder, waitForOutbox } from './deliveries';
import { Office, type Handled } from './office';
import { pause, waitFor } from './wait-for';

const CLIENTS = 20;
const MINUTE = 60_000;

/** Those whose leases take longest to run out first; last the two whose memory together holds a step under way. */
const KILLS: readonly (readonly Program[])[] = [
  ['postgres'],
  ['background'],
  ['temporal'],
  ['api'],
  ['worker'],
  ['worker', 'temporal'],
];

let stack: WholeStack;
let offices: Office[];
const dossiers: { readonly office: Office; readonly dossier: Handled }[] = [];

beforeAll(async () => {
  stack = await startWholeStack();
  offices = await Promise.all(Array.from({ length: CLIENTS }, (_, place) => Office.open(stack.apiUrl, place)));
}, 2 * MINUTE);
afterAll(() => stack?.stop(), MINUTE);

const people = () => offices.flatMap((office) => Object.values(office.people));
const acknowledged = () => people().flatMap((person) => person.acknowledged);

/** One client: dossier after dossier through its steps, until it is told to stop; never in step with the others. */
async function work(office: Office, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const dossier = await office.submit();
    dossiers.push({ office, dossier });
    while (!isOver() && (await office.step(dossier))) await pause(Math.random() * 200);
  }
}

test(
  'what was acknowledged to 20 clients is there exactly once after every program was killed in the middle',
  async () => {
    // given: 20 clients at work
    let over = false;
    const failures: Error[] = [];
    const clients = offices.map((office) =>
      work(office, () => over || failures.length > 0).catch((error: Error) => {
        failures.push(error);
      }),
    );
    const moreSteps = async (count: number) => {
      const before = acknowledged().length;
      await waitFor('life to go on', () => failures.length > 0 || acknowledged().length >= before + count, MINUTE);
      if (failures[0]) throw failures[0];
    };
    try {
      // when: one after the other is killed, in the middle of the work, and comes back
      await moreSteps(5 * CLIENTS);
      for (const victims of KILLS) {
        await Promise.all(victims.map((victim) => stack.kill(victim)));
        await moreSteps(3 * CLIENTS);
      }
    } finally {
      over = true;
      await Promise.all(clients);
    }
    if (failures[0]) throw failures[0];

    // then: nothing is lost, nothing is there twice, and the lists say what the workflows say
    const ids = dossiers.map(({ dossier }) => dossier.id);
    expect(new Set(ids).size).toBe(ids.length);
    await expectLoggedOnce(stack.pool, acknowledged());
    await expectRowsEqualWorkflows(stack, ids);
    expect(acknowledged().some(({ attempts }) => attempts > 1)).toBe(true);
    const troubles = new Set(people().flatMap((person) => [...person.troubles.keys()]));
    expect(
      [...troubles].filter((trouble) => !['503', 'connection lost', 'no answer in time'].includes(trouble)),
    ).toEqual([]);
  },
  4 * MINUTE,
);

test(
  'every dossier can be finished',
  async () => {
    await Promise.all(dossiers.map(({ office, dossier }) => office.look(dossier).then(() => office.finish(dossier))));
    const { rows } = await stack.pool.query('select distinct status from dossier');
    expect(rows).toEqual([{ status: 'RETURNED' }]);
    await expectLoggedOnce(stack.pool, acknowledged());
    await expectRowsEqualWorkflows(
      stack,
      dossiers.map(({ dossier }) => dossier.id),
    );
  },
  2 * MINUTE,
);

test(
  'each effect reached the outside world once',
  async () => {
    await waitForOutbox(stack.pool);
    await expectOneEffectPerKey(stack);
    await expectProgressInOrder(
      stack,
      dossiers.map(({ dossier }) => dossier),
    );
  },
  3 * MINUTE,
);
