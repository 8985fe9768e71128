/**
 * What the land data says of a certificate, against what the appraisal found about it (domain-facts §5.4): checked when the
 * appraisal is completed and again before signing.
 */

export const RESTRICTION_KINDS = ['MORTGAGE', 'SEIZURE', 'DISPUTE', 'DEBT', 'EASEMENT', 'PLANNING'] as const;

export type RestrictionKind = (typeof RESTRICTION_KINDS)[number];

/** A restriction as the land data registers it. */
export interface RegisteredRestriction {
  readonly kind: RestrictionKind;
  /** While it stands, the land may not change hands. */
  readonly blocksTransfer: boolean;
  /** Of the paper it rests on, e.g. `41/QĐ-CCTHADS`; null where the land data names none. */
  readonly documentNumber: string | null;
  /** First day `YYYY-MM-DD`. */
  readonly since: string;
}

/** The part of an appraisal that is about the certificate; from a form, so nothing of it is certain. */
export interface LandFinding {
  /** Restrictions that do not stand against this transfer, each with its ground, e.g. the bank's consent. */
  readonly acceptedRestrictions?: readonly {
    readonly kind?: string;
    readonly documentNumber?: string;
    readonly documentDate?: string;
  }[];
  /** What an officer looked up on paper because the land data does not know the certificate. */
  readonly unknownCertificate?: { readonly documentNumber?: string; readonly documentDate?: string };
}

export type Obstacle =
  | { readonly obstacle: 'unknownCertificate' }
  | { readonly obstacle: 'restriction'; readonly restriction: RegisteredRestriction };

/**
 * What still stands against the transfer; empty when the certificate is free for it.
 *
 * @param registered what stands on the certificate today; `undefined` when the land data does not know the certificate, which
 *   is never taken for "no restriction": somebody has to look it up and say so
 */
export function obstaclesToTransfer(
  registered: readonly RegisteredRestriction[] | undefined,
  finding: LandFinding | undefined,
): Obstacle[] {
  if (!registered) return finding?.unknownCertificate ? [] : [{ obstacle: 'unknownCertificate' }];
  const accepted = finding?.acceptedRestrictions ?? [];
  return registered
    .filter(
      (restriction) =>
        restriction.blocksTransfer &&
        !accepted.some(
          ({ kind, documentNumber, documentDate }) =>
            kind === restriction.kind &&
            // Where the register names no number, the day tells which one is meant.
            (restriction.documentNumber === null
              ? documentDate === restriction.since
              : plain(documentNumber ?? '') === plain(restriction.documentNumber)),
        ),
    )
    .map((restriction) => ({ obstacle: 'restriction', restriction }));
}

/** However people type a number: `41/qđ-ccthads` is `41 / QĐ-CCTHADS`. */
function plain(documentNumber: string): string {
  return documentNumber.normalize('NFC').replace(/\s+/g, '').toUpperCase();
}
