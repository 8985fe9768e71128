import type { Pool } from 'pg';
import type { IncidentNews } from '../../db/projections/incident-register';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import type { Role } from '../../domain/access/roles';
import { buildUnitTree } from '../../domain/access/unit-tree';
import type { IncidentEvent } from '../../domain/incidents/incident-command';
import type { IncidentState } from '../../domain/incidents/incident-rules';
import { incidentCode } from '../../templates/documents/case-codes';
import { composeIncidentMail } from '../../templates/mail/incident-mail';
import { PermanentDeliveryError } from '../outbox/deliver-due';
import { readPeople, type Person } from './people';
import { readers } from './readers';
import type { AddressedMail } from './send-mail';

/** From this share of a limit on, Sở's leaders are told, too; of what is critical from the beginning. */
const LEADERS_FROM_PERCENT = 90;
/** What is recorded later than this was made up for. */
const AT_ONCE_MS = 60_000;

/**
 * Composes the mail of what happened to an incident: to those who mend it, to the affected units (A18.2b), or to the leaders
 * (A19.1c).
 * @returns `undefined` when nobody is to be told, as of units without a head
 */
export async function composeIncidentNews(
  pool: Pool,
  item: OutboxRow,
  publicUrl: string,
): Promise<AddressedMail | undefined> {
  const { incidentId, event, at } = item.payload as unknown as IncidentNews;
  const { rows } = await pool.query<{ number: string; state: IncidentState }>(
    'select i.number::text, c.snapshot as state from incident i join case_record c on c.id = i.id where i.id = $1',
    [incidentId],
  );
  const [incident] = rows;
  const { data } = incident?.state ?? {};
  if (!incident || !data?.class || !data.severity || data.detectedAt === null)
    throw new PermanentDeliveryError('the incident does not exist');
  const people = await readPeopleAndUnits(pool);
  const { to, cc } = chooseReaders(event, incident.state, people);
  if (to.length === 0) return undefined;
  const expectedFixAt = event.type === 'UnitsNotified' ? event.expectedFixAt : data.notice?.expectedFixAt;
  const clock = event.type === 'ThresholdReached' ? data.clocks.find(({ id }) => id === event.clock) : undefined;
  const recordedAt = item.createdAt.getTime();
  const message = composeIncidentMail({
    code: incidentCode(Number(incident.number)),
    class: data.class,
    severity: data.severity,
    duty: event.type === 'DutyHandedOver' ? event.to : data.duty,
    detectedAt: iso(data.detectedAt),
    expectedFixAt: expectedFixAt === undefined ? undefined : iso(expectedFixAt),
    event,
    at: iso(at),
    caughtUpAt: recordedAt - at > AT_ONCE_MS ? iso(recordedAt) : undefined,
    dueAt: clock && iso(clock.dueAt),
    url: `${publicUrl}/incidents/${incidentId}`,
  });
  return { to, cc, message };
}

interface People {
  readonly all: readonly Person[];
  readonly isBelow: (unitId: string, ancestor: string) => boolean;
}

async function readPeopleAndUnits(pool: Pool): Promise<People> {
  const [people, units] = await Promise.all([
    readPeople(pool),
    pool.query<{ id: string; parentId: string | null }>('select id, parent_id as "parentId" from unit'),
  ]);
  const tree = buildUnitTree(units.rows);
  return { all: people, isBelow: (unitId, ancestor) => tree.ancestorsOf(unitId).includes(ancestor) };
}

function chooseReaders(event: IncidentEvent, { data }: IncidentState, { all, isBelow }: People) {
  const inRole = (...roles: Role[]) => all.filter(({ role }) => roles.includes(role));
  const menders = inRole('operator', 'admin');
  const managers = inRole('manager').filter(({ unitKind }) => unitKind === 'department');
  const isGrave = data.severity === 'critical';
  switch (event.type) {
    case 'UnitsNotified':
    case 'StopOrdered':
    case 'StopLifted':
    case 'FixRecorded': {
      // A stop order holds for everybody, whoever else is affected.
      const everywhere = event.type === 'StopOrdered' || event.type === 'StopLifted';
      const heads = inRole('unitHead', 'manager').filter(
        ({ unitId }) => everywhere || data.affectedUnits.some((unit) => isBelow(unitId, unit)),
      );
      return readers(heads, menders);
    }
    case 'LeaderTold':
      return event.leader === 'departmentLeadership' ? readers(managers, menders) : readers(inRole('operator'), []);
    case 'ThresholdReached':
      return readers(menders, isGrave || event.percent >= LEADERS_FROM_PERCENT ? managers : []);
    default:
      return readers(menders, isGrave ? managers : []);
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
