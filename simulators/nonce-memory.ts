import type { NonceStore } from '../platform/request-signature';

/** Nonces seen by this process; enough for a simulator, whose slips are idempotent after a restart too. */
export function createNonceMemory(now: () => Date): NonceStore {
  const seen = new Map<string, number>();
  return {
    claim(keyId, nonce, expiresAt) {
      const time = now().getTime();
      // Insertion order is nearly the order of expiry: dropping from the front keeps the map small.
      for (const [known, until] of seen) {
        if (until > time) break;
        seen.delete(known);
      }
      const key = `${keyId} ${nonce}`;
      if ((seen.get(key) ?? 0) > time) return Promise.resolve(false);
      seen.set(key, expiresAt.getTime());
      return Promise.resolve(true);
    },
  };
}
