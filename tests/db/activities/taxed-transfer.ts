import { CLERK, DossierStory, HEAD, SECOND_OFFICER, type StoryWorld } from './dossier-story';

/** Every paper but refusal and stop: supplement, slip returned and sent again, two notices, late with an apology. */
export async function tellTaxedTransfer(world: StoryWorld, code: string): Promise<DossierStory> {
  const { pool } = world;
  const story = await DossierStory.submit(world, { code, at: '2026-11-02T08:05' });
  const { id } = story;
  await story.act('claimTask', { task: story.open('appraise') }, { at: '2026-11-02T09:00' });
  await story.act(
    'requestSupplement',
    { task: story.open('appraise') },
    {
      at: '2026-11-03T09:30',
      texts: {
        reason: 'Tờ khai thuế chưa có chữ ký của bên chuyển nhượng.',
        items: [
          { componentId: 'income-tax-return', name: 'Tờ khai thuế thu nhập cá nhân, ký lại ở trang 2', originals: 1 },
          { name: 'Giấy xác nhận tình trạng hôn nhân', certifiedCopies: 1, note: 'Của bên nhận' },
        ],
        contact: { name: 'bà Phạm Quốc Bảo', phone: '0271 3879 123' },
      },
    },
  );
  await story.act('receiveSupplement', {}, { at: '2026-11-04T10:00', by: CLERK });
  await story.complete('appraise', { eligible: true, taxExempt: false }, { at: '2026-11-05T15:00' });
  await story.complete('prepareTaxSlip', {}, { at: '2026-11-06T10:00', texts: SLIP });
  await story.answerJob('sendTaxSlip', { slipNumber: `${code}/PCTT`, slipVersion: 1 }, '2026-11-06T10:01');
  await pool.query(
    `insert into tax_slip (dossier_id, version, number, sent_at, returned_at, return_reason)
     values ($1, 1, $2, '2026-11-06 10:01+07', '2026-11-09 09:00+07', 'Thiếu vị trí thửa đất theo Bảng giá đất')`,
    [id, `${code}/PCTT`],
  );
  await story.act(
    'receiveSlipReturn',
    { slipVersion: 1, reasonCode: 'MISSING_POSITION' },
    { at: '2026-11-09T09:00', by: 'partner:tax' },
  );
  await story.complete('prepareTaxSlip', {}, { at: '2026-11-09T14:00', texts: SLIP });
  await story.answerJob('sendTaxSlip', { slipNumber: `${code}/PCTT`, slipVersion: 2 }, '2026-11-09T14:01');
  await pool.query(
    `insert into tax_notice (dossier_id, number, slip_version, item, amount, due_on)
     values ($1, 'TB-0501', 2, 'REGISTRATION_FEE', 4250000, '2026-12-12'),
       ($1, 'TB-0502', 2, 'PERSONAL_INCOME_TAX', 17000000, '2026-12-12')`,
    [id],
  );
  await story.act(
    'receiveTaxNotices',
    {
      slipVersion: 2,
      notices: [
        { number: 'TB-0501', payable: true },
        { number: 'TB-0502', payable: true },
      ],
    },
    { at: '2026-11-12T16:00', by: 'partner:tax' },
  );
  return story;
}

export async function finishTransfer(story: DossierStory): Promise<void> {
  for (const [notice, at] of [
    ['TB-0501', '2026-11-13T08:00'],
    ['TB-0502', '2026-11-13T08:30'],
  ] as const) {
    await story.act('recordPayment', { notice, receipt: `BL-${notice}`, kind: 'PAID' }, { at, by: 'partner:tax' });
  }
  await story.act(
    'moveDeadline',
    { dueAt: Date.parse('2026-11-27T17:00:00+07:00'), apology: true },
    { at: '2026-11-13T10:00', by: HEAD, texts: { reason: 'máy in phôi Giấy chứng nhận bị hỏng.' } },
  );
  await story.complete('printCertificate', {}, { at: '2026-11-18T10:00' });
  await story.complete('checkCertificate', { checkPassed: true }, { at: '2026-11-18T15:00', by: SECOND_OFFICER });
  await story.answerJob('recheckRestrictions', { restricted: false }, '2026-11-18T15:00');
  await story.complete('signCertificate', { signed: true }, { at: '2026-11-19T09:00', by: HEAD });
  await story.complete('registerResult', {}, { at: '2026-11-19T16:00' });
  await story.complete('returnResult', {}, { at: '2026-11-20T08:30', by: CLERK, texts: HAND_OVER });
}

export const SLIP = {
  pricePosition: { street: 'Phú Riềng Đỏ', section: 'Hùng Vương đến Sóc Miên', position: 1, depthMetres: 28.5 },
  chargeableAreaM2: 312.5,
  areaWithinLimitM2: 100,
  areaOverLimitM2: 212.5,
  correction: 'Đã bổ sung vị trí thửa đất',
  confirmed: true,
};
const HAND_OVER = { channel: 'COUNTER', handedOverOn: '2026-11-20', receiverName: 'Nguyễn Thị Hồng Nhung' };
