import { composeCopyNews } from '../../activities/mail/copy-mail-delivery';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import { parseInstant } from '../../domain/clock/instant';
import { DiskLab } from '../support/disk-lab';
import { joinText, readPdf } from '../unit/templates/read-pdf';
import { ApiLab, expectStatus } from './api-lab';

jest.setTimeout(240_000);

const OPERATOR = 'vanhanh';
const ARCHIVIST = 'admin';
const LABEL = 'OC-01';

let lab: ApiLab;
let disk: DiskLab;
beforeAll(async () => {
  [lab, disk] = await Promise.all([ApiLab.open(), DiskLab.open(LABEL)]);
});
afterAll(() => Promise.all([lab.close(), disk.close()]));

const backup = () => disk.backup(lab.files);
const read = async (id: string, as = OPERATOR) => (await expectStatus(lab.get(`/portable-copies/${id}`, as), 200)).body;
const step = (id: string, name: string, body: unknown, as = OPERATOR) =>
  lab.post(`/portable-copies/${id}/${name}`, as, body);
const ask = async (kind = 'database') =>
  (await expectStatus(lab.post('/portable-copies', OPERATOR, { kind, reason: 'Trước khi nâng cấp' }), 201)).body
    .id as string;

test('A18.1a, A18.1b: opened every two weeks and every half-year, once, also after a time when nothing ran', async () => {
  const at = (local: string) => parseInstant(`${local}:00+07:00`);
  const regular = async () =>
    (
      await lab.pool.query<{ kind: string; from: string; due: Date }>(
        `select kind, from_day::text as from, due_at as due from portable_copy where regular order by opened_at, kind`,
      )
    ).rows;
  // Nothing is owed of a time before the installation.
  await lab.pool.query(`update installation set created_at = '2031-02-10T00:00:00+07:00'`);
  expect(await lab.openCopies(at('2031-02-10T08:00'))).toBe(0);
  // Two months in which nothing ran: of each kind the newest one is owed, not every one that was missed.
  expect(await lab.openCopies(at('2031-07-01T00:01'))).toBe(2);
  expect(await regular()).toMatchObject([
    { kind: 'database', from: '2031-06-09' },
    { kind: 'scans', from: '2031-01-01' },
  ]);
  expect(await lab.openCopies(at('2031-07-01T00:02'))).toBe(0);
  // While one is on its way no other is opened.
  expect(await lab.openCopies(at('2031-07-15T00:02'))).toBe(0);
  const { items } = (await expectStatus(lab.get('/portable-copies?open=true', OPERATOR), 200)).body as {
    items: { id: string; kind: string; regular: boolean; late: boolean; code: string }[];
  };
  expect(items).toHaveLength(2);
  expect(items[0]).toMatchObject({ regular: true, late: false, code: expect.stringMatching(/^OC-\d{4}$/) });
  const id = items.find(({ kind }) => kind === 'database')?.id ?? '';
  expect(await expectStatus(step(id, 'cancel', { reason: 'Không cần' }), 409)).toMatchObject({
    body: { code: 'COPY_REQUIRED' },
  });
});

test('A18.1c: one hands the disk over, another takes it into the archive, with the place it lies at', async () => {
  const id = await ask('scans');
  const scan = await lab.files.put(Buffer.from('a scan'));
  const { name, manifest } = await backup();
  expect((await read(id)).allowed).toEqual(['insertDisk', 'cancelCopy']);
  await expectStatus(lab.get(`/portable-copies/${id}/minutes`, OPERATOR), 409);

  await expectStatus(step(id, 'disk', { label: LABEL }), 200);
  await lab.writeDisks(disk.parts);
  const copied = await read(id);
  expect(copied).toMatchObject({
    status: 'copied',
    disk: LABEL,
    fault: null,
    written: { set: name, takenAt: manifest.takenAt, damagedFiles: 0, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect((copied.written as { files: number }).files).toBe(manifest.files.count);
  await expect(disk.parts.disk.check(name, manifest)).resolves.toBeUndefined();
  expect(scan).toHaveLength(64);

  await expectStatus(step(id, 'hand-over', {}), 200);
  expect(await expectStatus(step(id, 'archive', { shelf: 'Kệ 3' }), 409)).toMatchObject({
    body: { code: 'FOUR_EYES' },
  });
  await expectStatus(step(id, 'archive', { shelf: 'Kho lưu trữ Sở, kệ 3, ngăn 2' }, ARCHIVIST), 200);
  expect(await read(id)).toMatchObject({
    status: 'archived',
    shelf: 'Kho lưu trữ Sở, kệ 3, ngăn 2',
    late: false,
    handedOver: { by: { displayName: 'Lê Hữu Nghĩa' } },
    archived: { by: { displayName: 'Đỗ Thanh Tùng' } },
    allowed: [],
  });
  const { bytes } = await expectStatus(lab.get(`/portable-copies/${id}/minutes`, OPERATOR), 200);
  const text = joinText(readPdf(bytes)).replace(/\s+/g, ' ');
  for (const part of [LABEL, name, 'kệ 3, ngăn 2', 'Lê Hữu Nghĩa', 'Đỗ Thanh Tùng', 'BÀN GIAO Ổ CỨNG'])
    expect(text).toContain(part);
});

test('what is wrong with the disk is told in its page, and another disk mends it; the archive may refuse it', async () => {
  const id = await ask();
  await backup();
  await expectStatus(step(id, 'disk', { label: 'OC-99' }), 200);
  await lab.writeDisks(disk.parts);
  expect(await read(id)).toMatchObject({
    status: 'awaited',
    fault: { code: 'PORTABLE_DISK_OTHER', text: expect.stringContaining('OC-01, not OC-99') },
  });
  await expectStatus(step(id, 'disk', { label: LABEL }), 200);
  await lab.writeDisks(undefined);
  expect(await read(id)).toMatchObject({ status: 'awaited', fault: { code: 'PORTABLE_DISK_UNSET' } });
  await expectStatus(step(id, 'disk', { label: LABEL }), 200);
  await lab.writeDisks(disk.parts);
  await expectStatus(step(id, 'hand-over', { text: 'Kèm hộp chống sốc' }), 200);
  await expectStatus(step(id, 'refusal', { reason: 'Nhãn mờ' }, ARCHIVIST), 200);
  expect(await read(id)).toMatchObject({ status: 'awaited', disk: null, written: null, refusals: 1 });
  await expectStatus(step(id, 'cancel', { reason: 'Không cần nữa' }), 200);
  expect((await read(id)).status).toBe('cancelled');
});

test('only those who keep the installation running make them; leaders read of them; for others there are none', async () => {
  const id = await ask();
  expect((await read(id, 'quanly')).allowed).toEqual([]);
  await expectStatus(step(id, 'disk', { label: LABEL }, 'quanly'), 403);
  await expectStatus(lab.get(`/portable-copies/${id}`, 'canbo1.vpdk'), 404);
  await expectStatus(lab.get('/portable-copies', 'lanhdao.dongxoai'), 403);
  await expectStatus(step(id, 'disk', { label: '' }), 422);
  await expectStatus(step(id, 'disk', { label: LABEL, attempt: 7 }), 422);
});

test('the operator is told what to do; from the due hour on administrators and leaders are, too; late is an incident', async () => {
  const id = await ask();
  const compose = async (event: object) => {
    const payload = { mail: 'portableCopy', copyId: id, at: 0, event };
    const mail = await composeCopyNews(lab.pool, { payload } as unknown as OutboxRow, 'https://sodo.example');
    return mail && { to: mail.to.map(({ name }) => name), cc: mail.cc?.map(({ name }) => name), ...mail.message };
  };
  const { rows } = await lab.pool.query<{ payload: { event: object } }>(
    `select payload from outbox where ordering_key = $1 order by id`,
    [`portableCopy/${id}`],
  );
  const opened = await compose(rows[0]?.payload.event ?? {});
  expect(opened).toMatchObject({
    to: ['Lê Hữu Nghĩa'],
    cc: [],
    subject: expect.stringMatching(/^\[Cần ổ cứng\] .*OC-/),
  });
  expect(opened?.text).toContain(`https://sodo.example/portable-copies/${id}`);
  expect((await compose({ type: 'DiskHandedOver' }))?.to).toEqual(['Lê Hữu Nghĩa', 'Đỗ Thanh Tùng']);
  expect((await compose({ type: 'NoticeFell', workingDays: -1 }))?.cc).toEqual([]);
  expect((await compose({ type: 'NoticeFell', workingDays: 0 }))?.cc).toEqual(['Đỗ Thanh Tùng', 'Nguyễn Văn Hải']);
  await lab.pool.query(`update portable_copy set due_at = now() - interval '1 hour' where id = $1`, [id]);
  await lab.openIncidents();
  const found = await lab.pool.query('select class, severity from incident where source_key = $1', [
    `portable-copy:${id}`,
  ]);
  expect(found.rows).toEqual([{ class: 'backupFailure', severity: 'minor' }]);
  expect((await read(id)).late).toBe(true);
});
