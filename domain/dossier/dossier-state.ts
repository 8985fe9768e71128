import type { DeadlineState } from '../clock/deadline-state';
import { initialState, type EngineState, type InstanceId } from '../engine/state';
import type { Variables } from '../json';
import type { DossierStatus } from './dossier-status';

/** A user task of the dossier; its number is the engine's instance id. */
export interface TaskState {
  readonly instance: InstanceId;
  readonly element: string;
  /** Role and unit that may do it. */
  readonly role: string;
  readonly unit: string;
  assignee?: string;
  readonly openedAt: number;
  /** Internal step target (not the legal deadline). */
  readonly targetAt?: number;
}

export interface TaxNoticeState {
  readonly number: string;
  /** A zero or exempt notice needs no payment. */
  readonly payable: boolean;
  settled?: { readonly kind: SettlementKind; readonly receipt: string };
}

export type SettlementKind = 'PAID' | 'DEBT_RECORDED' | 'EXEMPTED';

export interface TaxState {
  /** 0: no slip yet; each slip sent after a return, or after a refusal at the door (failed job, retried), is one higher. */
  slipVersion: number;
  /** What the tax authority answered to this version; absent while it is waited for. One slip is answered once. */
  answer?: 'notices' | 'returned';
  notices: TaxNoticeState[];
  /** Receipts that came before their notice. */
  earlyReceipts: { readonly notice: string; readonly kind: SettlementKind; readonly receipt: string }[];
}

export interface SupplementState {
  readonly requestedAt: number;
  /** End of the citizen's window. */
  readonly windowEndsAt: number;
}

/** The whole truth of one running dossier: plain JSON, ids and routing variables only, never personal data. */
export interface DossierState {
  readonly format: 'dossier-state/1';
  readonly id: string;
  readonly code: string;
  readonly procedure: { readonly key: string; readonly regime: string; readonly version: string };
  readonly receivingUnit: string;
  readonly handlingUnit: string;
  /** Whose head signs; absent: of the handling unit. */
  readonly signingUnit?: string;
  readonly receivedAt: number;
  /** Working days on top of the legal limit (remote communes). */
  readonly extraWorkingDays: number;
  /** A test copy (`simulation.ts`): whatever happens to it, nothing leaves the house. */
  readonly simulated?: true;
  /** Number of the last commit; commits are numbered from 1 without gaps. */
  seq: number;
  status: DossierStatus;
  engine: EngineState;
  tasks: Record<InstanceId, TaskState>;
  /** The legal deadline. Absent only before submission. */
  deadline?: DeadlineState;
  supplement?: SupplementState;
  supplementRequests: number;
  tax: TaxState;
  /** Who last did each step (four-eyes rule), by element id. */
  performedBy: Record<string, string>;
  /** Messages that arrived before the procedure waited for them. */
  pendingMessages: { readonly name: string; readonly variables: Variables }[];
  /** Answers already given, by request key, newest last: a repeated request gets the same answer. */
  answered: { readonly key: string; readonly answer: DossierAnswer }[];
}

export interface DossierAnswer {
  readonly seq: number;
  readonly status: DossierStatus;
  /** What came no longer matters: it was written down and has no effect. */
  readonly ignored?: true;
  /** Tasks open after the step. */
  readonly openTasks: readonly {
    readonly instance: InstanceId;
    readonly element: string;
    readonly assignee?: string;
  }[];
}

/** How many answers are remembered beyond what the server itself deduplicates in one run. */
export const REMEMBERED_ANSWERS = 50;

export interface DossierIdentity {
  readonly id: string;
  readonly code: string;
  readonly procedure: { readonly key: string; readonly regime: string; readonly version: string };
  readonly receivingUnit: string;
  readonly handlingUnit: string;
  /** Only where it is another than the handling unit. */
  readonly signingUnit?: string;
  /** Epoch ms. */
  readonly receivedAt: number;
  readonly extraWorkingDays: number;
}

export function initialDossier(identity: DossierIdentity): DossierState {
  return {
    format: 'dossier-state/1',
    ...identity,
    seq: 0,
    status: 'RECEIVED',
    engine: initialState(),
    tasks: {},
    supplementRequests: 0,
    tax: { slipVersion: 0, notices: [], earlyReceipts: [] },
    performedBy: {},
    pendingMessages: [],
    answered: [],
  };
}
