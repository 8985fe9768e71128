import type { Pool } from 'pg';
import type { CalendarContent } from '../../contracts/content';
import type { WorkingCalendar } from '../../domain/clock/working-calendar';
import { hashContent } from '../../platform/data-converter/content-codec';
import { inTransaction } from '../transaction';

export interface CalendarVersion {
  /** Hash of the calendar's content. */
  readonly version: string;
  readonly calendar: WorkingCalendar;
}

export function createCalendarRepository(pool: Pool) {
  const calendars = new Map<string, WorkingCalendar>();

  async function calendarVersion(version: string): Promise<CalendarVersion | undefined> {
    const known = calendars.get(version);
    if (known) return { version, calendar: known };
    const { rows } = await pool.query<{ body: string }>('select body from content where hash = $1', [version]);
    if (!rows[0]) return undefined;
    const { calendar } = JSON.parse(rows[0].body) as CalendarContent;
    calendars.set(version, calendar);
    return { version, calendar };
  }

  async function currentCalendar(): Promise<CalendarVersion | undefined> {
    const { rows } = await pool.query<{ version: string }>({
      name: 'current-calendar',
      text: 'select version from calendar_version where current',
    });
    return rows[0] && calendarVersion(rows[0].version);
  }

  return {
    calendarVersion,

    /** The calendar new dossiers are counted by; `undefined` before anything was published. */
    currentCalendar,

    /** The same where it has to be there: the api is prepared with one. @throws Error before anything was published */
    async requireCalendar(): Promise<CalendarVersion> {
      const current = await currentCalendar();
      if (!current) throw new Error('no calendar is published');
      return current;
    },

    /** Makes this the current calendar and tells its version. Running dossiers take it up by their own update. */
    async publishCalendar(calendar: WorkingCalendar): Promise<string> {
      const content: CalendarContent = { format: 'sodo-calendar/1', calendar };
      const body = JSON.stringify(content);
      const version = hashContent(body);
      await inTransaction(pool, async (client) => {
        await client.query(`select pg_advisory_xact_lock(hashtext('publish calendar'))`);
        await client.query('insert into content (hash, body) values ($1, $2) on conflict do nothing', [version, body]);
        await client.query('update calendar_version set current = false where current and version <> $1', [version]);
        await client.query(
          // Taken up again after another one, it is a new publication: dossiers have to be told once more.
          `insert into calendar_version as known (version) values ($1) on conflict (version) do update
            set current = true, published_at = case when known.current then known.published_at else now() end`,
          [version],
        );
      });
      return version;
    },
  };
}

export type CalendarRepository = ReturnType<typeof createCalendarRepository>;
