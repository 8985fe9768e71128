import type { RegisterEntry } from '../../db/repositories/register-repository';

/** Sổ theo dõi hồ sơ of one counter over some days, ready to be written out. */
export interface RegisterReport {
  /** First and last Vietnamese day `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly issuedAt: Date;
  readonly unit: { readonly name: string; readonly parentName: string | null };
  readonly entries: readonly RegisterEntry[];
}
