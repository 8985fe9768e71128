import type { Pool } from 'pg';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import type { CopyNews } from '../../db/projections/portable-copy-register';
import type { CopyEvent } from '../../domain/portable-copies/copy-command';
import type { CopyState } from '../../domain/portable-copies/copy-state';
import { copyCode } from '../../templates/documents/case-codes';
import { composeCopyMail } from '../../templates/mail/copy-mail';
import { PermanentDeliveryError } from '../outbox/deliver-due';
import { readPeople, type Person } from './people';
import { readers } from './readers';
import type { AddressedMail } from './send-mail';

/**
 * Composes the mail of what happened to a copy on a portable disk: to the operators, of a disk for the archive to the
 * administrators as well; from the hour it is due on, to the leaders of Sở.
 * @returns `undefined` when nobody is to be told
 */
export async function composeCopyNews(
  pool: Pool,
  item: OutboxRow,
  publicUrl: string,
): Promise<AddressedMail | undefined> {
  const { copyId, event, at } = item.payload as unknown as CopyNews;
  const { rows } = await pool.query<{ number: number; state: CopyState }>(
    'select p.number::int as number, c.snapshot as state from portable_copy p join case_record c on c.id = p.id where p.id = $1',
    [copyId],
  );
  const [copy] = rows;
  const { kind, dueAt, disk } = copy?.state.data ?? {};
  if (!copy || kind == null || dueAt == null) throw new PermanentDeliveryError('the copy does not exist');
  const { to, cc } = chooseReaders(event, await readPeople(pool));
  if (to.length === 0) return undefined;
  const message = composeCopyMail({
    ...{ code: copyCode(copy.number), kind, disk: disk ?? null, event },
    at: new Date(at).toISOString(),
    dueAt: new Date(dueAt).toISOString(),
    url: `${publicUrl}/portable-copies/${copyId}`,
  });
  return { to, cc, message };
}

function chooseReaders(event: CopyEvent, people: readonly Person[]) {
  const operators = people.filter(({ role }) => role === 'operator');
  const admins = people.filter(({ role }) => role === 'admin');
  const leaders = people.filter(({ role, unitKind }) => role === 'manager' && unitKind === 'department');
  switch (event.type) {
    case 'DiskHandedOver':
      return readers([...operators, ...admins], []);
    case 'NoticeFell':
      return readers(operators, event.workingDays < 0 ? [] : [...admins, ...leaders]);
    default:
      return readers(operators, []);
  }
}
