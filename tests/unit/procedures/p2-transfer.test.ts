import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { compileDeployment } from '../../../domain/bpmn/compile';
import type { FlowNode, ProcessGraph, UserTask } from '../../../domain/bpmn/process-graph';
import type { Scenario } from '../../../domain/scenario/scenario';
import { parseBpmnXml } from '../../../platform/bpmn-xml';
import { testFolder } from '../../../scripts/procedure/folder-test';

const FOLDER = path.resolve(__dirname, '../../../templates/procedures/P2.TRANSFER');

interface Settings {
  readonly process: string;
  readonly routing: readonly { readonly name: string }[];
  readonly regimes: readonly { readonly limit: { readonly amount: number } }[];
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));
const settings = readJson('procedure.json') as Settings;
const routing = settings.routing.map(({ name }) => name).sort();

let xml: string;
let graph: ProcessGraph;
let nodes: FlowNode[];
const userTasks = () => nodes.filter((node): node is UserTask => node.kind === 'userTask');

beforeAll(async () => {
  xml = readFileSync(path.join(FOLDER, 'process.bpmn'), 'utf8');
  const compiled = compileDeployment(await parseBpmnXml(xml));
  if (!('deployment' in compiled)) throw new Error(JSON.stringify(compiled.problems));
  const [only] = compiled.deployment.processes;
  if (!only) throw new Error('no process');
  graph = only;
  nodes = Object.values(graph.nodes);
});

describe('P2.TRANSFER: scenarios', () => {
  it('all pass, and between them take every sequence flow', async () => {
    const { problems, verdicts, untaken, flows } = await testFolder(FOLDER);
    expect(problems).toEqual([]);
    expect(verdicts.filter(({ failure }) => failure !== undefined)).toEqual([]);
    expect(untaken).toEqual([]);
    expect(flows).toBe(Object.keys(graph.flows).length);
    expect(verdicts.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'straight-taxed.json',
        'exempt.json',
        'slip-returned.json',
        'refused-at-appraisal.json',
        'withdrawn-while-waiting-for-tax.json',
        'stopped-by-court.json',
        'restricted-before-signing.json',
        'payment-reminder.json',
      ]),
    );
  });

  it('carry nothing but routing variables', () => {
    const names = new Set<string>();
    for (const file of readdirSync(path.join(FOLDER, 'scenarios'))) {
      const scenario = readJson(`scenarios/${file}`) as Scenario;
      const answers = Object.values(scenario.services ?? {}).flat();
      const steps = (scenario.steps ?? []).flatMap((step) => [step, step.message ?? {}, step.expect ?? {}]);
      for (const { variables = {} } of [scenario, scenario.expect ?? {}, ...answers, ...steps]) {
        Object.keys(variables).forEach((name) => names.add(name));
      }
    }
    expect([...names].sort()).toEqual(routing);
  });
});

describe('P2.TRANSFER: the conventions the dossier layer reads', () => {
  it('runs as the process named in procedure.json', () => {
    expect(graph.id).toBe(settings.process);
    expect(graph.isExecutable).toBe(true);
  });

  it('gives every step of a person a status, a unit, a role and a form', () => {
    const steps = userTasks().map(({ id, properties, candidateGroups, formId }) => {
      return { id, status: properties.status, unit: properties.unit, role: candidateGroups, formId };
    });
    const role = (text: string) => ({ text });
    expect(steps).toEqual([
      { id: 'appraise', status: 'APPRAISAL', unit: 'handling', role: role('officer'), formId: 'appraisal-result' },
      { id: 'prepareTaxSlip', status: 'TAX_TRANSFER', unit: 'handling', role: role('officer'), formId: 'tax-slip' },
      {
        id: 'printCertificate',
        status: 'PENDING_PRINT',
        unit: 'handling',
        role: role('officer'),
        formId: 'printed-certificate',
      },
      {
        id: 'checkCertificate',
        status: 'PENDING_CHECK',
        unit: 'handling',
        role: role('officer'),
        formId: 'check-result',
      },
      { id: 'signCertificate', status: 'PENDING_SIGN', unit: 'signing', role: role('unitHead'), formId: 'signature' },
      {
        id: 'registerResult',
        status: 'PENDING_HANDOVER',
        unit: 'handling',
        role: role('officer'),
        formId: 'register-entry',
      },
      { id: 'returnResult', status: 'HANDOVER', unit: 'receiving', role: role('oneStopClerk'), formId: 'hand-over' },
    ]);
  });

  it('keeps the internal targets within the shortest legal limit', () => {
    const targets = userTasks().map(({ properties }) => Number(properties.targetDays ?? 0));
    const total = targets.reduce((sum, days) => sum + days, 0);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(Math.min(...settings.regimes.map(({ limit }) => limit.amount)));
  });

  it('asks four eyes for the check and stops the clock at the register', () => {
    const holding = (name: string) => nodes.filter((node) => node.properties[name] !== undefined);
    expect(holding('notSameAs').map(({ id, properties }) => [id, properties.notSameAs])).toEqual([
      ['checkCertificate', 'printCertificate'],
    ]);
    expect(holding('clock').map(({ id, properties }) => [id, properties.clock])).toEqual([['registerResult', 'stop']]);
  });

  it('pauses the clock only while tax or payment is awaited', () => {
    const pausing = nodes.filter(({ properties }) => properties.pause !== undefined);
    expect(pausing.map(({ id, kind, properties }) => ({ id, kind, ...properties }))).toEqual([
      { id: 'awaitTax', kind: 'eventBasedGateway', status: 'PENDING_TAX', pause: 'TAX' },
      { id: 'awaitPayment', kind: 'receiveTask', status: 'PENDING_TAX_PAYMENT', pause: 'PAYMENT' },
    ]);
  });

  it('ends the process in each terminal status', () => {
    const ends = nodes.filter((node) => node.kind === 'endEvent' && node.scope === graph.id);
    expect(ends.map(({ properties }) => properties.status).sort()).toEqual([
      'REJECTED',
      'RETURNED',
      'STOPPED',
      'WITHDRAWN',
    ]);
    const inside = nodes.filter((node) => node.kind === 'endEvent' && node.scope !== graph.id);
    expect(inside.filter(({ properties }) => properties.status !== undefined)).toEqual([]);
  });

  it('asks the agreed connectors and hears the agreed messages, by name alone', () => {
    const jobs = nodes.flatMap((node) => (node.kind === 'serviceTask' ? [node.job.type] : []));
    expect(jobs).toEqual(
      ['check-restrictions', 'send-tax-slip', 'remind-payment', 'check-restrictions'].map((text) => ({ text })),
    );
    const messages = nodes.flatMap((node) => {
      if (node.kind === 'receiveTask') return [node.message];
      return 'event' in node && node.event.type === 'message' ? [node.event.message] : [];
    });
    expect(messages.map(({ name }) => ('text' in name ? name.text : name.feel)).sort()).toEqual([
      'obligations-settled',
      'refusal',
      'stop-notice',
      'tax-determined',
      'tax-slip-returned',
      'withdrawal',
    ]);
    expect(messages.filter(({ correlationKey }) => correlationKey !== undefined)).toEqual([]);
  });

  it('decides by routing variables alone', () => {
    const conditions = Object.values(graph.flows).flatMap(({ condition }) => (condition ? [condition.feel] : []));
    const used = new Set(conditions.map((feel) => feel.split(' ')[0] ?? ''));
    expect([...used].sort()).toEqual(['checkPassed', 'eligible', 'payable', 'restricted', 'signed', 'taxExempt']);
    expect([...used].filter((name) => !routing.includes(name))).toEqual([]);
    expect(conditions.every((feel) => /^\w+ = (true|false)$/.test(feel))).toBe(true);
  });
});

describe('P2.TRANSFER: the drawing', () => {
  it('shows every element and every flow', () => {
    const drawn = [...xml.matchAll(/bpmnElement="([^"]+)"/g)].map(([, id]) => id).sort();
    expect(drawn).toEqual([graph.id, ...Object.keys(graph.nodes), ...Object.keys(graph.flows)].sort());
  });

  it('draws each flow from the border of its source to the border of its target', () => {
    const bounds = new Map<string, { x: number; y: number; width: number; height: number }>();
    for (const [, id, body] of xml.matchAll(/<bpmndi:BPMNShape [^>]*bpmnElement="([^"]+)"[^>]*>([\s\S]*?)<\/bpmndi/g)) {
      const [x, y, width, height] = [...(body ?? '').matchAll(/="([\d.]+)"/g)].map(([, value]) => Number(value));
      bounds.set(id ?? '', { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 });
    }
    const onBorder = (id: string, x: number, y: number) => {
      const box = bounds.get(id);
      if (!box) return false;
      const [dx, dy] = [x - box.x, y - box.y];
      const within = dx >= 0 && dx <= box.width && dy >= 0 && dy <= box.height;
      return within && (dx === 0 || dy === 0 || dx === box.width || dy === box.height);
    };
    const edges = [...xml.matchAll(/<bpmndi:BPMNEdge [^>]*bpmnElement="([^"]+)">([\s\S]*?)<\/bpmndi:BPMNEdge>/g)];
    const astray = edges.flatMap(([, id = '', body = '']) => {
      const points = [...body.matchAll(/waypoint x="([\d.]+)" y="([\d.]+)"/g)].map(([, x, y]) => [
        Number(x),
        Number(y),
      ]);
      const straight = points.every(([x, y], i) => i === 0 || x === points[i - 1]?.[0] || y === points[i - 1]?.[1]);
      const [first = [0, 0], last = [0, 0]] = [points.at(0), points.at(-1)];
      const flow = graph.flows[id];
      const docked =
        flow &&
        onBorder(flow.source, first[0] ?? 0, first[1] ?? 0) &&
        onBorder(flow.target, last[0] ?? 0, last[1] ?? 0);
      return straight && docked ? [] : [id];
    });
    expect(edges).toHaveLength(Object.keys(graph.flows).length);
    expect(astray).toEqual([]);
  });

  it('documents every step with its source', () => {
    const documented = new Set(
      [...xml.matchAll(/<bpmn:\w+ id="(\w+)"[^>]*>\s*<bpmn:documentation>[^<]{20,}/g)].map(([, id]) => id),
    );
    const steps = nodes.filter(({ kind }) => kind.endsWith('Task') || kind === 'subProcess');
    expect(steps.filter(({ id }) => !documented.has(id)).map(({ id }) => id)).toEqual([]);
  });
});
