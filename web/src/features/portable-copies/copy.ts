import type { z } from 'zod';
import type { copyListSchema, copyPageSchema } from '../../../../contracts/portable-copy.schema';

export type CopyPageData = z.infer<typeof copyPageSchema>;
export type CopyListData = z.infer<typeof copyListSchema>;
export type CopyRow = CopyListData['items'][number];
export type CopyStep = CopyPageData['allowed'][number];

/** Where each step of a copy is asked for, below its address. */
export const STEP_PATHS: Readonly<Record<CopyStep, string>> = {
  insertDisk: 'disk',
  handOverDisk: 'hand-over',
  archiveDisk: 'archive',
  refuseDisk: 'refusal',
  cancelCopy: 'cancel',
};
