import { PEOPLE } from '../office';
import { appraiseAndAskTax, expectPaper, issueCertificate, payTaxes } from '../handle-dossier';
import { receiveDossier } from '../receive-dossier';
import type { Story } from '../story';

interface PublicStatus {
  readonly state: number;
  readonly stateName: string;
}

/** From the counter to the result, with tax: nothing goes wrong. */
export const straightRun: Story = {
  name: 'straight-run',
  title: 'A straight run: received, taxed, paid, signed, handed over',
  async play(stage) {
    const { office, checks } = stage;
    const { dossierId, code, secret } = await receiveDossier(stage, {
      fullName: 'Nguyễn Thị Hồng Nhung',
      idNumber: '070188001234',
      birthDate: '1988-04-12',
      address: 'Tổ 3, khu phố Tân Bình, phường Bình Phước',
      phone: '0912345678',
      email: 'hong.nhung@example.vn',
      serial: 'CS 123456',
      priceVnd: 850_000_000,
    });
    const found = await office.nextTask('officer');
    checks.equal('the officer’s inbox offers it', [found?.dossierId, found?.element], [dossierId, 'appraise']);
    const stranger = await office.api.call('GET', `/dossiers/${dossierId}`, { as: 'canbo1.chonthanh' });
    checks.equal('another branch does not see it', stranger.status, 404);
    await expectPaper(stage, dossierId, 'receipt', 'the receipt (form 01)');

    const soPhieu = await appraiseAndAskTax(stage, dossierId, code);
    await expectPaper(stage, dossierId, 'taxSlip', 'the tax slip');
    await payTaxes(stage, dossierId, code, soPhieu);
    const receiver = 'Nguyễn Thị Hồng Nhung';
    const closed = await issueCertificate(stage, dossierId, code, { serial: 'AA 00000001', receiver });
    checks.equal('finished', closed.deadline?.outcome, 'early');
    await expectPaper(stage, dossierId, 'processControl', 'the process control slip');

    const status = await office.api.get<PublicStatus>(`/public/dossiers/${code}?secret=${secret}`);
    checks.equal('the citizen sees', [status.state, status.stateName], [10, 'Đã trả kết quả']);
    const late = await office.api.call<{ code: string }>('POST', `/dossiers/${dossierId}/withdrawal`, {
      as: PEOPLE.clerk,
      body: { reason: 'Đổi ý' },
    });
    checks.equal('a closed dossier takes nothing more', [late.status, late.body.code], [409, 'ACTION_NOT_ALLOWED']);
  },
};
