import type { JsonValue } from '../json';

/** The long-lived processes besides dossiers (design §6). Each is one rules file, one line in `case-registry.ts`. */
export type CaseKind = 'account' | 'incident' | 'contractorProject' | 'handover' | 'periodicReport' | 'portableCopy';

/** What a case keeps beside its status; plain JSON without personal data. */
export type CaseData = Readonly<Record<string, JsonValue>>;

export interface CaseAnswer {
  readonly seq: number;
  readonly status: string;
}

export interface CaseState<Status extends string = string, Data = CaseData> {
  readonly id: string;
  readonly kind: CaseKind;
  readonly seq: number;
  readonly status: Status;
  readonly data: Data;
  /** Newest last; what a repeated request is answered from. */
  readonly answered: readonly { readonly key: string; readonly answer: CaseAnswer }[];
}

export const REMEMBERED_CASE_ANSWERS = 50;

export interface CaseCommand<Type extends string = string> {
  readonly type: Type;
  /** Idempotency key: the same key never acts twice. */
  readonly requestKey: string;
  /** Account id, `partner:<name>`, `case:<kind>/<id>` or `system`. What they may do was checked by the API. */
  readonly actor: { readonly id: string };
  /** Row of texts and files stored beforehand; they stay in the database. */
  readonly submission?: string;
  /** Number of the step the actor has seen last; when another has come since, the command is refused. */
  readonly expectedSeq?: number;
}

export interface CaseEvent<Type extends string = string> {
  readonly type: Type;
}
