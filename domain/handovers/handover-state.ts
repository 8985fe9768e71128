import type { Act } from '../cases/act';
import type { CaseState } from '../cases/case-state';

/** What is handed over (A13.2 servers, software, products; A15.3 and A16.3 the products of a project, data and papers). */
export const ITEM_KINDS = ['data', 'document', 'server', 'software'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** `new` nobody has prepared yet · `prepared` the list stands, to be counted and signed · the two ends. */
export const HANDOVER_STATUSES = ['new', 'prepared', 'completed', 'cancelled'] as const;
export type HandoverStatus = (typeof HANDOVER_STATUSES)[number];

export const HANDOVER_SIDES = ['giver', 'receiver'] as const;
export type HandoverSide = (typeof HANDOVER_SIDES)[number];

/** How many there are of something, and for what can be summed its SHA-256 in hexadecimal. */
export interface Measured {
  readonly count: number;
  readonly sha256: string | null;
}

/** A line of the list, without its words: these stay in the database. */
export interface HandoverItem {
  /** From 1. */
  readonly number: number;
  readonly kind: ItemKind;
  /** What the giver says there is. */
  readonly expected: Measured;
  /** What the receiver found. */
  readonly found: (Measured & { readonly by: string }) | null;
}

export interface HandoverData {
  readonly giverUnitId: string | null;
  /** Whose people act for the giver: its own, or for the contractor of a project those of the project's owner. */
  readonly actingUnitId: string | null;
  readonly receiverUnitId: string | null;
  /** The contractor's project whose products these are, if any. */
  readonly projectId: string | null;
  readonly prepared: Act | null;
  readonly items: readonly HandoverItem[];
  readonly signatures: Readonly<Record<HandoverSide, Act | null>>;
}

export const UNSIGNED: HandoverData['signatures'] = { giver: null, receiver: null };

export const NO_HANDOVER: HandoverData = {
  giverUnitId: null,
  actingUnitId: null,
  receiverUnitId: null,
  projectId: null,
  prepared: null,
  items: [],
  signatures: UNSIGNED,
};

export type HandoverState = CaseState<HandoverStatus, HandoverData>;
