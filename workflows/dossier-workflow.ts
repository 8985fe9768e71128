import type { UpdateDefinition } from '@temporalio/common';
import { allHandlersFinished, condition, continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import type { CalendarContent, ContentReference } from '../contracts/content';
import { nextWakeAt } from '../domain/dossier/decide-dossier';
import type { DossierCommand } from '../domain/dossier/dossier-command';
import { initialDossier, type DossierAnswer } from '../domain/dossier/dossier-state';
import { isTerminal } from '../domain/dossier/dossier-status';
import type { ProcedureContent } from '../domain/dossier/procedure-content';
import { DossierShell } from './dossier-shell';
import { changeCalendarUpdate, dossierStateQuery, dossierUpdates, type DossierInput } from './messages';

/** The server ends a run at 2,000 updates; the next run begins well before. */
const UPDATES_PER_RUN = 1_500;

/**
 * One dossier, from submission to result: a thin shell around `domain/dossier`. It owns the handlers, the commit of each
 * step and one lazy wake-up timer; it holds no rule.
 *
 * Procedure and calendar arrive as contents (the codec resolved their hashes) and go on unchanged into the next run.
 */
export async function dossierWorkflow(
  input: DossierInput,
  procedure: ProcedureContent | ContentReference,
  calendar: CalendarContent | ContentReference,
): Promise<void> {
  const state = input.kind === 'new' ? initialDossier(input.identity) : input.state;
  const shell = new DossierShell(state, procedure as ProcedureContent, calendar as CalendarContent);

  // All handlers stand before the first await: an update without a handler would be rejected.
  for (const update of Object.values(dossierUpdates) as UpdateDefinition<DossierAnswer, [DossierCommand]>[]) {
    setHandler(update, (command: DossierCommand) => shell.carryOut(command), {
      validator: (command: DossierCommand) => shell.validate(command),
    });
  }
  setHandler(
    changeCalendarUpdate,
    (command: DossierCommand, content) => {
      shell.takeCalendar(content as CalendarContent);
      return shell.carryOut(command);
    },
    { validator: (command: DossierCommand, _content) => shell.validate(command) },
  );
  setHandler(dossierStateQuery, () => shell.state);

  if (input.kind === 'resume') await shell.runOpenLocalJobs();
  const mustContinueAsNew = () => workflowInfo().continueAsNewSuggested || shell.updates >= UPDATES_PER_RUN;
  const isClosed = () => isTerminal(shell.state.status);
  while (!isClosed() && !mustContinueAsNew()) {
    const wakeAt = nextWakeAt(shell.state);
    const changed = () => isClosed() || mustContinueAsNew() || isEarlier(nextWakeAt(shell.state), wakeAt);
    if (wakeAt === undefined) await condition(changed);
    // Lazy: a timer is set anew only for an earlier instant; one that fires too early just looks again.
    else if (!(await condition(changed, Math.max(wakeAt - Date.now(), 1)))) await shell.wake();
  }
  await condition(() => allHandlersFinished() && shell.isQuiet());
  if (isClosed()) return;
  await continueAsNew<typeof dossierWorkflow>({ kind: 'resume', state: shell.state }, shell.procedure, shell.calendar);
}

function isEarlier(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && (b === undefined || a < b);
}
