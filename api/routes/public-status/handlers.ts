import { createHash, timingSafeEqual } from 'node:crypto';
import { PUBLIC_STATES, type PublicState } from '../../../contracts/one-stop-link.schema';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';

interface StatusRow {
  readonly code: string;
  readonly secret: string;
  readonly state: PublicState;
  readonly receivedAt: Date;
  readonly promisedAt: Date | null;
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
}

/** An unknown code and a wrong secret get the same answer after the same work: nobody learns which codes exist. */
export async function showPublicStatus(context: {
  readonly services: Services;
  readonly params: { readonly code: string };
  readonly query: { readonly secret: string };
}): Promise<Answer> {
  const { services, params, query } = context;
  const { rows } = await services.pool.query<StatusRow>({
    name: 'public-status',
    text: `select code, lookup_secret as secret, public_state as state, received_at as "receivedAt",
        promised_at as "promisedAt", due_at as "dueAt", closed_at as "closedAt"
      from dossier where code = $1 or external_code = $1`,
    values: [params.code.trim()],
  });
  // Two at most: a partner's code may look like one of ours. Both are compared, also when the first fits.
  const expected = rows.length > 0 ? rows.map(({ secret }) => secret) : ['no dossier has this secret'];
  const fits = expected.map((secret) => sameSecret(query.secret, secret));
  const row = rows[fits.indexOf(true)];
  if (!row) throw new ApiRefusal('STATUS_NOT_FOUND', 'No dossier has this code and secret.');
  const { secret: _secret, ...shown } = row;
  return { body: { ...shown, stateName: PUBLIC_STATES[row.state] } };
}

/** Hashes have one length, so the comparison tells nothing by its time. Citizens may type small letters. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given.trim().toUpperCase()), digest(expected));
}
