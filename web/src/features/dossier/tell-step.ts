import type { TFunction } from 'i18next';
import { formatDate, formatDateTime } from '../../lib/format';
import { peopleNames, stepNames, type Dossier, type TimelineStep } from './use-dossier';

type Entry = Readonly<Record<string, unknown>>;

/** Who acted: a person by name, a system by what it is. */
export function tellActor({ actor }: TimelineStep, t: TFunction): string {
  // A colon would name a file of texts.
  return actor.name ?? t(`actor.${actor.id.replace(':', '_')}`, { defaultValue: t('actor.unknown') });
}

/** What a step did, one plain sentence an entry. */
export function tellStep(step: TimelineStep, dossier: Dossier, t: TFunction): string[] {
  const sentences = step.entries.flatMap((entry) => tellEntry(entry, dossier, t));
  return sentences.length > 0 ? sentences : [t(`command.${step.command}`, { defaultValue: step.command })];
}

function tellEntry(entry: Entry, dossier: Dossier, t: TFunction): string[] {
  const type = String(entry.type);
  const steps = stepNames(dossier);
  const people = peopleNames(dossier);
  const instant = (name: string) => formatDateTime(Number(entry[name]));
  const values: Record<string, string> = {};
  if (typeof entry.task === 'number') values.step = steps.ofTask(entry.task);
  if (typeof entry.element === 'string') values.step = steps.ofElement(entry.element);
  if (typeof entry.assignee === 'string') values.person = people.get(entry.assignee) ?? t('actor.unknown');
  if (typeof entry.dueAt === 'number') values.due = instant('dueAt');
  if (typeof entry.windowEndsAt === 'number') values.due = formatDate(entry.windowEndsAt);
  switch (type) {
    case 'StatusChanged':
    case 'DossierClosed':
      values.status = t(`common:status.${String(entry.to ?? entry.status)}`);
      break;
    case 'ClockPaused':
    case 'ClockResumed':
      values.reason = tellPause(String(entry.reason), t);
      break;
    case 'ClockStopped':
      values.outcome = t(`outcome.${String(entry.outcome)}`, { defaultValue: String(entry.outcome) });
      break;
    case 'DeadlineMoved':
      return [
        t(entry.apology ? 'entry.DeadlineApology' : 'entry.DeadlineMoved', moved(entry)),
        ...(entry.lateNotice ? [t('entry.lateNotice')] : []),
      ];
    case 'DeadlineRecomputed':
    case 'SupplementWindowExtended':
      return [t(`entry.${type}`, moved(entry))];
    case 'StopNoticeReceived':
      values.cause = t(`stop.cause.${String(entry.cause)}`);
      break;
    case 'TaxNoticesReceived':
      values.numbers = (entry.numbers as readonly string[]).join(', ');
      break;
    case 'ObligationSettled':
      values.notice = String(entry.notice);
      values.kind = t(`settled.${String(entry.kind)}`);
      values.receipt = String(entry.receipt);
      break;
    case 'TaxSlipReturned':
      values.code = String(entry.reasonCode);
      break;
    case 'ElementFailed':
      values.message = String(entry.message);
      break;
    case 'ReturnedToStep':
      values.from = steps.ofElement(String(entry.fromElement));
      values.to = steps.ofElement(String(entry.to));
      break;
    case 'TimerFired':
    case 'MessageReceived':
    case 'ProcessEnded':
      // Told by what follows from it.
      return [];
  }
  return [t(`entry.${type}`, { ...values, defaultValue: type })];
}

function moved({ from, to }: Entry) {
  return { from: formatDateTime(Number(from)), to: formatDateTime(Number(to)) };
}

/** Why a clock stands. */
export function tellPause(reason: string, t: TFunction): string {
  return t(`common:pause.${reason}`, { defaultValue: t(`pause.${reason}`, { defaultValue: reason }) });
}
