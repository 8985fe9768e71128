import { defineUpdate } from '@temporalio/workflow';

/** The bare step carries what a human step carries: who, which task, under which key, with what. */
export interface BareCommand {
  readonly type: string;
  readonly requestKey: string;
  readonly actor: { readonly id: string };
  readonly task: number;
  readonly variables: Readonly<Record<string, boolean>>;
}

/** And is answered with as much. */
export interface BareAnswer {
  readonly seq: number;
  readonly status: string;
  readonly openTasks: readonly { readonly instance: number; readonly element: string; readonly assignee: string }[];
}

export const bareStepUpdate = defineUpdate<BareAnswer, [BareCommand]>('bareStep');
export const BARE_TASK_QUEUE = 'bench-floor';
