import type { Pool } from 'pg';
import { writeAudit } from '../../db/projections/write-audit';
import { createCalendarRepository } from '../../db/repositories/calendar-repository';
import { createPublicationRepository } from '../../db/repositories/publication-repository';
import { SEED_CALENDAR } from '../../domain/clock/calendar-data';
import { hashContent } from '../../platform/data-converter/content-codec';

const SOURCE = 'calendar';

/**
 * Publishes the calendar of the files when it was never published or has changed there since; a calendar that an
 * administrator changed in the meantime stays otherwise.
 *
 * @returns whether it was published now
 */
export async function publishSeedCalendar(pool: Pool): Promise<boolean> {
  const publications = createPublicationRepository(pool);
  const fingerprint = hashContent(JSON.stringify(SEED_CALENDAR));
  if ((await publications.readFingerprint(SOURCE)) === fingerprint) return false;
  await createCalendarRepository(pool).publishCalendar(SEED_CALENDAR);
  await writeAudit(pool, {
    actor: 'system',
    action: 'calendar.publish',
    subject: { type: 'calendar', id: fingerprint },
  });
  await publications.rememberFingerprint(SOURCE, fingerprint);
  return true;
}
