import { taxSlipSchema, type TaxSlip } from '../../../contracts/tax-link.schema';

/** A valid slip for a transfer at 850 million đồng. */
export function givenSlip(
  change: { soPhieu?: string; maHs?: string; version?: number; price?: number; seqId?: string } = {},
): TaxSlip {
  return taxSlipSchema.parse({
    SYSTEM_INFO: { MSG_TYPE: '10', SEQ_ID: change.seqId ?? 'seq-1' },
    TT_CHUNG: {
      MA_HS: change.maHs ?? '000.01.16.H10-231005-0001',
      SO_PHIEU: change.soPhieu ?? '125/PCTT-CNĐX',
      PHIEN_BAN: change.version ?? 1,
      NGAY_DUYET: '2023-10-09',
      NGUOI_DUYET: 'Lê Minh Tuấn',
      LOAI_DENGHI: 'Xác định nghĩa vụ tài chính',
      LOAI_HOSO: 'Chuyển nhượng quyền sử dụng đất',
      THOIDIEM_NOPHS: '2023-10-05',
      SO_GCN_QSD: 'CS 123456',
      NGAYCAP_GCN: '2019-06-18',
    },
    TT_NSD: [
      { VAI_TRO: 'BEN_CHUYEN', HO_TEN: 'Trần Văn Lợi', SO_DINH_DANH: '070075004321', DIA_CHI: 'Ấp 2, xã Đồng Tâm' },
      { VAI_TRO: 'BEN_NHAN', HO_TEN: 'Nguyễn Thị Hồng Nhung', SO_DINH_DANH: '070188001234', DIA_CHI: 'Tổ 3, Tân Bình' },
    ],
    TT_THUADAT: [
      {
        MA_XA: '25195',
        SO_TO: '27',
        SO_THUA: '145',
        DIA_CHI: 'Khu phố Tân Bình',
        DIEN_TICH: 312.5,
        NGUON_GOC: 'Nhận chuyển nhượng',
        MUC_DICH: 'ODT',
        THOI_HAN: 'Lâu dài',
        VI_TRI: 2,
      },
    ],
    TT_CHUYENNHUONG: {
      LOAI_HOP_DONG: 'CHUYEN_NHUONG',
      SO_CONG_CHUNG: '2210/2023',
      NGAY_HOP_DONG: '2023-10-02',
      GIA_HOP_DONG: change.price ?? 850_000_000,
    },
  });
}
