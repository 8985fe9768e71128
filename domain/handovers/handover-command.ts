import type { CaseCommand } from '../cases/case-state';
import type { HandoverItem, HandoverSide, Measured } from './handover-state';

/** A line as the giver writes it. */
export type ListedItem = Pick<HandoverItem, 'kind' | 'expected'>;

/** What may be asked of a handover. The words of its list, scans and remarks stay in the database. */
export type HandoverCommand =
  | (CaseCommand<'prepareHandover'> & {
      readonly giverUnitId: string;
      readonly actingUnitId: string;
      readonly receiverUnitId: string;
      readonly projectId: string | null;
      readonly items: readonly ListedItem[];
    })
  /** Another list: what was counted and signed before counts no more. */
  | (CaseCommand<'amendItems'> & { readonly items: readonly ListedItem[] })
  | (CaseCommand<'checkItem'> & { readonly number: number; readonly found: Measured })
  | (CaseCommand<'signHandover'> & { readonly side: HandoverSide })
  | CaseCommand<'cancelHandover'>;

export type HandoverCommandType = HandoverCommand['type'];

export type HandoverEvent =
  | {
      readonly type: 'HandoverPrepared';
      readonly giverUnitId: string;
      readonly actingUnitId: string;
      readonly receiverUnitId: string;
      readonly projectId: string | null;
      readonly items: readonly ListedItem[];
      readonly by: string;
    }
  | { readonly type: 'ItemsAmended'; readonly items: readonly ListedItem[]; readonly by: string }
  | { readonly type: 'ItemChecked'; readonly number: number; readonly found: Measured; readonly by: string }
  | { readonly type: 'HandoverSigned'; readonly side: HandoverSide; readonly by: string }
  | { readonly type: 'HandoverCompleted' }
  | { readonly type: 'HandoverCancelled'; readonly by: string };
