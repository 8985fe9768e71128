import type { Request, Response } from 'express';
import type { Pool } from 'pg';
import { ONE_STOP_KEY_ID } from '../../contracts/one-stop-link.schema';
import { TAX_KEY_ID } from '../../contracts/tax-link.schema';
import { admitSignedCall, judgeSignatureHeaders, type NonceStore } from '../../platform/request-signature';
import type { Partner } from '../http/route';
import { readRawBody } from '../http/read-body';
import { ApiRefusal } from '../problem-details';
import type { Services } from '../services';

const keyIds = { tax: TAX_KEY_ID, oneStop: ONE_STOP_KEY_ID } as const satisfies Record<Partner, string>;

const refusals = {
  SIGNATURE_MISSING: 'The four signature headers are needed.',
  SIGNATURE_UNKNOWN_KEY: 'This key id is not known here.',
  SIGNATURE_INVALID: 'The signature does not fit the call.',
  SIGNATURE_EXPIRED: 'The signature is too old, or from the future: compare the clocks.',
  SIGNATURE_REPLAYED: 'This signed call was already received: sign anew.',
} as const;

/**
 * Lets in the signed call of one partner, once.
 * @returns the bytes of its body
 * @throws ApiRefusal SIGNATURE_*
 */
export async function admitPartner(
  services: Services,
  partner: Partner,
  request: Request,
  response: Response,
): Promise<Buffer> {
  const keyId = keyIds[partner];
  const secret = services.settings.partners[partner];
  const secrets = secret === undefined ? {} : { [keyId]: secret };
  const judged = { headers: request.headers, secrets, now: services.now() };
  // Before a long body is read: only the partner's own key opens its route, and only within the window.
  const headers = judgeSignatureHeaders(judged);
  if (!headers.ok) throw refuse(headers.code);
  const body = await readRawBody(partner, request, response);
  const check = await admitSignedCall(
    { method: request.method, path: request.originalUrl, body, ...judged },
    createNonceStore(services.pool),
  );
  if (!check.ok) throw refuse(check.code);
  return body;
}

function refuse(code: keyof typeof refusals): ApiRefusal {
  return new ApiRefusal(code, refusals[code]);
}

/** Nonces of all api processes, in the database. Those that are over are swept with each new one. */
function createNonceStore(pool: Pool): NonceStore {
  return {
    async claim(keyId, nonce, expiresAt) {
      const { rowCount } = await pool.query({
        name: 'claim-nonce',
        text: `with swept as (
            delete from used_nonce where (key_id, nonce) in
              (select key_id, nonce from used_nonce where expires_at < now() order by expires_at limit 20 for update skip locked)
            and (key_id, nonce) <> ($1, $2)
          )
          insert into used_nonce (key_id, nonce, expires_at) values ($1, $2, $3)
          on conflict (key_id, nonce) do update set expires_at = excluded.expires_at where used_nonce.expires_at < now()`,
        values: [keyId, nonce, expiresAt],
      });
      return rowCount === 1;
    },
  };
}
