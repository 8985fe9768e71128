import type { z } from 'zod';
import type { newIncidentSchema } from '../../../contracts/incident.schema';
import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { calendarAround } from '../../../domain/incidents/calendar-around';
import type { Counting, IncidentCommand } from '../../../domain/incidents/incident-command';
import type { Answer } from '../../http/route';
import { answerBeginning, type CaseCommandContext } from '../../perform-case-command';
import { requireUnits } from '../../require-units';
import type { Services } from '../../services';

/**
 * A18.2a: anybody who works here reports, at once.
 * @throws ApiRefusal UNIT_NOT_FOUND, and what the case refuses
 */
export async function reportIncident(
  context: CaseCommandContext & { readonly body: z.output<typeof newIncidentSchema> },
): Promise<Answer> {
  const { services, body } = context;
  await requireUnits(services, body.affectedUnits);
  const detectedAt = body.detectedAt === undefined ? services.now().getTime() : Date.parse(body.detectedAt);
  const interruptedSince = body.interruptedSince === undefined ? null : Date.parse(body.interruptedSince);
  return answerBeginning<IncidentCommand>(
    context,
    { kind: 'incident', name: 'incident' },
    {
      command: {
        type: 'reportIncident',
        class: body.class,
        severity: body.severity,
        source: 'person',
        detectedAt,
        interruptedSince,
        personalData: body.personalData,
        affectedUnits: body.affectedUnits,
        counting: await countingAt(services, Math.min(detectedAt, interruptedSince ?? detectedAt)),
      },
      texts: { payload: { description: body.description } },
    },
  );
}

/** The working days around an instant, and what the office has set. */
export async function countingAt({ calendars, settings }: Services, at: number): Promise<Counting> {
  const current = await calendars.currentCalendar();
  const calendar = calendarAround(current?.calendar ?? SEED_CALENDAR, at);
  return { calendar, quickReportHours: settings.quickReportHours };
}
