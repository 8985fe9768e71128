import type { z } from 'zod';
import type { copyStepSchemas, newCopySchema } from '../../../contracts/portable-copy.schema';
import { dueAfter } from '../../../domain/clock/due-notices';
import { localDateOf } from '../../../domain/clock/instant';
import type { CopyStep } from '../../../domain/portable-copies/available-copy-steps';
import type { CopyCommand } from '../../../domain/portable-copies/copy-command';
import type { CopyTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import { wordsOnly } from '../../paper-texts';
import { answerBeginning, answerStep, type CaseCommandContext, type CaseStep } from '../../perform-case-command';

type Bodies = { readonly [K in CopyStep]: z.output<(typeof copyStepSchemas)[K]> };

/** Somebody wants one more copy: in the archive within as many working days as a regular one. */
export async function openCopy(
  context: CaseCommandContext & { readonly body: z.output<typeof newCopySchema> },
): Promise<Answer> {
  const { services, body } = context;
  const { calendar } = await services.calendars.requireCalendar();
  const now = services.now().getTime();
  const due = dueAfter(calendar, localDateOf(now), services.settings.portableCopyDays, now);
  return answerBeginning<CopyCommand>(
    context,
    { kind: 'portableCopy', name: 'portable copy' },
    {
      command: { type: 'openCopy', kind: body.kind, regular: false, from: null, to: null, ...due },
      texts: wordsOnly(body.reason),
    },
  );
}

type OnCopy = CaseCommandContext & { readonly target: CopyTarget };

/** What each request means to the copy; its words stay in the database. */
const STEPS: { readonly [K in CopyStep]: (body: Bodies[K]) => CaseStep<CopyCommand> } = {
  insertDisk: ({ label }) => ({ command: { type: 'insertDisk', label } }),
  handOverDisk: ({ text }) => ({ command: { type: 'handOverDisk' }, texts: wordsOnly(text) }),
  archiveDisk: ({ shelf, text }) => ({ command: { type: 'archiveDisk', shelf }, texts: wordsOnly(text) }),
  refuseDisk: ({ reason }) => ({ command: { type: 'refuseDisk' }, texts: wordsOnly(reason) }),
  cancelCopy: ({ reason }) => ({ command: { type: 'cancelCopy' }, texts: wordsOnly(reason) }),
};

/** Carries out one step of a copy. */
export function takeCopyStep<K extends CopyStep>(name: K) {
  return (context: OnCopy & { readonly body: Bodies[K] }): Promise<Answer> =>
    answerStep(context, 'portableCopy', STEPS[name](context.body));
}
