import { createHash, timingSafeEqual } from 'node:crypto';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { describeStatus } from './describe-status';
import { findByCode } from './queries';

/** An unknown code and a wrong secret get the same answer after the same work: nobody learns which codes exist. */
export async function showPublicStatus(context: {
  readonly services: Services;
  readonly params: { readonly code: string };
  readonly query: { readonly secret: string };
}): Promise<Answer> {
  const { services, params, query } = context;
  const rows = await findByCode(services.pool, params.code.trim());
  // All are compared, also when the first fits.
  const expected = rows.length > 0 ? rows.map(({ secret }) => secret) : ['no dossier has this secret'];
  const fits = expected.map((secret) => sameSecret(query.secret, secret));
  const row = rows[fits.indexOf(true)];
  if (!row) throw new ApiRefusal('STATUS_NOT_FOUND', 'No dossier has this code and secret.');
  return { body: await describeStatus(services, row) };
}

/** Hashes have one length, so the comparison tells nothing by its time. Citizens may type small letters. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given.trim().toUpperCase()), digest(expected));
}
