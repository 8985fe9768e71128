import type { AccountChangeKind } from '../accounts/account-changes';
import type { AccountStatus } from '../accounts/account-state';
import type { IncidentClass } from '../incidents/incident-state';
import type { DossierTable } from '../statistics/dossier-counts';

/** How data was made use of in a period. */
export const EXPLOITATION_KINDS = ['signIns', 'documentsOpened', 'personalDataOpened', 'exports'] as const;
export type ExploitationKind = (typeof EXPLOITATION_KINDS)[number];

/** Links to the outside whose deliveries are reported. */
export const REPORTED_LINKS = ['tax', 'oneStop', 'mail'] as const;
export type ReportedLink = (typeof REPORTED_LINKS)[number];

/** A share of samples that were within the limit, 0–1, and since when there are samples: they are not kept for ever. */
export interface Availability {
  readonly share: number;
  readonly since: string;
}

/**
 * What a report tells of its period (A11.8, A15.5: operation, exploitation, updating; A7.3: what changed of accounts). Plain JSON,
 * frozen with the report; all instants ISO-8601.
 */
export interface ReportFigures {
  /** When they were drawn up. */
  readonly asOf: string;
  readonly dossiers: DossierTable;
  /** What came into the land data: dossiers decided with a result by procedure, products of projects. */
  readonly updates: {
    readonly procedures: readonly { readonly procedure: string; readonly name: string; readonly count: number }[];
    readonly projectsAccepted: number;
    readonly handoversCompleted: number;
  };
  readonly exploitation: {
    readonly acts: readonly { readonly kind: ExploitationKind; readonly count: number }[];
    /** How many people worked with it. */
    readonly people: number;
  };
  readonly accounts: {
    readonly statuses: readonly { readonly status: AccountStatus; readonly count: number }[];
    readonly changes: readonly {
      readonly at: string;
      readonly fullName: string;
      readonly username: string | null;
      readonly unitName: string;
      readonly kind: AccountChangeKind;
    }[];
  };
  readonly incidents: {
    readonly classes: readonly {
      readonly class: IncidentClass;
      readonly reported: number;
      /** Past a legal limit. */
      readonly late: number;
    }[];
    /** Not closed at the end of the period. */
    readonly open: number;
  };
  readonly backups: {
    readonly kinds: readonly { readonly kind: string; readonly finished: number; readonly failed: number }[];
    /** Trials that gave back what was backed up, and how long the longest took, ms. */
    readonly trials: number;
    readonly longestTrialMs: number | null;
  };
  readonly links: readonly {
    readonly link: ReportedLink;
    readonly delivered: number;
    readonly failed: number;
    readonly available: Availability | null;
  }[];
}
