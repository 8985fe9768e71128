import { randomUUID } from 'node:crypto';
import { demoAccountId } from '../../../db/seed/demo-accounts';
import { fullPath, type Route } from '../../../api/http/route';
import { routeTable } from '../../../api/route-table';
import { AccountOffice, MANAGER } from '../account-office';
import { ApiLab, expectStatus, samplePdf, type Reply } from '../api-lab';

jest.setTimeout(240_000);

/** People who may do the same kind of thing, in a district that has nothing to do with these things. */
const STRANGERS = ['motcua.budang', 'canbo1.budang', 'lanhdao.budang'];

let lab: ApiLab;
/** Something real that belongs to others, by the beginning of the address that names it. */
let real: Record<string, Readonly<Record<string, string>>>;

beforeAll(async () => {
  lab = await ApiLab.open();
  const office = await new AccountOffice(lab).open();
  const { id: draftId } = await lab.draft();
  const file = await expectStatus(
    lab.upload(`/drafts/${draftId}/files`, 'motcua.dongxoai', { bytes: samplePdf(), name: 'don.pdf' }),
    201,
  );
  const { dossierId } = await lab.submitted();
  const instance = String(await lab.openTask(dossierId, 'appraise'));
  const simulation = await expectStatus(
    lab.post(`/dossiers/${dossierId}/simulations`, 'canbo1.dongxoai', {
      until: new Date(Date.now() + 20 * 86_400_000).toISOString(),
    }),
    202,
  );
  const delegation = await expectStatus(
    lab.post('/delegations', 'canbo1.dongxoai', {
      to: demoAccountId('canbo2.dongxoai'),
      firstDay: '2099-01-05',
      lastDay: '2099-01-06',
      reason: 'Nghỉ phép',
    }),
    201,
  );
  const project = await expectStatus(
    lab.post('/contractor-projects', 'lanhdao.vpdk', {
      name: 'Đo đạc, lập bản đồ địa chính xã Nha Bích',
      ownerUnitId: 'vpdk',
      contractorUnitId: 'nt.dodac',
      workUnits: ['cn.dongxoai'],
      document: await office.letter('lanhdao.vpdk'),
    }),
    201,
  );
  const handover = await expectStatus(
    lab.post('/handovers', MANAGER, {
      subject: 'Máy trạm',
      giverUnitId: 'so',
      receiverUnitId: 'tthdl',
      items: [{ name: 'Máy trạm', kind: 'server', measure: 'máy', count: 2 }],
    }),
    201,
  );
  const report = await expectStatus(
    lab.post('/reports', MANAGER, { unitId: 'so', from: '2026-01-01', to: '2026-01-31', dueOn: '2099-12-31' }),
    201,
  );
  const copy = await expectStatus(
    lab.post('/portable-copies', 'vanhanh', { kind: 'database', reason: 'Trước khi nâng cấp' }),
    201,
  );
  const incident = await expectStatus(
    lab.post('/incidents', 'motcua.dongxoai', { class: 'linkFailure', description: 'Không gửi được phiếu' }),
    201,
  );
  const letter = await office.letter();
  const sessions = await expectStatus(lab.get('/me/sessions', 'canbo1.dongxoai'), 200);
  const dossier = { id: dossierId, instance, side: 'applicant', fileId: await fileOf(dossierId), docId: randomUUID() };
  real = {
    '/accounts': { id: await office.requested() },
    '/case-files': { id: letter.fileIds[0] ?? '' },
    '/contractor-projects': { id: project.body.id as string },
    '/delegations': { id: delegation.body.id as string },
    '/dossiers': dossier,
    '/drafts': { id: draftId, fileId: file.body.id as string },
    '/handovers': { id: handover.body.id as string },
    '/incidents': { id: incident.body.id as string },
    '/me/sessions': { id: sessions.body.items[0].id as string },
    '/people': dossier,
    '/portable-copies': { id: copy.body.id as string },
    '/reports': { id: report.body.id as string },
    '/simulations': { id: simulation.body.id as string },
  };
});
afterAll(() => lab.close());

async function fileOf(dossierId: string): Promise<string> {
  const { body } = await expectStatus(lab.get(`/dossiers/${dossierId}`, 'canbo1.dongxoai'), 200);
  return (body.attachments as { fileId: string }[] | undefined)?.[0]?.fileId ?? randomUUID();
}

const prefixOf = ({ path }: Route) => Object.keys(real).find((prefix) => path.startsWith(`${prefix}/`));
/** Not of anybody: procedures are published to all, the outbox and the metrics are the operator's. */
const OF_NOBODY = /^\/(?:procedures|outbox|public)\//;
const routes = routeTable.filter(
  ({ path, access }) => path.includes(':') && access.by === 'session' && !OF_NOBODY.test(path),
);

function call(route: Route, ids: Readonly<Record<string, string>>, as: string): Promise<Reply> {
  const path = route.path.replace(/:(\w+)/g, (_all, name: string) => ids[name] ?? name);
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(samplePdf())], { type: 'application/pdf' }), 'a.pdf');
  return lab.call(route.method, path, {
    as,
    ...(route.body ? { body: { task: Number(ids.instance ?? 1) } } : {}),
    ...(route.upload ? { form } : {}),
  });
}

describe('A8.2: an id of somebody else’s opens nothing, and tells nothing (IDOR, ASVS 8.2.2)', () => {
  test('there is a real thing for every route that takes an id', () => {
    expect(routes.length).toBeGreaterThan(70);
    expect(routes.filter((route) => prefixOf(route) === undefined).map(fullPath)).toEqual([]);
  });

  test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_name, route) => {
    const ids = real[prefixOf(route) ?? ''] ?? {};
    const nobodys = { ...ids, ...Object.fromEntries(Object.keys(ids).map((name) => [name, made(name)])) };
    for (const stranger of STRANGERS) {
      const [foreign, unknown] = [await call(route, ids, stranger), await call(route, nobodys, stranger)];
      expect(`${stranger} ${foreign.status}`).toMatch(/ (?:403|404)$/);
      expect(shapeOf(foreign)).toEqual(shapeOf(unknown));
    }
  });

  test('and nothing of it was changed: its people find it as it was', async () => {
    for (const [path, as] of [
      [`/drafts/${real['/drafts']?.id}`, 'motcua.dongxoai'],
      [`/drafts/${real['/drafts']?.id}/files/${real['/drafts']?.fileId}`, 'motcua.dongxoai'],
      [`/dossiers/${real['/dossiers']?.id}`, 'canbo1.dongxoai'],
      [`/accounts/${real['/accounts']?.id}`, 'lanhdao.dongxoai'],
      [`/contractor-projects/${real['/contractor-projects']?.id}`, 'lanhdao.vpdk'],
      [`/handovers/${real['/handovers']?.id}`, MANAGER],
      [`/portable-copies/${real['/portable-copies']?.id}`, MANAGER],
      [`/reports/${real['/reports']?.id}`, MANAGER],
      ['/me', 'canbo1.dongxoai'],
    ] as const)
      expect(await lab.get(path, as)).toMatchObject({ status: 200 });
    const { body } = await lab.get('/delegations', 'canbo1.dongxoai');
    expect(JSON.stringify(body)).toContain(real['/delegations']?.id);
    const { rows } = await lab.pool.query('select from session where id = $1', [real['/me/sessions']?.id]);
    expect(rows).toHaveLength(1);
  });
});

/** One that nothing has. */
function made(name: string): string {
  if (name === 'side') return 'applicant';
  return name === 'instance' ? '7' : randomUUID();
}

const shapeOf = ({ status, body }: Reply) => ({ status, body: { ...body, requestId: '' } });
