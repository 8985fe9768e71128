import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { compileDeployment } from '../../../domain/bpmn/compile';
import type { ProcessGraph } from '../../../domain/bpmn/process-graph';
import type { EngineCommand } from '../../../domain/engine/command';
import { decide } from '../../../domain/engine/decide';
import { effects } from '../../../domain/engine/effects';
import { initialState, instancesOf, type EngineState } from '../../../domain/engine/state';
import type { Variables } from '../../../domain/json';
import { parseBpmnXml } from '../../../platform/bpmn-xml';

/**
 * Whatever people, tax and courts answer, in any order:
 *  W1  a dossier that is not at its end waits at exactly one place that has a status;
 *  W2  it ends in exactly one terminal status;
 *  W3  nothing is printed while tax is owed: an exemption, "nothing payable" or "settled" came after the latest slip;
 *  W4  nothing is signed without a passed check and a look at the restrictions that found none, both after the latest print;
 *  W5  nothing is registered that was not signed last.
 */
const FILE = path.resolve(__dirname, '../../../templates/procedures/P2.TRANSFER/process.bpmn');
let graph: ProcessGraph;

beforeAll(async () => {
  const compiled = compileDeployment(await parseBpmnXml(readFileSync(FILE, 'utf8')));
  if (!('deployment' in compiled) || !compiled.deployment.processes[0]) throw new Error('the file is refused');
  graph = compiled.deployment.processes[0];
});

/** One answer from outside: what it says where a choice is to be made, and whether something interrupts instead. */
interface Answer {
  readonly yes: boolean;
  readonly interruption: 'withdrawal' | 'refusal' | 'stop-notice' | undefined;
}

const answer: fc.Arbitrary<Answer> = fc.record({
  yes: fc.boolean(),
  interruption: fc.oneof(
    { weight: 30, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom('withdrawal' as const, 'refusal' as const, 'stop-notice' as const) },
  ),
});

/** After the given answers everybody says yes, so a sound procedure ends soon. */
const MAX_PATH = 2_000;

class Walk {
  state: EngineState = initialState();
  /** Elements in order of activation, and between them what was answered (`payable: true`…). */
  readonly path: string[] = [];
  private version = 0;

  constructor(private readonly answers: Answer[]) {
    this.carryOut({ type: 'start', variables: {} });
  }

  /** The places that wait for somebody outside. */
  places(): { id: number; element: string }[] {
    return instancesOf(this.state).filter(({ element }) => graph.nodes[element]?.kind !== 'subProcess');
  }

  next(): Answer {
    return this.answers.shift() ?? { yes: true, interruption: undefined };
  }

  carryOut(command: EngineCommand): void {
    const { state, events } = decide(graph, this.state, command, 0);
    this.state = state;
    for (const event of events) {
      if (event.type === 'ElementActivated') this.path.push(event.element);
      expect(event.type).not.toBe('ElementFailed');
      for (const effect of effects(event)) {
        if (effect.type === 'runJob') this.answerJob(effect.instance, effect.jobType);
      }
    }
  }

  private say(variable: string, value: boolean): Variables {
    this.path.push(`${variable}: ${value}`);
    return { [variable]: value };
  }

  private answerJob(instance: number, jobType: string): void {
    const variables: Variables =
      jobType === 'check-restrictions'
        ? this.say('restricted', !this.next().yes)
        : jobType === 'send-tax-slip'
          ? { slipNumber: '1/PCTT', slipVersion: ++this.version }
          : {};
    this.carryOut({ type: 'completeJob', instance, variables });
  }

  send(name: string, variables: Variables): void {
    const subscription = Object.values(this.state.subscriptions).find(({ message }) => message === name);
    expect(subscription).toBeDefined();
    this.carryOut({ type: 'receiveMessage', subscription: subscription?.id ?? -1, variables });
  }

  step(place: { id: number; element: string }): void {
    if (this.path.length > MAX_PATH) throw new Error('the dossier goes round and round');
    const { yes, interruption } = this.next();
    if (interruption) return this.send(interruption, {});
    switch (place.element) {
      case 'awaitTax':
        return yes
          ? this.send('tax-determined', this.say('payable', this.next().yes))
          : this.send('tax-slip-returned', { returnReasonCode: 'WRONG_AREA' });
      case 'awaitPayment':
        return this.send('obligations-settled', {});
      case 'appraise': {
        const variables = { eligible: yes, ...(yes ? { taxExempt: this.next().yes } : {}) };
        return this.carryOut({ type: 'completeTask', instance: place.id, variables });
      }
      case 'checkCertificate':
        return this.carryOut({ type: 'completeTask', instance: place.id, variables: this.say('checkPassed', yes) });
      case 'signCertificate':
        return this.carryOut({ type: 'completeTask', instance: place.id, variables: this.say('signed', yes) });
      default:
        return this.carryOut({ type: 'completeTask', instance: place.id, variables: {} });
    }
  }
}

const before = (path: readonly string[], at: number, element: string) => path.lastIndexOf(element, at);

describe('P2.TRANSFER under random answers', () => {
  it('W1–W5 hold at every step', () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 60 }), (answers) => {
        const walk = new Walk([...answers]);
        while (walk.state.status === 'running') {
          const places = walk.places();
          expect(places).toHaveLength(1); // W1
          const [place] = places;
          if (!place) return;
          expect(graph.nodes[place.element]?.properties.status).toBeDefined();
          walk.step(place);
        }
        const { path } = walk;
        const statuses = path.flatMap((id) => {
          const node = graph.nodes[id];
          return node?.kind === 'endEvent' && node.properties.status !== undefined ? [node.properties.status] : [];
        });
        expect(statuses).toHaveLength(1); // W2
        path.forEach((element, at) => {
          const latest = (id: string) => before(path, at, id);
          const saidLast = (variable: string) => latest(`${variable}: true`) > latest(`${variable}: false`);
          if (element === 'printCertificate') {
            // W3: an appraisal after the slip chose the exemption; else tax or the payer closed the matter.
            const slip = latest('prepareTaxSlip');
            expect(Math.max(latest('taxSettled'), latest('appraise'))).toBeGreaterThan(slip);
            const owed = slip > latest('appraise') && saidLast('payable');
            if (owed) expect(latest('awaitPayment')).toBeGreaterThan(latest('payable: true'));
          }
          if (element === 'signCertificate') {
            // W4
            expect(latest('checkCertificate')).toBeGreaterThan(latest('printCertificate'));
            expect(latest('recheckRestrictions')).toBeGreaterThan(latest('checkCertificate'));
            expect([saidLast('checkPassed'), saidLast('restricted')]).toEqual([true, false]);
          }
          if (element === 'registerResult')
            expect([path[at - 1], saidLast('signed')]).toEqual(['signatureDecided', true]); // W5
        });
      }),
      { numRuns: 300 },
    );
  });

  it('reaches every element (or the property above would prove little)', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(answer, { minLength: 20, maxLength: 60 }), (answers) => {
        const walk = new Walk([...answers]);
        for (let [place] = walk.places(); place && walk.state.status === 'running'; [place] = walk.places()) {
          walk.step(place);
        }
        walk.path.forEach((element) => reached.add(element));
      }),
      { numRuns: 300, seed: 7 },
    );
    const unreached = Object.keys(graph.nodes).filter((id) => !reached.has(id));
    // Time stands still here; the reminder has a scenario of its own.
    expect(unreached).toEqual(['paymentReminderDue', 'remindPayment', 'paymentReminded']);
  });
});
