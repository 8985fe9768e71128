import type { Pool } from 'pg';

/** Contents by hash (`contracts/content.ts`): written once, never changed. */
export function createContentRepository(pool: Pool) {
  return {
    async read(hash: string): Promise<string | undefined> {
      const { rows } = await pool.query<{ body: string }>({
        name: 'read-content',
        text: 'select body from content where hash = $1',
        values: [hash],
      });
      return rows[0]?.body;
    },
    async write(hash: string, body: string): Promise<void> {
      await pool.query('insert into content (hash, body) values ($1, $2) on conflict (hash) do nothing', [hash, body]);
    },
  };
}
