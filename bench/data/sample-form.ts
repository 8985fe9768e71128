/** The form `transfer-application` of P2.TRANSFER, filled in as a real one: a gift of land between two persons. All invented. */
export function sampleForm(): Readonly<Record<string, unknown>> {
  return {
    applicant: {
      type: 'INDIVIDUAL',
      fullName: 'Nguyễn Thị Hồng Nhung',
      idNumber: '070188001234',
      birthDate: '1988-04-12',
      address: 'Tổ 3, khu phố Tân Bình, phường Bình Phước, tỉnh Đồng Nai',
      phone: '0912345678',
      email: 'hong.nhung@example.vn',
    },
    transferor: {
      type: 'INDIVIDUAL',
      fullName: 'Trần Văn Lợi',
      idNumber: '070075004321',
      birthDate: '1975-09-30',
      address: 'Ấp 2, xã Đồng Tâm, tỉnh Đồng Nai',
    },
    parcel: {
      communeCode: '25195',
      sheetNumber: '27',
      parcelNumber: '145',
      address: 'Khu phố Tân Bình, phường Bình Phước',
      areaM2: 312.5,
      purposes: [
        { code: 'ODT', areaM2: 100, term: 'Lâu dài' },
        { code: 'CLN', areaM2: 212.5, term: 'Đến ngày 15/10/2043' },
      ],
      origin: 'Nhận chuyển nhượng đất được Công nhận QSDĐ như giao đất có thu tiền sử dụng đất',
    },
    certificate: { serial: 'CS 123456', registerNumber: 'CS02345', issuedOn: '2019-06-18' },
    transaction: {
      kind: 'TRANSFER',
      contractNumber: '2210/2025/HĐCN',
      contractDate: '2025-10-02',
      notary: 'Văn phòng công chứng Đồng Xoài',
      priceVnd: 850_000_000,
    },
    newCertificateRequested: false,
    debtRequested: false,
    delivery: { channel: 'COUNTER' },
    commitment: true,
  };
}
