import type { z } from 'zod';
import type { handoverListSchema, handoverPageSchema } from '../../../../contracts/handover.schema';

export type HandoverPageData = z.infer<typeof handoverPageSchema>;
export type HandoverListData = z.infer<typeof handoverListSchema>;
export type HandoverRow = HandoverListData['items'][number];
export type HandoverStep = HandoverPageData['allowed'][number];
export type HandoverItem = HandoverPageData['items'][number];

/** Where each step of a handover is asked for, below its address. */
export const STEP_PATHS: Readonly<Record<HandoverStep, string>> = {
  amendItems: 'items',
  checkItem: 'checks',
  signAsGiver: 'signatures/giver',
  signAsReceiver: 'signatures/receiver',
  cancelHandover: 'cancel',
};

export const ITEM_KINDS = ['data', 'document', 'server', 'software'] as const satisfies readonly HandoverItem['kind'][];
