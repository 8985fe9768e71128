import { Office, type Handled } from '../faults/office';
import { WebLab, type Seat } from './web-lab';

jest.setTimeout(240_000);

let lab: WebLab;
let dossier: Handled;
let seat: Seat;
beforeAll(async () => {
  lab = await WebLab.open();
  const office = await Office.open(lab.stack.apiUrl, 0);
  dossier = await office.submit();
  await office.claim(dossier, 'appraise');
  seat = await lab.sit({ as: 'lanhdao.dongxoai' });
});
afterAll(() => lab.close());

async function rowsOf(id: string): Promise<unknown> {
  const { rows } = await lab.stack.pool.query<{ whole: unknown }>(
    `select jsonb_build_object('dossier', to_jsonb(d), 'tasks', (select jsonb_agg(to_jsonb(t) order by t.instance) from task t where t.dossier_id = d.id),
       'thresholds', (select jsonb_agg(to_jsonb(t) order by t.percent) from deadline_threshold t where t.dossier_id = d.id)) as whole
     from dossier d where id = $1`,
    [id],
  );
  return rows[0]?.whole;
}

async function post(path: string, body: object): Promise<{ status: number; body: { id?: string; code?: string } }> {
  return seat.page.evaluate(
    async ([address, text]) => {
      const session = (await (await fetch('/api/v1/sessions/current')).json()) as { csrfToken: string };
      const response = await fetch(`/api/v1${address}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-csrf-token': session.csrfToken,
          'idempotency-key': crypto.randomUUID(),
        },
        body: text,
      });
      return { status: response.status, body: (await response.json()) as { id?: string; code?: string } };
    },
    [path, JSON.stringify(body)] as const,
  );
}

describe('what happens if nobody acts', () => {
  it('is shown as a timeline of a copy that ran ahead, and nothing of it stays', async () => {
    const { page } = seat;
    const before = await rowsOf(dossier.id);
    const mails = async () => (await lab.stack.pool.query('select from outbox where kind = $1', ['mail'])).rowCount;
    const mailsBefore = await mails();
    await page.goto(`/dossiers/${dossier.id}`);
    await page.getByRole('button', { name: 'Nếu không ai làm gì…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Điều gì xảy ra nếu không ai làm gì?' });
    await dialog.getByRole('button', { name: 'Sau 1 tháng' }).click();
    await dialog.getByRole('button', { name: 'Chạy mô phỏng' }).click();
    await page.waitForURL(/\/simulations\//);
    await page.getByText('Bắt đầu từ hiện trạng của hồ sơ').waitFor();
    await page.getByText(/Kết thúc mô phỏng/).waitFor({ timeout: 90_000 });
    for (const percent of [50, 75, 90]) await page.getByText(`đã dùng ${percent}% thời hạn`).waitFor();
    await page.getByText('Quá hạn (100% thời hạn).').waitFor();
    await page.getByText('Vẫn chờ: Thẩm định hồ sơ').waitFor();
    await lab.photograph(page, 'simulation');
    expect(await lab.findBarriers(page)).toEqual([]);
    // The dossier is as it was, nobody was told, and the copy is gone.
    expect(await rowsOf(dossier.id)).toEqual(before);
    expect(await mails()).toBe(mailsBefore);
    const { rows } = await lab.stack.pool.query('select from dossier where handling_unit_id = $1', ['simulation']);
    expect(rows).toEqual([]);
  });

  it('goes on where it was when the background worker is killed', async () => {
    const { page } = seat;
    const until = new Date(Date.now() + 40 * 86_400_000).toISOString();
    const started = await post(`/dossiers/${dossier.id}/simulations`, { until });
    await page.goto(`/simulations/${started.body.id}`);
    await page.getByText('đã dùng 50% thời hạn').waitFor({ timeout: 60_000 });
    await lab.stack.kill('background');
    await page.getByText('Quá hạn (100% thời hạn).').waitFor({ timeout: 90_000 });
    await page.getByText(/Kết thúc mô phỏng/).waitFor({ timeout: 60_000 });
    expect(await page.getByText(/đã dùng \d+% thời hạn/).count()).toBe(3);
  });

  it('refuses the past, and tells nobody else of it', async () => {
    const past = await post(`/dossiers/${dossier.id}/simulations`, { until: '2020-01-01T00:00:00Z' });
    expect([past.status, past.body.code]).toEqual([422, 'SIMULATION_UNTIL_INVALID']);
    const { rows } = await lab.stack.pool.query<{ id: string }>('select id from simulation limit 1');
    const other = await lab.sit({ as: 'canbo1.dongxoai' });
    await other.page.goto(`/simulations/${rows[0]?.id}`);
    await other.page.getByText('(SIMULATION_NOT_FOUND)').waitFor();
  });
});
