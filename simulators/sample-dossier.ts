/** A realistic transfer dossier (procedure P2, domain-facts §1.2) as a one-stop counter sends it. All persons are invented. */
import { createHash, randomUUID } from 'node:crypto';
import type { OneStopDossier, OneStopFile } from '../contracts/one-stop-link.schema';
import { formatOneStopTime } from '../contracts/one-stop-link.schema';

/** Names of the scans the simulator offers by address. */
export const SAMPLE_FILE_NAMES = ['giay-chung-nhan.pdf', 'to-khai-le-phi-truoc-ba.pdf'] as const;

/** A small, valid one-page PDF that carries the given ASCII text. */
export function createSamplePdf(text: string): Buffer {
  const stream = `BT /F1 14 Tf 60 780 Td (${text.replace(/[^ -~]|[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  pdf += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${pdf.lastIndexOf('xref')}\n%%EOF\n`;
  return Buffer.from(pdf, 'latin1');
}

function hash(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** File whose content travels in the message. */
function createInlineFile(name: string): OneStopFile {
  const content = createSamplePdf(`${name} ${randomUUID()}`);
  return { TenTepDinhKem: name, HashTepTin: hash(content), NoiDung: content.toString('base64') };
}

/** File to be fetched from the simulator. */
function createLinkedFile(name: (typeof SAMPLE_FILE_NAMES)[number], filesUrl: string): OneStopFile {
  const content = createSamplePdf(name);
  return { TenTepDinhKem: name, HashTepTin: hash(content), DuongDanTaiTepTin: `${filesUrl}/${name}` };
}

/**
 * @param serial number of the dossier on its day, from 1
 * @param filesUrl address below which {@link SAMPLE_FILE_NAMES} are served
 */
export function createSampleDossier(serial: number, filesUrl: string, now: Date): OneStopDossier {
  const received = formatOneStopTime(now);
  return {
    messageId: randomUUID(),
    MaHoSo: `000.00.16.H10-${received.slice(2, 8)}-${String(serial).padStart(4, '0')}`,
    MaTTHC: '1.013831',
    TenTTHC: 'Đăng ký biến động đối với trường hợp chuyển nhượng, thừa kế, tặng cho quyền sử dụng đất',
    MaDonViTiepNhan: '000.01.16.H10',
    KenhTiepNhan: 2,
    ChuHoSo: {
      HoTen: 'Nguyễn Thị Hồng Nhung',
      LoaiDoiTuong: 1,
      MaDoiTuong: '070188001234',
      NgaySinh: '1988-04-12',
      DiaChi: 'Tổ 3, khu phố Tân Bình, phường Bình Phước',
      SoDienThoai: '0912345678',
      Email: 'hong.nhung@example.vn',
    },
    // The form transfer-application of P2.TRANSFER.
    DuLieuBieuMau: {
      applicant: {
        type: 'INDIVIDUAL',
        fullName: 'Nguyễn Thị Hồng Nhung',
        idNumber: '070188001234',
        birthDate: '1988-04-12',
        address: 'Tổ 3, khu phố Tân Bình, phường Bình Phước',
        phone: '0912345678',
        email: 'hong.nhung@example.vn',
      },
      transferor: {
        type: 'INDIVIDUAL',
        fullName: 'Trần Văn Lợi',
        idNumber: '070075004321',
        birthDate: '1975-11-30',
        address: 'Ấp 2, xã Đồng Tâm',
      },
      parcel: {
        communeCode: '25195',
        sheetNumber: '27',
        parcelNumber: '145',
        address: 'Khu phố Tân Bình, phường Bình Phước',
        areaM2: 312.5,
        purposes: [
          { code: 'ODT', areaM2: 100, term: 'Lâu dài' },
          { code: 'CLN', areaM2: 212.5, term: 'Đến ngày 01/7/2064' },
        ],
        origin: 'Công nhận QSDĐ như giao đất có thu tiền sử dụng đất',
      },
      certificate: { serial: 'CS 123456', registerNumber: 'CS02345', issuedOn: '2019-06-18' },
      transaction: {
        kind: 'TRANSFER',
        contractNumber: '2210/2023',
        contractDate: '2023-10-02',
        notary: 'Văn phòng công chứng Đồng Xoài',
        priceVnd: 850_000_000,
      },
      newCertificateRequested: true,
      debtRequested: false,
      delivery: { channel: 'COUNTER' },
      commitment: true,
    },
    ThanhPhanHoSo: [
      {
        MaThanhPhanHoSo: 'DON_DANG_KY_BIEN_DONG',
        TenThanhPhanHoSo: 'Đơn đăng ký biến động đất đai, tài sản gắn liền với đất',
        SoLuong: 1,
        LoaiBan: 2,
        GiayToDinhKem: [createInlineFile('don-dang-ky-bien-dong.pdf')],
      },
      {
        MaThanhPhanHoSo: 'HOP_DONG_CHUYEN_NHUONG',
        TenThanhPhanHoSo: 'Hợp đồng chuyển nhượng quyền sử dụng đất đã công chứng',
        SoLuong: 1,
        LoaiBan: 0,
        GiayToDinhKem: [createInlineFile('hop-dong-chuyen-nhuong.pdf')],
      },
      {
        MaThanhPhanHoSo: 'GIAY_CHUNG_NHAN',
        TenThanhPhanHoSo: 'Bản gốc Giấy chứng nhận đã cấp',
        SoLuong: 1,
        LoaiBan: 0,
        GiayToDinhKem: [createLinkedFile('giay-chung-nhan.pdf', filesUrl)],
      },
      {
        MaThanhPhanHoSo: 'TO_KHAI_LE_PHI_TRUOC_BA',
        TenThanhPhanHoSo: 'Tờ khai lệ phí trước bạ (Mẫu số 01/LPTB)',
        SoLuong: 2,
        LoaiBan: 0,
        GiayToDinhKem: [createLinkedFile('to-khai-le-phi-truoc-ba.pdf', filesUrl)],
      },
      {
        MaThanhPhanHoSo: 'TO_KHAI_THUE_TNCN',
        TenThanhPhanHoSo: 'Tờ khai thuế thu nhập cá nhân (Mẫu số 03/BĐS-TNCN)',
        SoLuong: 2,
        LoaiBan: 0,
        GiayToDinhKem: [createInlineFile('to-khai-thue-tncn.pdf')],
      },
    ],
    DanhSachLePhi: [
      { MaPhiLePhi: 'LP_BIEN_DONG', TenPhiLePhi: 'Lệ phí đăng ký biến động', Gia: 25000, TrangThaiThanhToan: 1 },
    ],
    NgayNop: received,
    NgayTiepNhan: received,
  };
}
