import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { localDateOf } from '../../../domain/clock/instant';
import { addWorkingDays, countWorkingDays } from '../../../domain/clock/working-calendar';
import { formatOneStopTime } from '../../../contracts/one-stop-link.schema';
import { expectMail, expectPaper, issueCertificate } from '../handle-dossier';
import { PEOPLE, type DossierPage } from '../office';
import { receiveDossier } from '../receive-dossier';
import { scanAsPdf } from '../sample-application';
import type { Stage, Story } from '../story';

const DAY_MS = 86_400_000;

/** Something is missing: the citizen is asked once, the clock stands still meanwhile. */
export const supplement: Story = {
  name: 'supplement',
  title: 'A supplement: the clock stands still, then goes on (2025) or starts anew (2013)',
  async play(stage) {
    await underPresentRegime(stage);
    await underFormerRegime(stage);
  },
};

async function underPresentRegime(stage: Stage): Promise<void> {
  const { office, checks, time } = stage;
  const { dossierId, code } = await receiveDossier(stage, {
    fullName: 'Lê Hoàng Phúc',
    idNumber: '070091002345',
    birthDate: '1991-02-03',
    address: 'Khu phố Tân Thành, phường Đồng Xoài',
    phone: '0987654321',
    email: 'hoang.phuc@example.vn',
    serial: 'CL 739434',
    priceVnd: 1_250_000_000,
  });
  const before = await askForSupplement(stage, dossierId, code);
  stage.tell('four days pass before the citizen comes back');
  await time.pass(dossierId, 4 * DAY_MS);
  const after = await takeSupplement(stage, dossierId);
  checks.equal('the promised date stays', after.deadline?.promisedAt, before.deadline?.promisedAt);
  checks.equal('under the 2025 regime the clock', clockWords(after), 'ClockResumed');
  const pause = after.deadline?.pauses[0];
  const left = workingDays(pause?.from, before.deadline?.dueAt);
  checks.equal('working days left, before and after the pause', workingDays(pause?.to, after.deadline?.dueAt), left);
  checks.check(
    'the due date has moved with the pause',
    Date.parse(after.deadline?.dueAt ?? '') > Date.parse(before.deadline?.dueAt ?? ''),
    [before.deadline?.dueAt, after.deadline?.dueAt],
  );
  const again = await office.api.callPatiently<{ code: string }>('POST', `/dossiers/${dossierId}/supplement-requests`, {
    as: PEOPLE.officer,
    body: requestBody(await office.openTask(dossierId, 'appraise')),
  });
  checks.equal('a second request', [again.status, again.body.code], [409, 'SUPPLEMENT_ALREADY_REQUESTED']);
  await office.complete(dossierId, 'appraise', 'officer', {
    eligible: true,
    taxExempt: true,
    taxExemptGround: 'Thuộc trường hợp không phải chuyển thông tin địa chính',
  });
  const receiver = 'Lê Hoàng Phúc';
  const closed = await issueCertificate(stage, dossierId, code, { serial: 'AA 00000002', receiver });
  checks.check('the days of the pause do not count: not late', closed.deadline?.outcome !== 'late', closed.deadline);
}

/** A dossier of July 2024 that comes over from the one-stop system now: the law of its day applies. */
async function underFormerRegime(stage: Stage): Promise<void> {
  const { office, simulators, checks } = stage;
  const receivedAt = formatOneStopTime(new Date('2024-07-29T09:00:00+07:00'));
  const sent = await simulators.submitAtOneStop({
    MaHoSo: '000.00.16.H10-240729-0001',
    MaTTHC: '2.000889',
    NgayNop: receivedAt,
    NgayTiepNhan: receivedAt,
  });
  checks.equal('the one-stop system hands over a dossier of 2024', sent.httpStatus, 201);
  const { dossierId, code } = JSON.parse(sent.apiAnswer ?? '{}') as { dossierId: string; code: string };
  stage.follow(dossierId);
  const overdue = await office
    .waitUntil(dossierId, 'its escalations', ({ deadline }) => deadline?.escalations.length === 4)
    .catch(() => undefined);
  checks.check(
    'its time was over before it came: all four escalations are raised at once, as of now: the system had missed nothing',
    overdue?.deadline?.escalations.every(({ caughtUp }) => !caughtUp) === true,
    overdue?.deadline?.escalations,
  );
  const before = await askForSupplement(stage, dossierId, code);
  checks.equal('its regime', before.regime, '2013');
  const after = await takeSupplement(stage, dossierId);
  checks.equal('under the 2013 regime the clock', clockWords(after), 'ClockRestarted');
  const limit = after.deadline?.limit.amount ?? 0;
  const expected = addWorkingDays(SEED_CALENDAR, localDateOf(Date.now()), limit);
  checks.equal(`due ${limit} working days from today`, localDateOf(Date.parse(after.deadline?.dueAt ?? '')), expected);
}

/** @returns the dossier as it was before the request */
async function askForSupplement(stage: Stage, dossierId: string, code: string): Promise<DossierPage> {
  const { office, checks } = stage;
  const task = await office.claim(dossierId, 'appraise', 'officer');
  const before = await office.page(dossierId);
  await office.act(dossierId, 'supplement-requests', 'officer', requestBody(task));
  const asked = await office.page(dossierId);
  checks.equal('status, public state', [asked.status, asked.publicState], ['PENDING_SUPPLEMENT', 5]);
  checks.equal('the clock stands still for', asked.pauseReasons, ['SUPPLEMENT']);
  const blocked = await office.tryToComplete(dossierId, 'appraise', 'officer', {
    eligible: true,
    taxExempt: true,
    taxExemptGround: 'Không',
  });
  checks.equal('meanwhile the step is closed', blocked.status, 409);
  await expectPaper(stage, dossierId, 'supplementRequest', 'the request (form 02)');
  await expectMail(stage, code, 'Yêu cầu bổ sung hồ sơ');
  return before;
}

async function takeSupplement({ office, checks }: Stage, dossierId: string): Promise<DossierPage> {
  await office.api.upload(
    `/dossiers/${dossierId}/files`,
    PEOPLE.clerk,
    'transfer-contract',
    scanAsPdf('Phụ lục hợp đồng'),
  );
  await office.act(dossierId, 'supplements', 'clerk', {
    components: { 'transfer-contract': { copies: 1 } },
    note: 'Đã nộp bản chính phụ lục hợp đồng.',
  });
  const after = await office.page(dossierId);
  checks.equal('back at the step it came from', [after.status, after.pauseReasons], ['APPRAISAL', []]);
  return after;
}

function requestBody(task: number) {
  return {
    task,
    reason: 'Phụ lục hợp đồng chuyển nhượng chưa được công chứng.',
    items: [
      { componentId: 'transfer-contract', name: 'Phụ lục hợp đồng có công chứng', originals: 1, note: 'bản chính' },
    ],
    contact: { name: 'Phạm Quốc Bảo', phone: '02713887766' },
  };
}

/** What the last step did to the clock. */
function clockWords({ timeline }: DossierPage): string {
  const types = timeline.at(-1)?.entries.map(({ type }) => type) ?? [];
  return types.includes('ClockResumed')
    ? 'ClockResumed'
    : types.includes('ClockRestarted')
      ? 'ClockRestarted'
      : 'neither';
}

function workingDays(from: string | null | undefined, to: string | undefined): number {
  if (!from || !to) return Number.NaN;
  return countWorkingDays(SEED_CALENDAR, localDateOf(Date.parse(from)), localDateOf(Date.parse(to)));
}
