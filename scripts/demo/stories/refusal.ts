import { expectMail, expectPaper } from '../handle-dossier';
import { PEOPLE } from '../office';
import { receiveDossier } from '../receive-dossier';
import type { Story } from '../story';

/** The conditions are not met: refused with reasons, in writing. */
export const refusal: Story = {
  name: 'refusal',
  title: 'Refused at appraisal: form 03 and a mail with the reason',
  async play(stage) {
    const { office, checks } = stage;
    const { dossierId, code } = await receiveDossier(stage, {
      fullName: 'Phan Thị Thu Hiền',
      idNumber: '070193004567',
      birthDate: '1993-11-25',
      address: 'Khu phố Tân Đồng 1, phường Bình Phước',
      phone: '0934567890',
      email: 'thu.hien@example.vn',
      serial: 'DG 160816',
      priceVnd: 3_100_000_000,
    });
    const page = await office.page(dossierId);
    checks.check(
      'the officer sees what stands on the certificate: a mortgage',
      page.restrictions.some(({ kind, blocksTransfer }) => kind === 'MORTGAGE' && blocksTransfer),
      page.restrictions,
    );
    const task = await office.claim(dossierId, 'appraise', 'officer');
    const without = await office.api.callPatiently<{ code: string }>(
      'POST',
      `/dossiers/${dossierId}/tasks/${task}/complete`,
      { as: PEOPLE.officer, body: { data: { eligible: false } } },
    );
    checks.equal('without a reason', [without.status, without.body.code], [422, 'VALIDATION_FAILED']);
    const answer = await office.complete(dossierId, 'appraise', 'officer', {
      eligible: false,
      ineligibleReason:
        'Thửa đất đang thế chấp, chưa có văn bản đồng ý của bên nhận thế chấp (Luật Đất đai 2024, Điều 45).',
    });
    checks.equal('status', answer.status, 'REJECTED');
    await expectPaper(stage, dossierId, 'refusal', 'the refusal (form 03)');
    await expectMail(stage, code, 'Từ chối');
    const [mail] = (await stage.simulators.listMails(code)).filter(({ subject }) => subject.startsWith('Từ chối'));
    checks.check(
      'the mail goes to the citizen and gives the reason',
      mail?.envelope.to[0] === 'thu.hien@example.vn' && mail.text.includes('thế chấp'),
      mail?.text,
    );
    const closed = await office.page(dossierId);
    checks.equal('public state', closed.publicState, 3);
  },
};
