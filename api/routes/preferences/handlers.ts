import { eq } from 'drizzle-orm';
import { preferencesSchema, type Preferences } from '../../../contracts/preference.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { accountPreferenceTable } from '../../../db/schema/web.table';
import type { Answer } from '../../http/route';
import type { Services } from '../../services';

interface Own {
  readonly services: Services;
  readonly session: Session;
}

export async function showPreferences({ services, session }: Own): Promise<Answer> {
  const [row] = await services.orm
    .select({ preferences: accountPreferenceTable.preferences })
    .from(accountPreferenceTable)
    .where(eq(accountPreferenceTable.accountId, session.accountId));
  // What an older version stored gets the defaults of what it did not know.
  const known = preferencesSchema.safeParse(row?.preferences ?? {});
  return { body: known.success ? known.data : preferencesSchema.parse({}) };
}

/** The whole of it, last writer wins: they are one person's own. */
export async function storePreferences(context: Own & { readonly body: Preferences }): Promise<Answer> {
  const { services, session, body: preferences } = context;
  const updatedAt = services.now();
  await services.orm
    .insert(accountPreferenceTable)
    .values({ accountId: session.accountId, preferences, updatedAt })
    .onConflictDoUpdate({ target: accountPreferenceTable.accountId, set: { preferences, updatedAt } });
  return { body: preferences };
}
