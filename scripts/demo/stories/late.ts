import type { CaughtMail } from '../../../simulators/mail-catcher';
import { expectMail, expectPaper, issueCertificate } from '../handle-dossier';
import { PEOPLE, type DossierPage } from '../office';
import { receiveDossier } from '../receive-dossier';
import type { Stage, Story } from '../story';
import { moment } from '../timeline';

const DAY_MS = 86_400_000;
/** How far behind a threshold we look: the sweep has to see it as something of now. */
const JUST_AFTER_MS = 5_000;
/** Longer than two sweeps and two deliveries. */
const SETTLE_MS = 4_000;

/** Nobody acts: the system itself raises the alarm, step by step, and being late stays being late. */
export const late: Story = {
  name: 'late',
  title: 'Nobody acts: escalations at 50, 75, 90 and 100 %, apology, counted as late',
  async play(stage) {
    const { office, checks } = stage;
    const { dossierId, code } = await receiveDossier(stage, {
      fullName: 'Đỗ Minh Khang',
      idNumber: '070080005678',
      birthDate: '1980-05-30',
      address: 'Đường Phú Riềng Đỏ, phường Bình Phước',
      phone: '0978123456',
      email: 'minh.khang@example.vn',
      serial: 'BK 383051',
      priceVnd: 1_900_000_000,
    });
    await office.claim(dossierId, 'appraise', 'officer');
    await passEveryThreshold(stage, dossierId);
    await checkMails(stage, dossierId, code);
    await apologise(stage, dossierId, code);
    await office.complete(dossierId, 'appraise', 'officer', {
      eligible: true,
      taxExempt: true,
      taxExemptGround: 'Thuộc trường hợp không phải chuyển thông tin địa chính',
    });
    const receiver = 'Đỗ Minh Khang';
    const closed = await issueCertificate(stage, dossierId, code, { serial: 'AA 00000005', receiver });
    checks.equal('escalations in all: the new date repeats none', closed.deadline?.escalations.length, 4);
    checks.equal('finished before the new date, and all the same counted', closed.deadline?.outcome, 'late');
  },
};

async function passEveryThreshold(stage: Stage, dossierId: string): Promise<void> {
  const { office, checks, time } = stage;
  const { deadline } = await office.page(dossierId);
  const thresholds = deadline?.thresholds ?? [];
  checks.equal(
    'thresholds',
    thresholds.map(({ percent }) => percent),
    [50, 75, 90, 100],
  );
  // Ours and the dossier's clock are the same until the first jump.
  let aheadMs = 0;
  for (const { percent, at } of thresholds) {
    const ms = Date.parse(at) + JUST_AFTER_MS - (Date.now() + aheadMs);
    if (ms > 0) {
      await time.pass(dossierId, ms);
      aheadMs += ms;
    }
    stage.tell(`it is ${moment(new Date(Date.now() + aheadMs).toISOString())} for the dossier, nobody has acted`);
    const raised = await office
      .waitUntil(dossierId, `the escalation at ${percent} %`, (page) => timesRaised(page, percent) > 0)
      .catch(() => undefined);
    const escalation = raised?.deadline?.escalations.find((one) => one.percent === percent);
    checks.check(`${percent} % is raised at once, not caught up later`, escalation?.caughtUp === false, escalation);
  }
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const page = await office.page(dossierId);
  checks.equal(
    'each is raised once',
    page.deadline?.escalations.map(({ percent }) => percent).sort(),
    [100, 50, 75, 90],
  );
  checks.equal('overdue', page.deadline?.overdue, true);
  const { items } = await office.api.get<{ items: { dossierId: string; percent: number }[] }>(
    '/escalations',
    PEOPLE.head,
  );
  const shown = items.filter((item) => item.dossierId === dossierId).map(({ percent }) => percent);
  checks.equal('the head sees them in the overview', shown.sort(), [100, 50, 75, 90]);
}

async function checkMails({ simulators, checks }: Stage, dossierId: string, code: string): Promise<void> {
  const mails = (await simulators.listMails(code)).filter(({ subject }) => subject.includes('hạn'));
  const of = (percent: number) =>
    mails.filter(({ subject }) => subject.includes(percent === 100 ? 'Quá hạn' : `${percent}%`));
  checks.equal(
    'one mail for each',
    [50, 75, 90, 100].map((percent) => of(percent).length),
    [1, 1, 1, 1],
  );
  const heard = (percent: number) => new Set(of(percent).flatMap((mail: CaughtMail) => mail.envelope.to));
  const [officer, head] = [`${PEOPLE.officer}@binhphuoc.example`, `${PEOPLE.head}@binhphuoc.example`];
  checks.check('at 50 % the officer hears of it, alone', heard(50).has(officer) && heard(50).size === 1, [
    ...heard(50),
  ]);
  checks.check('from 75 % the head, too', heard(75).has(officer) && heard(75).has(head), [...heard(75)]);
  checks.check('at 100 % the managers above, too', heard(100).size > heard(90).size, [...heard(100)]);
  checks.check(
    'no mail names the citizen',
    mails.every(({ text }) => !text.includes('Đỗ Minh Khang')),
    dossierId,
  );
}

async function apologise(stage: Stage, dossierId: string, code: string): Promise<void> {
  const { office, checks } = stage;
  const before = await office.page(dossierId);
  const move = { apology: true, reason: 'Viên chức thụ lý nghỉ ốm, chưa kịp bàn giao hồ sơ.' };
  const due = Date.parse(before.deadline?.dueAt ?? '');
  let newDue = '';
  let status = 0;
  // A week later is a working day, unless there is a holiday.
  for (let days = 7; days < 21 && status !== 200; days += 1) {
    newDue = new Date(due + days * DAY_MS).toISOString();
    const body = { ...move, dueAt: newDue };
    const reply = await office.api.callPatiently('POST', `/dossiers/${dossierId}/deadline`, { as: PEOPLE.head, body });
    status = reply.status;
  }
  const after = await office.page(dossierId);
  checks.equal('the head apologises and gives a new date', [status, after.deadline?.dueAt], [200, newDue]);
  checks.equal('the promised date stays as it was', after.deadline?.promisedAt, before.deadline?.promisedAt);
  await expectPaper(stage, dossierId, 'apology', 'the apology (form 04)');
  await expectMail(stage, code, 'Xin lỗi');
  const second = await office.api.callPatiently<{ code: string }>('POST', `/dossiers/${dossierId}/deadline`, {
    as: PEOPLE.head,
    body: { ...move, dueAt: new Date(Date.parse(newDue) + 7 * DAY_MS).toISOString() },
  });
  checks.equal('a second apology', [second.status, second.body.code], [409, 'APOLOGY_ALREADY_USED']);
}

function timesRaised({ deadline }: DossierPage, percent: number): number {
  return deadline?.escalations.filter((one) => one.percent === percent).length ?? 0;
}
