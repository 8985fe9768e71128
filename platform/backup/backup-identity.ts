import { hkdfSync } from 'node:crypto';
import { bech32 } from '@scure/base';
import { identityToRecipient } from 'age-encryption';
import type { DataKeys } from '../sealed-text';

/**
 * The keys of backups: made of the installation's data keys, without which a backup is of no use anyway, so there is no second
 * secret to lose. Files are in the open `age` format: with the identity, `age --decrypt` reads them on any machine.
 */
export interface BackupIdentity {
  /** Of the newest data key: what is written is written for it. `age1…` */
  readonly recipient: string;
  /** Of every key of the ring, the newest first: older backups stay readable. `AGE-SECRET-KEY-1…` */
  readonly identities: readonly string[];
}

/** Never changed: older backups would not open. */
const PURPOSE = 'sodo backup identity v1';
const X25519_KEY_BYTES = 32;

export async function deriveBackupIdentity({ ring }: DataKeys): Promise<BackupIdentity> {
  const identities = ring.map(({ key }) => {
    const secret = new Uint8Array(hkdfSync('sha256', key, Buffer.alloc(0), PURPOSE, X25519_KEY_BYTES));
    return bech32.encodeFromBytes('AGE-SECRET-KEY-', secret).toUpperCase();
  });
  const [newest] = identities;
  if (newest === undefined) throw new Error('A set of data keys without a key.');
  return { recipient: await identityToRecipient(newest), identities };
}
