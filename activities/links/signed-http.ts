import { randomUUID } from 'node:crypto';
import { signRequest } from '../../platform/request-signature';
import { PermanentDeliveryError } from '../outbox/deliver-due';

/** No call to an outside system takes longer. */
const CALL_TIMEOUT_MS = 15_000;

/**
 * POSTs JSON, signed, to a configured outside system. 4xx other than time-outs and "too many" is final.
 * @throws PermanentDeliveryError when the other side refuses for good; another error when it may work later
 */
export async function postSigned(
  link: { readonly url: string; readonly keyId: string; readonly secret: string },
  path: string,
  body: unknown,
): Promise<unknown> {
  const text = JSON.stringify(body);
  const signature = signRequest({
    method: 'POST',
    path,
    body: text,
    keyId: link.keyId,
    secret: link.secret,
    now: new Date(),
    nonce: randomUUID(),
  });
  return postJson(link.url + path, text, { ...signature });
}

export async function postJson(url: string, text: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    redirect: 'error',
  });
  if (response.ok) return response.json();
  const what = `${new URL(url).host} answered ${response.status}`;
  const mayPass =
    response.status >= 500 || response.status === 408 || response.status === 425 || response.status === 429;
  throw mayPass ? new Error(what) : new PermanentDeliveryError(what);
}
