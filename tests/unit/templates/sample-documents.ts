/** Papers of one realistic dossier of ex-Bình Phước (a transfer in Đồng Xoài, 2023 regime). People are invented. */
import type { DocumentDataByKind, RegisterRow } from '../../../templates/documents/document-data';

const ONE_STOP = {
  superior: 'UBND thành phố Đồng Xoài',
  name: 'Bộ phận tiếp nhận và trả kết quả',
};
const BRANCH = {
  superior: 'Văn phòng Đăng ký đất đai tỉnh Bình Phước',
  name: 'Chi nhánh Văn phòng Đăng ký đất đai thành phố Đồng Xoài',
};
const DOSSIER = {
  code: '000.12.34.H10-230302-0015',
  procedureName:
    'Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất trong trường hợp chuyển nhượng, thừa kế, tặng cho, góp vốn bằng quyền sử dụng đất',
};
const APPLICANT = {
  name: 'Nguyễn Thị Hồng Phượng',
  address: 'Số 125/4, đường Phú Riềng Đỏ, khu phố Phước Thiện, phường Tân Thiện, thành phố Đồng Xoài, tỉnh Bình Phước',
  phone: '0912 345 678',
  email: 'hongphuong.nguyen@example.vn',
};
const COMPONENTS = [
  { name: 'Đơn đăng ký biến động đất đai, tài sản gắn liền với đất (Mẫu số 09/ĐK)', originals: 1 },
  { name: 'Hợp đồng chuyển nhượng quyền sử dụng đất đã được công chứng', originals: 1, note: 'Số công chứng 1187' },
  { name: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất', originals: 1 },
  { name: 'Tờ khai lệ phí trước bạ nhà, đất (Mẫu số 01/LPTB)', originals: 1 },
  { name: 'Tờ khai thuế thu nhập cá nhân (Mẫu số 03/BĐS-TNCN)', originals: 1 },
  { name: 'Căn cước công dân của các bên', photocopies: 2, note: 'Khai thác CSDL quốc gia về dân cư' },
];

function makeRegisterRow(index: number): RegisterRow {
  const serial = String(index + 1).padStart(4, '0');
  const waiting = index % 4 === 3;
  return {
    dossierCode: `000.12.34.H10-230302-${serial}`,
    procedureName:
      index % 3 === 0 ? 'Đăng ký biến động quyền sử dụng đất do chuyển nhượng' : 'Tách thửa hoặc hợp thửa đất',
    sets: 1,
    applicantName: index % 2 === 0 ? 'Nguyễn Thị Hồng Phượng' : 'Điểu Kơ Rưng',
    applicantContact: 'Xã Đắk Ơ, huyện Bù Gia Mập; 0912 345 678',
    responsibleUnit: 'CN VPĐK đất đai Đồng Xoài',
    receivedOn: '2023-03-02',
    dueOn: '2023-03-16',
    forwardedOn: '2023-03-02',
    resultReceivedOn: waiting ? undefined : '2023-03-15',
    returnedOn: waiting ? undefined : '2023-03-16',
    deliveryMethod: 'Trực tiếp',
    note: waiting ? 'Chờ nghĩa vụ tài chính' : undefined,
  };
}

/** A register with as many rows as told. */
export function makeRegisterBook(rows: number): DocumentDataByKind['register-book'] {
  return {
    issuer: ONE_STOP,
    number: '01/STD',
    place: 'Đồng Xoài',
    issuedAt: '2023-03-31T17:00:00+07:00',
    book: '01/2023',
    period: { from: '2023-03-01', to: '2023-03-31' },
    rows: Array.from({ length: rows }, (_, index) => makeRegisterRow(index)),
  };
}

export const SAMPLE_DOCUMENTS: DocumentDataByKind = {
  receipt: {
    issuer: ONE_STOP,
    number: '0015/GTN',
    place: 'Đồng Xoài',
    issuedAt: '2023-03-02T08:05:00+07:00',
    dossier: DOSSIER,
    lookupUrl: 'https://tracuu.example.vn/ho-so',
    lookupSecret: 'K7M2-QX94',
    receivingUnit: 'Bộ phận tiếp nhận và trả kết quả UBND thành phố Đồng Xoài',
    applicant: APPLICANT,
    components: COMPONENTS,
    sets: 1,
    processingTime: { amount: 10, unit: 'working-day' },
    receivedAt: '2023-03-02T08:05:00+07:00',
    dueAt: '2023-03-16T17:00:00+07:00',
    resultDelivery: 'Bộ phận tiếp nhận và trả kết quả UBND thành phố Đồng Xoài',
    fees: [
      { name: 'Phí thẩm định hồ sơ', amountVnd: 630000 },
      { name: 'Lệ phí địa chính', amountVnd: 25000 },
    ],
    register: { book: '01/2023', entry: '0015' },
    receiver: { title: 'Người tiếp nhận hồ sơ', name: 'Trần Quốc Đạt' },
  },
  'supplement-request': {
    issuer: ONE_STOP,
    number: '07/HDHS',
    place: 'Đồng Xoài',
    issuedAt: '2023-03-03T09:30:00+07:00',
    dossier: DOSSIER,
    applicant: APPLICANT,
    components: [
      { name: 'Tờ khai thuế thu nhập cá nhân (Mẫu số 03/BĐS-TNCN), ký lại ở trang 2', originals: 1 },
      { name: 'Giấy chứng nhận kết hôn hoặc giấy xác nhận tình trạng hôn nhân', certifiedCopies: 1 },
    ],
    reason:
      'Tờ khai thuế chưa có chữ ký của bên chuyển nhượng; chưa có giấy tờ chứng minh quan hệ hôn nhân của bên nhận chuyển nhượng.',
    answerBy: '2023-03-24',
    contact: { name: 'ông Trần Quốc Đạt', phone: '0271 3879 123' },
    adviser: { title: 'Người hướng dẫn', name: 'Trần Quốc Đạt' },
  },
  refusal: {
    issuer: ONE_STOP,
    number: '03/TCHS',
    place: 'Đồng Xoài',
    issuedAt: '2023-03-02T08:40:00+07:00',
    dossier: { procedureName: DOSSIER.procedureName },
    receivingUnit: 'Bộ phận tiếp nhận và trả kết quả UBND thành phố Đồng Xoài',
    applicant: { name: 'Lê Văn Ẩn' },
    reasons: [
      'Thửa đất số 214, tờ bản đồ số 37 đang bị kê biên theo Quyết định số 45/QĐ-CCTHADS ngày 10 tháng 01 năm 2023 của Chi cục Thi hành án dân sự thành phố Đồng Xoài.',
      'Hợp đồng chuyển nhượng chưa được công chứng, chứng thực.',
    ],
    legalBasis: ['Điều 188 Luật Đất đai ngày 29 tháng 11 năm 2013.'],
    receiver: { title: 'Người tiếp nhận hồ sơ', name: 'Trần Quốc Đạt' },
  },
  apology: {
    issuer: BRANCH,
    number: '12/PXL-CNĐX',
    place: 'Đồng Xoài',
    issuedAt: '2023-03-15T10:00:00+07:00',
    dossier: DOSSIER,
    applicant: APPLICANT,
    receivedAt: '2023-03-02T08:05:00+07:00',
    dueAt: '2023-03-16T17:00:00+07:00',
    newDueAt: '2023-03-21T17:00:00+07:00',
    reason: 'ranh giới thửa đất trên bản đồ địa chính chưa khớp với hiện trạng, phải kiểm tra thực địa.',
    signer: { title: 'KT. Giám đốc\nPhó Giám đốc', name: 'Phạm Thị Mỹ Lệ' },
  },
  'process-control': {
    issuer: ONE_STOP,
    number: '0015/PKS',
    place: 'Đồng Xoài',
    issuedAt: '2023-03-16T15:20:00+07:00',
    dossier: DOSSIER,
    responsibleUnit: 'Chi nhánh Văn phòng Đăng ký đất đai thành phố Đồng Xoài',
    coordinatingUnits: ['Chi cục Thuế khu vực Đồng Xoài – Đồng Phú'],
    receivedAt: '2023-03-02T08:05:00+07:00',
    dueAt: '2023-03-16T17:00:00+07:00',
    handovers: [
      {
        fromUnit: 'Bộ phận tiếp nhận và trả kết quả',
        fromPerson: 'Trần Quốc Đạt',
        toUnit: 'Tổ Đăng ký, cấp giấy chứng nhận',
        toPerson: 'Đỗ Thị Ngọc Ánh',
        at: '2023-03-02T10:00:00+07:00',
        result: 'on-time',
      },
      {
        fromUnit: 'Tổ Đăng ký, cấp giấy chứng nhận',
        fromPerson: 'Đỗ Thị Ngọc Ánh',
        toUnit: 'Chi cục Thuế khu vực Đồng Xoài – Đồng Phú',
        toPerson: 'Hoàng Văn Sửu',
        at: '2023-03-06T14:15:00+07:00',
        result: 'early',
        note: 'Phiếu chuyển số 231/PC-CNĐX',
      },
      {
        fromUnit: 'Chi cục Thuế khu vực Đồng Xoài – Đồng Phú',
        fromPerson: 'Hoàng Văn Sửu',
        toUnit: 'Tổ Đăng ký, cấp giấy chứng nhận',
        toPerson: 'Đỗ Thị Ngọc Ánh',
        at: '2023-03-14T16:50:00+07:00',
        result: 'late',
        note: 'Quá hạn 01 ngày làm việc',
      },
      { fromUnit: 'Tổ Đăng ký, cấp giấy chứng nhận', toUnit: 'Bộ phận tiếp nhận và trả kết quả' },
    ],
  },
  'register-book': makeRegisterBook(24),
  'stop-notice': {
    issuer: BRANCH,
    number: '05/TB-CNĐX',
    place: 'Đồng Xoài',
    issuedAt: '2023-03-08T09:00:00+07:00',
    dossier: DOSSIER,
    applicant: APPLICANT,
    receivedAt: '2023-03-02T08:05:00+07:00',
    stoppedAt: '2023-03-08T08:30:00+07:00',
    reason: 'Thửa đất đang có tranh chấp được Tòa án nhân dân thụ lý giải quyết.',
    basis: [
      {
        document: 'Thông báo số 88/TB-TLVA',
        issuedBy: 'Tòa án nhân dân thành phố Đồng Xoài',
        issuedOn: '2023-03-07',
      },
    ],
    guidance: 'Ông/Bà nộp lại hồ sơ sau khi có bản án, quyết định đã có hiệu lực pháp luật của Tòa án nhân dân.',
    recipients: ['Như trên', 'Bộ phận tiếp nhận và trả kết quả', 'Lưu: VT, hồ sơ'],
    signer: { title: 'Giám đốc', name: 'Vũ Đình Khải' },
  },
  'tax-slip': {
    formMark: {
      number: 'Mẫu số 01/LCHS',
      issuedWith: 'Ban hành kèm theo Thông tư liên tịch số 88/2016/TTLT/BTC-BTNMT',
    },
    issuer: BRANCH,
    number: '231/PC-CNĐX',
    place: 'Đồng Xoài',
    issuedAt: '2023-03-06T14:00:00+07:00',
    addressee: 'Chi cục Thuế khu vực Đồng Xoài – Đồng Phú',
    replaces: { number: '219/PC-CNĐX', issuedOn: '2023-03-03', reason: 'bổ sung vị trí thửa đất theo Bảng giá đất' },
    dossier: {
      ...DOSSIER,
      completeSince: '2023-03-02',
      legalBasis: [
        'Luật Đất đai năm 2013',
        'Nghị định số 43/2014/NĐ-CP',
        'Thông tư liên tịch số 88/2016/TTLT-BTC-BTNMT',
      ],
    },
    landUsers: [
      {
        name: APPLICANT.name,
        dateOfBirth: '1985-11-20',
        taxOrPersonalNumber: '070185001234',
        identityPaper: {
          kind: 'Căn cước công dân',
          number: '070185001234',
          issuedOn: '2021-05-10',
          issuedBy: 'Cục Cảnh sát quản lý hành chính về trật tự xã hội',
        },
        address: APPLICANT.address,
        phone: APPLICANT.phone,
        email: APPLICANT.email,
      },
    ],
    transferors: [{ name: 'Lê Văn Ẩn', dateOfBirth: '1960-02-01', taxOrPersonalNumber: '070060004321' }],
    land: {
      parcelNumber: '214',
      mapSheetNumber: '37',
      address: 'Khu phố Phước Thiện, phường Tân Thiện, thành phố Đồng Xoài, tỉnh Bình Phước',
      pricePosition: {
        street: 'Phú Riềng Đỏ',
        section: 'Từ đường Hùng Vương đến ngã tư Sóc Miên',
        area: 'Đô thị',
        position: '1',
        depthMetres: 28.5,
      },
      areaM2: 452.4,
      privateAreaM2: 452.4,
      areaWithinLimitM2: 100,
      areaOverLimitM2: 352.4,
      origin:
        'Công nhận quyền sử dụng đất như giao đất có thu tiền sử dụng đất: 100 m² (ODT); nhận chuyển nhượng 352,4 m² (CLN)',
      purposeBefore: 'Đất ở tại đô thị 100 m²; đất trồng cây lâu năm 352,4 m²',
      purposeAfter: 'Không thay đổi',
      term: 'Đất ở: lâu dài; đất trồng cây lâu năm: đến ngày 15/10/2043',
      tenure: 'Nhận chuyển nhượng quyền sử dụng đất',
      usedSince: 'Ngày 15/10/2013',
      rightPaper: { name: 'Giấy chứng nhận quyền sử dụng đất', number: 'BT 123456', issuedOn: '2013-10-15' },
      price: { kind: 'table', amountPerM2Vnd: 9500000, coefficient: 1.2 },
    },
    assets: [
      {
        kind: 'Nhà ở riêng lẻ',
        grade: 'Cấp 4',
        buildingAreaM2: 86.5,
        floorAreaM2: 86.5,
        storeys: 1,
        completedYear: 2014,
      },
    ],
    transaction: {
      contractKind: 'Hợp đồng chuyển nhượng quyền sử dụng đất và tài sản gắn liền với đất',
      contractNumber: '1187',
      contractDate: '2023-02-27',
      notarisedBy: 'Văn phòng công chứng Đồng Xoài',
      priceVnd: 1850000000,
    },
    deferral: { requested: false },
    attachments: [
      { name: 'Tờ khai lệ phí trước bạ nhà, đất (Mẫu số 01/LPTB)', copies: 1 },
      { name: 'Tờ khai thuế thu nhập cá nhân (Mẫu số 03/BĐS-TNCN)', copies: 1 },
      { name: 'Hợp đồng chuyển nhượng đã công chứng', copies: 1 },
      { name: 'Bản sao Giấy chứng nhận quyền sử dụng đất', copies: 1 },
    ],
    signer: { title: 'Giám đốc', name: 'Vũ Đình Khải' },
  },
};
