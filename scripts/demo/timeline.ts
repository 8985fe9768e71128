import type { DossierPage } from './office';

type Step = DossierPage['timeline'][number];
type Entry = Step['entries'][number];

const VIETNAM_OFFSET_MS = 7 * 3_600_000;

/** A dossier's life, a line for each step: when, who, what; then where it stood and until when. */
export function printTimeline(page: DossierPage, print: (line: string) => void): void {
  const applicant = (page.form['applicant'] ?? {}) as { fullName?: string };
  print(`  ┌ ${page.code} · ${applicant.fullName ?? ''} · regime ${page.regime} · ${page.status}`);
  let status = '';
  let due = '';
  const paused = new Set<string>();
  for (const step of page.timeline) {
    for (const entry of step.entries) {
      if (entry['type'] === 'StatusChanged') status = textOf(entry['to']);
      if (entry['type'] === 'ClockPaused') paused.add(textOf(entry['reason']));
      if (entry['type'] === 'ClockResumed') paused.delete(textOf(entry['reason']));
      if (entry['type'] === 'ClockRestarted' || entry['type'] === 'ClockStopped') paused.clear();
      due = dueAfter(entry) ?? due;
    }
    const clock = paused.size > 0 ? `clock stands: ${[...paused].join(', ')}` : due;
    print(
      `  │ ${moment(step.at)}  ${cut(whoOf(step), 24)}  ${cut(whatOf(step, page), 58)}  ${cut(status, 19)}  ${clock}`,
    );
  }
  for (const { percent, recordedAt, caughtUp } of page.deadline?.escalations ?? []) {
    print(
      `  │ escalation: ${percent} % of the time used up, raised ${moment(recordedAt)}${caughtUp ? ' (caught up)' : ''}`,
    );
  }
  const { outcome } = page.deadline ?? {};
  print(`  └ ${page.documents.length} papers${outcome ? `, finished ${outcome}` : ''}`);
}

/** 24/11 08:05:09 in Vietnam. */
export function moment(instant: string): string {
  const local = new Date(Date.parse(instant) + VIETNAM_OFFSET_MS).toISOString();
  return `${local.slice(8, 10)}/${local.slice(5, 7)} ${local.slice(11, 19)}`;
}

function dueAfter(entry: Entry): string | undefined {
  switch (entry['type']) {
    case 'ClockStarted':
    case 'ClockResumed':
    case 'ClockRestarted':
      return `due ${dueText(entry['dueAt'])}`;
    case 'DeadlineMoved':
      return `due ${dueText(entry['to'])}`;
    case 'ClockStopped':
      return `clock stopped, ${textOf(entry['outcome'])}`;
    default:
      return undefined;
  }
}

function dueText(at: unknown): string {
  const local = new Date(Number(at) + VIETNAM_OFFSET_MS).toISOString();
  return `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)}`;
}

/** A value of the log that is a word; anything else is shown as it stands. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

const systems: Readonly<Record<string, string>> = {
  system: 'the dossier itself',
  'partner:tax': 'tax authority',
  'partner:one-stop': 'one-stop system',
};

function whoOf({ actor }: Step): string {
  return actor.name ?? systems[actor.id] ?? actor.id.replace(/^connector:/, 'link: ');
}

const words: Readonly<Record<string, string>> = {
  submit: 'receives the dossier',
  claimTask: 'takes',
  releaseTask: 'gives back',
  assignTask: 'assigns',
  completeTask: 'completes',
  returnToStep: 'sends back to an earlier step',
  requestSupplement: 'asks the citizen for a supplement (form 02)',
  receiveSupplement: 'takes the supplement in',
  refuse: 'refuses (form 03)',
  withdraw: 'the citizen withdraws',
  stop: 'stops',
  moveDeadline: 'gives a new date',
  recordPayment: 'records a payment',
  receiveTaxNotices: 'sends notices',
  receiveSlipReturn: 'returns the slip',
  completeJob: 'done',
  failJob: 'could not be done',
  retryElement: 'tries again',
  wake: 'looks at the clock',
};

function whatOf(step: Step, page: DossierPage): string {
  const base = words[step.command] ?? step.command;
  const entry = step.entries.find(({ type }) =>
    ['TaskClaimed', 'TaskCompleted', 'TaskReleased', 'TaskAssigned'].includes(textOf(type)),
  );
  if (entry) {
    const task = page.tasks.find(({ instance }) => instance === entry['task']);
    return `${base} "${task?.name ?? textOf(entry['element'])}"`;
  }
  return [base, ...step.entries.flatMap(detailOf)].join(': ');
}

function detailOf(entry: Entry): string[] {
  switch (entry['type']) {
    case 'TaxNoticesReceived':
      return [
        (entry['numbers'] as unknown[]).length === 0 ? 'nothing to pay' : `${(entry['numbers'] as unknown[]).length}`,
      ];
    case 'TaxSlipReturned':
      return [textOf(entry['reasonCode'])];
    case 'ObligationSettled':
      return [textOf(entry['notice'])];
    case 'DeadlineMoved':
      return entry['apology'] === true ? ['with apology (form 04)'] : [];
    case 'MessageIgnored':
      return [`ignored, ${textOf(entry['why'])}`];
    default:
      return [];
  }
}

function cut(text: string, width: number): string {
  const shown = text.length > width ? `${text.slice(0, width - 1)}…` : text;
  return shown.padEnd(width);
}
