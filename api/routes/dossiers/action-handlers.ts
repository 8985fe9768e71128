import type { z } from 'zod';
import type {
  moveDeadlineSchema,
  paymentSchema,
  refusalSchema,
  retrySchema,
  stopSchema,
  supplementRequestSchema,
  supplementSchema,
  withdrawalSchema,
} from '../../../contracts/dossier-action.schema';
import type { DossierTarget, TaskTarget } from '../../auth/targets';
import { refuseUnknownComponents } from '../../drafts/components';
import type { Answer } from '../../http/route';
import { performCommand, type CommandContext, type PersonCommand } from '../../perform-command';
import { noteReceipt, settleNotices } from '../../tax-notices';

interface OnDossier<Body> extends CommandContext {
  readonly target: DossierTarget;
  readonly body: Body;
}

export async function requestSupplement(
  context: OnDossier<z.output<typeof supplementRequestSchema>> & { readonly target: TaskTarget },
): Promise<Answer> {
  const { target, body } = context;
  await refuseUnknown(
    context,
    body.items.flatMap(({ componentId }) => componentId ?? []),
  );
  return act(context, { type: 'requestSupplement', task: target.instance }, body);
}

export async function receiveSupplement(context: OnDossier<z.output<typeof supplementSchema>>): Promise<Answer> {
  await refuseUnknown(context, Object.keys(context.body.components));
  return act(context, { type: 'receiveSupplement' }, context.body);
}

export function refuseDossier(context: OnDossier<z.output<typeof refusalSchema>>): Promise<Answer> {
  return act(context, { type: 'refuse' }, context.body);
}

export function withdrawDossier(context: OnDossier<z.output<typeof withdrawalSchema>>): Promise<Answer> {
  return act(context, { type: 'withdraw' }, context.body);
}

export function stopDossier(context: OnDossier<z.output<typeof stopSchema>>): Promise<Answer> {
  return act(context, { type: 'stop', cause: context.body.cause }, context.body);
}

export function moveDeadline(context: OnDossier<z.output<typeof moveDeadlineSchema>>): Promise<Answer> {
  const { dueAt, apology } = context.body;
  return act(context, { type: 'moveDeadline', dueAt: Date.parse(dueAt), apology }, context.body);
}

export async function recordPayment(context: OnDossier<z.output<typeof paymentSchema>>): Promise<Answer> {
  const { services, session, target, body, idempotency } = context;
  const { notice, receipt, kind } = body;
  const answer = await act(context, { type: 'recordPayment', notice, receipt, kind }, body);
  // Only after the dossier took it: the list of notices follows the process.
  await noteReceipt(services.pool, {
    id: `${idempotency.requestKey}/receipt`,
    dossierId: target.id,
    createdBy: session.accountId,
    receipt: { noticeNumber: notice, receiptId: receipt, kind, amount: null, paidAt: services.now().toISOString() },
  });
  await settleNotices(services.pool, target.id);
  return answer;
}

export function retryElement(context: OnDossier<z.output<typeof retrySchema>>): Promise<Answer> {
  return act(context, { type: 'retryElement', instance: context.body.instance });
}

async function act(context: OnDossier<unknown>, command: PersonCommand, payload?: unknown): Promise<Answer> {
  const answer = await performCommand(context, context.target.id, command, payload);
  return { body: answer, version: answer.seq };
}

async function refuseUnknown({ services, target }: OnDossier<unknown>, ids: readonly string[]): Promise<void> {
  const { procedureKey, regime, procedureVersion } = target;
  const procedure = await services.procedures.procedureVersion(procedureKey, regime, procedureVersion);
  if (procedure) refuseUnknownComponents(procedure, ids);
}
