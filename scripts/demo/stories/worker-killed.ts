import { randomUUID } from 'node:crypto';
import { fillTaxSlip, issueCertificate, payTaxes } from '../handle-dossier';
import { PEOPLE, type DossierAnswer } from '../office';
import { receiveDossier } from '../receive-dossier';
import type { Stage, Story } from '../story';
import { waitFor } from '../wait-for';

const RESTART_WITHIN_MS = 40_000;

/** Both workers are killed in the middle of their work (SIGKILL): nothing is lost, nothing is done twice. */
export const workerKilled: Story = {
  name: 'worker-killed',
  title: 'The workers are killed in the middle of a step: nothing lost, nothing twice',
  async play(stage) {
    const { office, simulators, checks } = stage;
    const { dossierId, code } = await receiveDossier(stage, {
      fullName: 'Hồ Ngọc Trâm',
      idNumber: '070195006789',
      birthDate: '1995-01-08',
      address: 'Đường Hùng Vương, phường Bình Phước',
      phone: '0945678901',
      email: 'ngoc.tram@example.vn',
      serial: 'AA 01234567',
      priceVnd: 1_450_000_000,
    });
    const task = await office.claim(dossierId, 'appraise', 'officer');
    const at = `/dossiers/${dossierId}/tasks/${task}/complete`;
    const step = { as: PEOPLE.officer, key: randomUUID(), body: { data: { eligible: true, taxExempt: false } } };

    const begun = Date.now();
    const underway = office.api.callPatiently<DossierAnswer>('POST', at, step);
    await kill(stage, 'worker');
    const answer = await underway;
    stage.tell(`the step was answered after ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    checks.equal(
      'the step in whose middle the worker died is answered',
      [answer.status, answer.body?.status],
      [200, 'TAX_TRANSFER'],
    );
    const again = await office.api.callPatiently<DossierAnswer>('POST', at, step);
    checks.equal(
      'the same request again gets the same answer',
      [again.status, again.body?.seq],
      [200, answer.body?.seq],
    );
    const done = (await office.page(dossierId)).timeline.filter(({ command }) => command === 'completeTask');
    checks.equal('times the step is in the log', done.length, 1);

    await office.claimAndComplete(dossierId, 'prepareTaxSlip', 'officer', await fillTaxSlip(stage, dossierId));
    await kill(stage, 'background');
    stage.tell('what it may just have been delivering is taken up again when its lease of a minute has run out');
    const slip = await waitFor(
      'the slip at the tax authority',
      () => simulators.findSlip(code),
      RESTART_WITHIN_MS + 60_000,
    );
    await office.waitUntil(dossierId, 'the status PENDING_TAX', ({ status }) => status === 'PENDING_TAX', 90_000);
    checks.equal('the slip whose sending was cut off is there once', slip.versions.length, 1);
    await payTaxes(stage, dossierId, code, slip.soPhieu);
    await issueCertificate(stage, dossierId, code, { serial: 'AA 00000006', receiver: 'Hồ Ngọc Trâm' });
    const { documents, timeline } = await office.waitUntil(dossierId, 'the last paper', (page) =>
      page.documents.some(({ kind }) => kind === 'processControl'),
    );
    const kinds = documents.map(({ kind }) => kind).sort();
    checks.equal('each paper is there once', kinds, ['processControl', 'receipt', 'taxSlip']);
    const numbers = timeline.map(({ seq }) => seq);
    checks.equal(
      'the log has no gap and no double',
      numbers,
      numbers.map((_, index) => index + 1),
    );
  },
};

/** SIGKILL, to the process that lives now. */
async function kill({ children, checks, tell }: Stage, name: string): Promise<void> {
  const child = children.get(name);
  const pid = child?.pid;
  if (!child || pid === undefined) throw new Error(`there is no program ${name} to be killed`);
  process.kill(pid, 'SIGKILL');
  tell(`killed the process ${pid} (${name})`);
  const newPid = await waitFor(
    `a new process for ${name}`,
    () => Promise.resolve(child.pid !== pid && child.pid),
    RESTART_WITHIN_MS,
  );
  checks.check(
    `the supervisor starts ${name} again (process ${newPid})`,
    await child.waitUntilReady(RESTART_WITHIN_MS),
  );
}
