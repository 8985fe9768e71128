import type { CopyEvent } from './copy-command';
import { NO_COPY, type CopyState } from './copy-state';

type Next = Pick<CopyState, 'status' | 'data'>;

/** @param at epoch ms of the event */
export function evolveCopy({ status, data }: CopyState, event: CopyEvent, at: number): Next {
  switch (event.type) {
    case 'CopyOpened': {
      const { kind, regular, from, to, dueAt, notices, by } = event;
      const order = { kind, regular, from, to, dueAt, notices };
      return { status: 'awaited', data: { ...NO_COPY, ...order, opened: { by, at } } };
    }
    case 'DiskInserted': {
      const anew = { disk: event.label, attempt: data.attempt + 1, fault: null, written: null };
      return { status: 'copying', data: { ...data, ...anew } };
    }
    case 'CopyWritten':
      return { status: 'copied', data: { ...data, written: event.written } };
    case 'CopyFailed':
      return { status: 'awaited', data: { ...data, fault: event.fault } };
    case 'DiskHandedOver':
      return { status: 'handedOver', data: { ...data, handedOver: { by: event.by, at } } };
    case 'DiskArchived': {
      const archivedLate = data.dueAt !== null && at > data.dueAt;
      return {
        status: 'archived',
        data: { ...data, archived: { by: event.by, at }, shelf: event.shelf, archivedLate },
      };
    }
    case 'DiskRefused': {
      const open = { disk: null, written: null, handedOver: null };
      return { status: 'awaited', data: { ...data, ...open, refusals: data.refusals + 1 } };
    }
    case 'CopyCancelled':
      return { status: 'cancelled', data };
    case 'NoticeFell':
      return { status, data: { ...data, raised: [...data.raised, event.workingDays] } };
  }
}
