import type { CaseRules } from '../cases/case-rules';
import { fallenNotice, nextNotice } from '../clock/due-notices';
import { Refusal } from '../refusal';
import type { CopyCommand, CopyEvent } from './copy-command';
import { evolveCopy } from './copy-events';
import { NO_COPY, type CopyData, type CopyState, type CopyStatus } from './copy-state';

/** It is still owed: reminders fall. */
export const OWED_COPY_STATUSES: readonly CopyStatus[] = ['awaited', 'copying', 'copied', 'handedOver'];

/**
 * A copy on a portable disk that goes into the archive (seed Điều 18.1): a person puts a disk in and says its label, the
 * installation writes and reads again, one hands the disk over and another takes it into the archive.
 */
export const copyRules: CaseRules<CopyStatus, CopyData, CopyCommand, CopyEvent> = {
  kind: 'portableCopy',
  initial: { status: 'new', data: NO_COPY },
  allowed: {
    new: ['openCopy'],
    awaited: ['insertDisk', 'cancelCopy'],
    copying: ['recordCopy', 'recordCopyFault'],
    // Another disk, if this one is wanted no more.
    copied: ['handOverDisk', 'insertDisk', 'cancelCopy'],
    handedOver: ['archiveDisk', 'refuseDisk'],
    archived: [],
    cancelled: [],
  },
  terminal: ['archived', 'cancelled'],
  decide: decideCopy,
  expire(state, now) {
    return fallenNotice(nextOf(state), now);
  },
  evolve: evolveCopy,
  nextDue(state) {
    return nextOf(state)?.at;
  },
  describe(state) {
    // Of the installation, of no unit.
    return { unitId: null, dueAt: nextOf(state)?.at ?? null };
  },
};

function nextOf({ status, data }: CopyState) {
  return OWED_COPY_STATUSES.includes(status) ? nextNotice(data.notices, data.raised) : undefined;
}

function decideCopy({ data }: CopyState, command: CopyCommand): readonly CopyEvent[] {
  const by = command.actor.id;
  switch (command.type) {
    case 'openCopy': {
      const { kind, regular, from, to, dueAt, notices } = command;
      return [{ type: 'CopyOpened', kind, regular, from, to, dueAt, notices, by }];
    }
    case 'insertDisk':
      return [{ type: 'DiskInserted', label: command.label, by }];
    case 'recordCopy':
      return [{ type: 'CopyWritten', written: command.written }];
    case 'recordCopyFault':
      return [{ type: 'CopyFailed', fault: command.fault }];
    case 'handOverDisk':
      return [{ type: 'DiskHandedOver', by }];
    case 'archiveDisk':
      if (data.handedOver?.by === by)
        throw new Refusal('FOUR_EYES', 'Who hands a disk over does not take it into the archive.', { by });
      return [{ type: 'DiskArchived', shelf: command.shelf, by }];
    case 'refuseDisk':
      return [{ type: 'DiskRefused', by }];
    case 'cancelCopy':
      // The regulation asks for the regular ones; nobody lets one drop.
      if (data.regular) throw new Refusal('COPY_REQUIRED', 'A regular copy cannot be cancelled.', { kind: data.kind });
      return [{ type: 'CopyCancelled', by }];
  }
}

/** Whether it came into the archive late, or is not there although it is due. */
export function isCopyLate(
  { status, archivedLate, dueAt }: { readonly status: CopyStatus } & Pick<CopyData, 'archivedLate' | 'dueAt'>,
  now: number,
): boolean {
  return archivedLate || (OWED_COPY_STATUSES.includes(status) && dueAt !== null && now > dueAt);
}
