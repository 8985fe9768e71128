import type { Response } from 'express';
import { LIVE_EVENTS } from '../../../contracts/live.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { visibleUnits } from '../../../domain/access/may-do';
import type { Answer } from '../../http/route';
import type { Services } from '../../services';

/** Proxies close what is silent; and so often it is asked whether the session still goes on. */
const PING_MS = 15_000;

/** Keeps the response open and tells of every change the person may see, until he leaves or his session ends. */
export async function streamChanges(context: {
  readonly services: Services;
  readonly session: Session;
}): Promise<Answer> {
  const { services, session } = context;
  const { tree } = await services.units.current();
  const visible = visibleUnits(session, 'dossier.read', tree);
  const units = new Set(visible === 'all' ? tree.ids : visible);
  return { stream: (response) => tellChanges(services, units, session.sessionId, response) };
}

function tellChanges(services: Services, units: ReadonlySet<string>, sessionId: string, response: Response): void {
  response
    .status(200)
    // Without buffering at the proxy; nothing of it may be stored.
    .set({ 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' })
    .flushHeaders();
  const send = (event: string, data: unknown) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  send(LIVE_EVENTS.hello, {});
  const stop = services.changes.listen({ units, tell: (change) => send(LIVE_EVENTS.changed, change) });
  const ping = setInterval(() => {
    response.write(': \n\n');
    services.sessions
      .isOpen(sessionId)
      .then((open) => {
        if (open) return;
        send(LIVE_EVENTS.ended, {});
        response.end();
      })
      .catch((error: unknown) => services.logger.warn({ err: error }, 'a session could not be looked up'));
  }, PING_MS);
  const end = () => response.end();
  services.stopping?.addEventListener('abort', end);
  response.on('close', () => {
    clearInterval(ping);
    stop();
    services.stopping?.removeEventListener('abort', end);
  });
}
