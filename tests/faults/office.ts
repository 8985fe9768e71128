import { localDateOf } from '../../domain/clock/instant';
import { DEMO_BRANCHES } from '../../db/seed/demo-units';
import { sampleApplication } from '../unit/procedures/sample-application';
import { PatientClient } from './patient-client';

type Role = 'clerk' | 'officer' | 'checker' | 'head';

interface Receipt {
  readonly dossierId: string;
  readonly code: string;
}

interface StepAnswer {
  readonly status: string;
  readonly openTasks: readonly OpenTask[];
}

interface DossierPage {
  readonly status: string;
  readonly tasks: readonly {
    readonly instance: number;
    readonly element: string;
    readonly state: string;
    readonly assignee: { readonly id: string } | null;
  }[];
}

interface OpenTask {
  readonly instance: number;
  readonly element: string;
  readonly assignee?: string;
}

/** A dossier as its office knows it from the last answer. */
export interface Handled {
  readonly id: string;
  readonly code: string;
  readonly draftId: string;
  openTasks: readonly OpenTask[];
  status: string;
}

/** Papers a sale between two persons needs. */
const HANDED_IN = {
  application: { copies: 1 },
  certificate: { copies: 1 },
  'transfer-contract': { copies: 1 },
  'registration-fee-return': { copies: 2 },
  'income-tax-return': { copies: 2 },
};
const TAX_SLIP = { pricePosition: { street: 'Quốc lộ 14', position: 1 }, chargeableAreaM2: 312.5, confirmed: true };
const today = localDateOf(Date.now());

/** Who does which step, and with what, on the way of a dossier that owes no tax. */
const STEPS: Readonly<Record<string, { readonly by: Role; readonly data: object }>> = {
  appraise: {
    by: 'officer',
    data: { eligible: true, taxExempt: true, taxExemptGround: 'Tặng cho giữa cha mẹ và con, được miễn' },
  },
  printCertificate: { by: 'officer', data: { result: 'CHANGE_NOTED' } },
  checkCertificate: { by: 'checker', data: { checkPassed: true } },
  signCertificate: { by: 'head', data: { signed: true, signedOn: today, method: 'HANDWRITTEN' } },
  registerResult: {
    by: 'officer',
    data: { registerNumber: 'CS 04567', registeredOn: today, databaseUpdated: true },
  },
  returnResult: {
    by: 'clerk',
    data: {
      channel: 'POST',
      handedOverOn: today,
      postalNumber: 'RB123456789VN',
      feesCollected: true,
      originalCertificateCollected: true,
    },
  },
};

/** The people of one branch of the demo organisation who work on a dossier together. */
export class Office {
  private constructor(
    private readonly communeCode: string,
    readonly people: Readonly<Record<Role, PatientClient>>,
  ) {}

  /** The `place`-th group: eleven branches have two groups of their own each, who share the head. */
  static async open(apiUrl: string, place: number): Promise<Office> {
    const branch = DEMO_BRANCHES[place % DEMO_BRANCHES.length];
    const commune = branch?.communes[0];
    if (!branch || !commune) throw new Error('the demo organisation has no branches');
    const second = place >= DEMO_BRANCHES.length;
    const enter = (name: string) => PatientClient.signIn(apiUrl, `${name}.${branch.id}`);
    return new Office(commune.code, {
      clerk: await enter(second ? 'motcua2' : 'motcua'),
      officer: await enter(second ? 'canbo3' : 'canbo1'),
      checker: await enter(second ? 'canbo4' : 'canbo2'),
      head: await enter('lanhdao'),
    });
  }

  /** A complete draft of the counter. */
  async draft(): Promise<string> {
    const form = sampleApplication();
    const parcel = { ...(form.parcel as object), communeCode: this.communeCode };
    const body = { procedureKey: 'P2.TRANSFER', form: { ...form, parcel }, components: HANDED_IN };
    return (await this.people.clerk.post<{ id: string }>('/drafts', body)).id;
  }

  async submit(): Promise<Handled> {
    const draftId = await this.draft();
    const receipt = await this.people.clerk.post<Receipt>(`/drafts/${draftId}/submit`);
    return this.look({ id: receipt.dossierId, code: receipt.code, draftId, openTasks: [], status: '' });
  }

  /** Reads the dossier's page. */
  async look(dossier: Handled): Promise<Handled> {
    const page = await this.people.officer.get<DossierPage>(`/dossiers/${dossier.id}`);
    dossier.status = page.status;
    dossier.openTasks = page.tasks
      .filter(({ state }) => state === 'open')
      .map(({ instance, element, assignee }) => ({
        instance,
        element,
        ...(assignee ? { assignee: assignee.id } : {}),
      }));
    return dossier;
  }

  /** Claims the open task, or completes it when it is claimed. @returns false when nothing is left to do */
  async step(dossier: Handled): Promise<boolean> {
    const [task] = dossier.openTasks;
    if (!task) return false;
    const step = STEPS[task.element];
    if (!step) throw new Error(`nobody here does ${task.element}`);
    if (task.assignee === undefined) await this.claim(dossier, task.element, step.by);
    else await this.complete(dossier, task.element, step.by, step.data);
    return true;
  }

  async claim(dossier: Handled, element: string, by: Role = 'officer'): Promise<void> {
    await this.act(dossier, element, by, 'claim', {});
  }

  async complete(dossier: Handled, element: string, by: Role, data: object): Promise<void> {
    await this.act(dossier, element, by, 'complete', { data });
  }

  async finish(dossier: Handled): Promise<void> {
    while (await this.step(dossier));
  }

  /** The officer finds tax due and makes the slip; what follows is between the machines. */
  async askTax(dossier: Handled): Promise<void> {
    await this.complete(dossier, 'appraise', 'officer', { eligible: true, taxExempt: false });
    await this.complete(dossier, 'prepareTaxSlip', 'officer', TAX_SLIP);
  }

  private async act(dossier: Handled, element: string, by: Role, verb: string, body: object): Promise<void> {
    const task = dossier.openTasks.find((open) => open.element === element);
    if (!task) throw new Error(`${element} is not open: ${JSON.stringify(dossier)}`);
    const path = `/dossiers/${dossier.id}/tasks/${task.instance}/${verb}`;
    const answer = await this.people[by].post<StepAnswer>(path, body);
    dossier.openTasks = answer.openTasks;
    dossier.status = answer.status;
  }
}
