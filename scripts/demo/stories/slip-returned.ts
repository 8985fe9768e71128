import { appraiseAndAskTax, fillTaxSlip, issueCertificate, payTaxes } from '../handle-dossier';
import { receiveDossier } from '../receive-dossier';
import type { Story } from '../story';
import { waitFor } from '../wait-for';

const RETURN = {
  reasonCode: 'WRONG_LAND_POSITION',
  reasonText: 'Vị trí thửa đất theo bảng giá chưa đúng, đề nghị kiểm tra và gửi lại phiếu chuyển.',
  fault: 'OFFICE_ERROR',
  fields: ['TT_THUADAT.VI_TRI'],
};

/** Tax sends the slip back; the office corrects it; the second version is accepted. */
export const slipReturned: Story = {
  name: 'slip-returned',
  title: 'Tax returns the slip with a reason; the second version is accepted',
  async play(stage) {
    const { office, simulators, checks } = stage;
    const { dossierId, code } = await receiveDossier(stage, {
      fullName: 'Trần Quốc Huy',
      idNumber: '070085003456',
      birthDate: '1985-07-19',
      address: 'Đường ĐT 741, phường Đồng Xoài',
      phone: '0901234567',
      email: 'quoc.huy@example.vn',
      serial: 'DK 344670',
      priceVnd: 2_400_000_000,
    });
    const soPhieu = await appraiseAndAskTax(stage, dossierId, code);
    await simulators.answerSlip(soPhieu, 'return', RETURN);
    const returned = await office.waitUntil(
      dossierId,
      'the slip to come back',
      ({ status }) => status === 'TAX_TRANSFER',
    );
    const [first] = returned.tax.slips;
    checks.equal('the first version', [first?.version, first?.returnReason?.includes('Vị trí thửa đất')], [1, true]);
    checks.equal('the clock runs again for the office', returned.pauseReasons, []);

    await office.claimAndComplete(dossierId, 'prepareTaxSlip', 'officer', {
      ...(await fillTaxSlip(stage, dossierId, 2)),
      correction: 'Sửa vị trí thửa đất theo bảng giá từ vị trí 1 thành vị trí 2.',
    });
    const slip = await waitFor('the second version at the tax authority', async () => {
      const found = await simulators.findSlip(code);
      return found && found.versions.length === 2 && found;
    });
    checks.equal(
      'versions at the tax authority',
      slip.versions.map(({ version }) => version),
      [1, 2],
    );
    checks.equal('position in the second', slip.versions[1]?.slip.TT_THUADAT[0]?.VI_TRI, 2);
    await office.waitUntil(dossierId, 'the status PENDING_TAX', ({ status }) => status === 'PENDING_TAX');
    await payTaxes(stage, dossierId, code, soPhieu);
    const { documents } = await office.page(dossierId);
    checks.equal('tax slips on paper', documents.filter(({ kind }) => kind === 'taxSlip').length, 2);
    await issueCertificate(stage, dossierId, code, { serial: 'AA 00000003', receiver: 'Trần Quốc Huy' });
  },
};
