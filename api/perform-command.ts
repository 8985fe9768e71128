import type { Session } from '../db/repositories/session-repository';
import type { DossierCommand } from '../domain/dossier/dossier-command';
import type { DossierAnswer } from '../domain/dossier/dossier-state';
import type { Idempotency } from './http/route';
import { Refusal } from '../domain/refusal';
import { onceUnderKey } from './idempotency';
import type { Services } from './services';
import { settleUnfoundedStep } from './unfounded-step';

type WithoutBase<T> = T extends unknown ? Omit<T, 'requestKey' | 'actor' | 'submission' | 'expectedSeq'> : never;
/** A command as a handler words it: who asks and under which key is added here. */
export type PersonCommand = WithoutBase<DossierCommand>;

export interface CommandContext {
  readonly services: Services;
  readonly session: Session;
  readonly idempotency: Idempotency;
  readonly checkVersion: () => number | undefined;
}

/**
 * Carries out a person's command: one statement takes the key and stores the texts, one Update does the rest. A refused
 * command leaves nothing.
 * @param payload texts and form data; they stay in the database, the command only names them
 */
export async function performCommand(
  context: CommandContext,
  dossierId: string,
  command: PersonCommand,
  payload?: unknown,
): Promise<DossierAnswer> {
  const { services, session, idempotency } = context;
  const { requestKey, key, fingerprint } = idempotency;
  const { accountId } = session;
  const submission = payload === undefined ? undefined : { dossierId, kind: command.type, payload };
  return onceUnderKey(services.pool, { accountId, key, fingerprint }, submission, async (first) => {
    const known = first ? undefined : await services.dossiers.findAnswer(dossierId, requestKey);
    if (known?.settled) return known.answer;
    // What was done is not judged again on the version it made.
    const expectedSeq = known ? undefined : context.checkVersion();
    const send = () =>
      services.dossiers.send(dossierId, {
        ...command,
        requestKey,
        actor: { id: accountId },
        ...(submission ? { submission: requestKey } : {}),
        ...(expectedSeq === undefined ? {} : { expectedSeq }),
      });
    try {
      return await send();
    } catch (error) {
      // What this person saw may be rows of a step that never was; who decided on just that has to look again.
      if (!(error instanceof Refusal) || !(await settleUnfoundedStep(services, dossierId))) throw error;
      if (expectedSeq !== undefined) throw error;
      return send();
    }
  });
}
