import type { EscalationSource } from './escalation-source';
import type { OfficeDirectory } from './office-directory';
import type { Mailbox } from './send-mail';

/** From this share of the allowed time on, the head of the unit is told, too. */
const HEADS_FROM_PERCENT = 75;
/** From here on, the managers of the unit and of those it stands under are told, too. */
const MANAGERS_FROM_PERCENT = 100;

/**
 * Who hears of an escalation: whoever holds the open tasks (a task that nobody has taken is the head's), from 75 % their
 * heads, at 100 % the managers above. Nobody is named twice. `to` is empty only when the whole line above has nobody.
 */
export function chooseRecipients(
  percent: number,
  { openTasks, handlingUnitId }: Pick<EscalationSource, 'openTasks' | 'handlingUnitId'>,
  directory: OfficeDirectory,
): { readonly to: readonly Mailbox[]; readonly cc: readonly Mailbox[] } {
  // Between two tasks (a message is awaited) the handling unit's head answers for the dossier.
  const held = openTasks.length > 0 ? openTasks : [{ unitId: handlingUnitId, assignee: null }];
  const to = distinct(held.flatMap(({ unitId, assignee }) => assignee ?? nearestHeads(unitId, directory)));
  const units = [...new Set(held.map(({ unitId }) => unitId))];
  const cc: Mailbox[] = [];
  if (percent >= HEADS_FROM_PERCENT) cc.push(...units.flatMap((unit) => nearestHeads(unit, directory)));
  if (percent >= MANAGERS_FROM_PERCENT) {
    cc.push(...units.flatMap((unit) => directory.units.ancestorsOf(unit).flatMap(directory.managersOf)));
  }
  return { to, cc: distinct(cc, to) };
}

/** The heads of the unit; of one without a head, those of the next unit above; without any, the managers above. */
function nearestHeads(unitId: string, { units, headsOf, managersOf }: OfficeDirectory): readonly Mailbox[] {
  const line = units.ancestorsOf(unitId);
  const headed = line.find((unit) => headsOf(unit).length > 0);
  return headed === undefined ? line.flatMap(managersOf) : headsOf(headed);
}

function distinct(mailboxes: readonly Mailbox[], besides: readonly Mailbox[] = []): Mailbox[] {
  const seen = new Set(besides.map(({ address }) => address.toLowerCase()));
  return mailboxes.filter(({ address }) => {
    const known = seen.has(address.toLowerCase());
    seen.add(address.toLowerCase());
    return !known;
  });
}
