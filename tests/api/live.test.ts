import { setTimeout as sleep } from 'node:timers/promises';
import { ApiLab, expectStatus } from './api-lab';

jest.setTimeout(120_000);

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
});
afterAll(() => lab.close());

interface LiveEvent {
  readonly event: string;
  readonly data: {
    readonly all?: boolean;
    readonly dossiers?: readonly { readonly id: string; readonly seq: number }[];
  };
}

/** One listener, as a browser is one. */
async function listen(as: string) {
  const leaving = new AbortController();
  const response = await fetch(`${lab.url}/api/v1/live`, {
    headers: { authorization: `Bearer ${await lab.token(as)}`, accept: 'text/event-stream' },
    signal: leaving.signal,
  });
  const events: LiveEvent[] = [];
  const reading = (async () => {
    let text = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString('utf8');
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = /^event: (.+)$/m.exec(block)?.[1];
        const data = /^data: (.+)$/m.exec(block)?.[1];
        if (event && data) events.push({ event, data: JSON.parse(data) as LiveEvent['data'] });
      }
    }
  })().catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
  });
  return {
    response,
    events,
    seqOf: (id: string) => events.flatMap(({ data }) => data.dossiers ?? []).findLast((one) => one.id === id)?.seq,
    leave: async () => {
      leaving.abort();
      await reading;
    },
  };
}

async function eventually(check: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 15_000;
  while (!check()) {
    if (Date.now() > end) throw new Error(`never came: ${what}`);
    await sleep(50);
  }
}

describe('GET /live', () => {
  test('tells each step of a dossier to those whose units it concerns, once, and to nobody else', async () => {
    const [clerk, officer, stranger, admin] = await Promise.all(
      ['motcua.dongxoai', 'canbo1.dongxoai', 'canbo1.chonthanh', 'admin'].map(listen),
    );
    expect(officer?.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(officer?.response.headers.get('cache-control')).toBe('no-store');
    const { dossierId } = await lab.submitted();
    await eventually(() => (officer?.seqOf(dossierId) ?? 0) >= 1, 'the submission');
    const task = await lab.openTask(dossierId, 'appraise');
    const { body } = await expectStatus(lab.post(`/dossiers/${dossierId}/tasks/${task}/claim`, 'canbo1.dongxoai'), 200);
    await eventually(() => officer?.seqOf(dossierId) === body.seq && clerk?.seqOf(dossierId) === body.seq, 'the claim');
    // Another listener that comes now is not told what is over.
    const late = await listen('canbo2.dongxoai');
    await sleep(2_500);
    const steps = (officer?.events ?? [])
      .flatMap(({ data }) => data.dossiers ?? [])
      .map(({ id, seq }) => `${id} ${seq}`);
    expect(steps).toEqual([...new Set(steps)]);
    expect(late.seqOf(dossierId)).toBeUndefined();
    expect(stranger?.events.map(({ event }) => event)).toEqual(['hello']);
    expect(admin?.events.map(({ event }) => event)).toEqual(['hello']);
    await Promise.all([clerk, officer, stranger, admin, late].map(async (one) => one?.leave()));
  });

  test('says "everything" when more has changed than anybody could look at', async () => {
    const { dossierId } = await lab.submitted();
    await lab.pool.query(
      `insert into dossier (id, code, procedure_key, regime, procedure_version, receiving_unit_id, handling_unit_id, channel,
        lookup_secret, applicant_name, form, status, public_state, received_at)
       select gen_random_uuid(), 'many-' || n, procedure_key, regime, procedure_version, receiving_unit_id, handling_unit_id, channel,
        'x', applicant_name, '{}', status, public_state, received_at from dossier, generate_series(1, 600) as n where id = $1`,
      [dossierId],
    );
    const officer = await listen('canbo1.dongxoai');
    await eventually(() => officer.events.some(({ data }) => data.all === true), 'everything');
    await officer.leave();
  });
});

describe('what a person has set for himself', () => {
  test('is stored for him alone, whole, and checked', async () => {
    const nothing = { language: 'vi', density: 'comfortable', views: [] };
    expect((await lab.get('/me/preferences', 'canbo1.dongxoai')).body).toEqual(nothing);
    const mine = {
      language: 'en',
      density: 'compact',
      views: [{ id: '9b2d2a37-3f37-4a3b-9d6e-4c1a2f3b4c5d', page: 'inbox', name: 'Sắp hạn', filters: { due: 'near' } }],
    };
    const stored = await lab.call('put', '/me/preferences', { as: 'canbo1.dongxoai', body: mine });
    expect([stored.status, stored.body]).toEqual([200, mine]);
    expect((await lab.get('/me/preferences', 'canbo1.dongxoai')).body).toEqual(mine);
    expect((await lab.get('/me/preferences', 'canbo2.dongxoai')).body).toEqual(nothing);
    const refused = await lab.call('put', '/me/preferences', {
      as: 'canbo1.dongxoai',
      body: { ...mine, density: 'x' },
    });
    expect(refused).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
  });

  test('a page that was loaded anew gets its session back, with the CSRF token', async () => {
    const token = await lab.token('canbo1.dongxoai');
    const cookie = { cookie: `sodo_session=${token}` };
    const { status, body } = await lab.call('get', '/sessions/current', { headers: cookie });
    expect([status, body.me.username, Object.keys(body).sort()]).toEqual([
      200,
      'canbo1.dongxoai',
      ['csrfToken', 'expiresAt', 'me', 'pending'],
    ]);
    const change = (csrf: string) =>
      lab.call('put', '/me/preferences', { headers: { ...cookie, 'x-csrf-token': csrf }, body: { language: 'vi' } });
    expect((await change('x')).status).toBe(403);
    expect((await change(body.csrfToken as string)).status).toBe(200);
  });

  test('units are known to everybody who is signed in', async () => {
    const { body } = await lab.get('/units', 'admin');
    expect(body.items).toContainEqual(expect.objectContaining({ id: 'cn.dongxoai', kind: 'branch' }));
  });
});
