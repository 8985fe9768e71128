import { connect, type Database } from '../../db/connect';
import { createTestDatabase } from '../support/stack';

/** A migrated database of the test's own, with a pool on it. */
export async function openTestDatabase(): Promise<Database & { drop(): Promise<void> }> {
  const created = await createTestDatabase();
  const database = connect(created.url, { applicationName: 'sodo-test' });
  return {
    ...database,
    drop: async () => {
      await database.close();
      await created.drop();
    },
  };
}
