import type { DossierSteps } from '../load/dossier-steps';
import { instanceOf } from '../load/dossier-steps';
import type { OfficePeople, OpenDossier, Role } from '../load/load-job';

/** A real dossier in a state that the lists show often; `share` of a hundred open or closed ones are like it. */
export interface ListTemplate {
  readonly id: string;
  readonly closed: boolean;
  readonly share: number;
}

type Step = readonly [element: string, by: Role, variables?: Readonly<Record<string, boolean>>];

const EXEMPT: Step = ['appraise', 'officer', { eligible: true, taxExempt: true }];
const PRINT: Step = ['printCertificate', 'officer'];
const CHECK: Step = ['checkCertificate', 'secondOfficer', { checkPassed: true }];
const SIGN: Step = ['signCertificate', 'head', { signed: true }];
const REGISTER: Step = ['registerResult', 'officer'];
const RETURN: Step = ['returnResult', 'clerk'];

/** How far each goes, and whether the next task is held by an officer. */
const STATES: readonly { steps: readonly Step[]; held?: string; closed?: boolean; share: number }[] = [
  { steps: [], share: 25 },
  { steps: [], held: 'appraise', share: 20 },
  {
    steps: [
      ['appraise', 'officer', { eligible: true, taxExempt: false }],
      ['prepareTaxSlip', 'officer'],
    ],
    share: 20,
  },
  { steps: [EXEMPT], held: 'printCertificate', share: 10 },
  { steps: [EXEMPT, PRINT], share: 5 },
  { steps: [EXEMPT, PRINT, CHECK], share: 10 },
  { steps: [EXEMPT, PRINT, CHECK, SIGN, REGISTER], share: 10 },
  { steps: [EXEMPT, PRINT, CHECK, SIGN, REGISTER, RETURN], closed: true, share: 95 },
  { steps: [['appraise', 'officer', { eligible: false }]], closed: true, share: 5 },
];

/** Real dossiers, worked through their workflows to where they shall be. */
export async function makeListTemplates(steps: DossierSteps, office: OfficePeople): Promise<ListTemplate[]> {
  const templates: ListTemplate[] = [];
  for (const { steps: path, held, closed = false, share } of STATES) {
    const dossier: OpenDossier = await steps.submit(office);
    let { tasks } = dossier;
    for (const [element, by, variables = {}] of path) {
      const task = instanceOf(tasks, element);
      await steps.act(dossier.id, { type: 'claimTask', task }, office[by]);
      tasks = (await steps.act(dossier.id, { type: 'completeTask', task, variables }, office[by])).openTasks;
    }
    if (held !== undefined)
      await steps.act(dossier.id, { type: 'claimTask', task: instanceOf(tasks, held) }, office.officer);
    templates.push({ id: dossier.id, closed, share });
  }
  return templates;
}
