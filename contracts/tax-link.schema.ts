/**
 * What the land office and the tax authority say to each other ("liên thông nghĩa vụ tài chính").
 *
 * The slip keeps the names of the tax gateway's XML (domain-facts §2.3a) where they are known: SYSTEM_INFO, TT_CHUNG and
 * the names of the other groups. The fields inside TT_NSD … TT_MIENGIAM are published nowhere; ours follow the printed slip
 * (domain-facts §2.2). An adapter to the real gateway maps them, nothing else knows them.
 *
 * Amounts are whole đồng, areas are m², dates are `yyyy-MM-dd` in Vietnam, instants are ISO 8601 with offset.
 */
import { z } from 'zod';

const text = (max: number) => z.string().trim().min(1).max(max);
const dong = z.int().min(0);
const area = z.number().positive().max(1e9);
const day = z.iso.date();
const instant = z.iso.datetime({ offset: true });

/** Number of the slip, e.g. `125/PCTT-CNĐX`; with the version it is the idempotency key of a slip. */
const slipNumberSchema = text(64);

/** One party on the slip (domain-facts §2.2 II). */
const taxSlipPartySchema = z
  .object({
    VAI_TRO: z.enum(['BEN_CHUYEN', 'BEN_NHAN', 'NGUOI_SU_DUNG']),
    HO_TEN: text(300),
    MA_SO_THUE: text(14).optional(),
    SO_DINH_DANH: text(20).optional(),
    LOAI_GIAY_TO: text(60).optional(),
    SO_GIAY_TO: text(40).optional(),
    NGAY_CAP: day.optional(),
    NOI_CAP: text(200).optional(),
    NGAY_SINH: day.optional(),
    DIA_CHI: text(500),
    DIEN_THOAI: text(20).optional(),
    EMAIL: z.email().max(200).optional(),
  })
  .refine((party) => party.MA_SO_THUE ?? party.SO_DINH_DANH ?? party.SO_GIAY_TO, {
    message: 'A party needs a tax code, a personal id number or an identity paper.',
    path: ['SO_DINH_DANH'],
  });

/** One parcel with its position in the price table (domain-facts §2.2 III.1). */
const taxSlipParcelSchema = z.object({
  MA_XA: z.string().regex(/^\d{5}$/),
  SO_TO: text(20),
  SO_THUA: text(20),
  DIA_CHI: text(500),
  DIEN_TICH: area,
  DT_RIENG: z.number().min(0).optional(),
  DT_CHUNG: z.number().min(0).optional(),
  DT_TRONG_HANMUC: z.number().min(0).optional(),
  DT_NGOAI_HANMUC: z.number().min(0).optional(),
  /** Area for which money is due. */
  DT_TINH_NVTC: z.number().min(0).optional(),
  DT_LAN_CHIEM: z.number().min(0).optional(),
  NGUON_GOC: text(200).optional(),
  MUC_DICH_TRUOC: text(20).optional(),
  MUC_DICH: text(20),
  THOI_HAN: text(100).optional(),
  HINH_THUC: text(100).optional(),
  THOI_DIEM_SU_DUNG: text(50).optional(),
  DUONG: text(200).optional(),
  DOAN: text(300).optional(),
  KHU_VUC: text(50).optional(),
  VI_TRI: z.int().min(1).max(4).optional(),
  /** Metres. */
  CHIEU_SAU: z.number().min(0).optional(),
  /** Metres. */
  DO_RONG_NGO: z.number().min(0).optional(),
  LOAI_GIA: z.enum(['BANG_GIA', 'CU_THE', 'DAU_GIA']).optional(),
  /** Đồng per m². */
  DON_GIA: dong.optional(),
  HE_SO: z.number().positive().optional(),
});

/** One building or work on the land (domain-facts §2.2 III.2). */
const taxSlipBuildingSchema = z.object({
  LOAI: text(200),
  CAP_HANG: text(50).optional(),
  DT_XAYDUNG: z.number().min(0).optional(),
  DT_SAN: z.number().min(0).optional(),
  KET_CAU: text(200).optional(),
  SO_TANG: z.int().min(0).max(200).optional(),
  NAM_HOAN_CONG: z.int().min(1800).max(2200).optional(),
  HINH_THUC_SO_HUU: text(100).optional(),
  THOI_HAN: text(100).optional(),
});

/** The transaction (domain-facts §2.2 III.3). */
const taxSlipTransferSchema = z.object({
  LOAI_HOP_DONG: z.enum(['CHUYEN_NHUONG', 'THUA_KE', 'TANG_CHO', 'GOP_VON', 'CHUYEN_DOI']),
  SO_CONG_CHUNG: text(60).optional(),
  NGAY_HOP_DONG: day,
  /** Price written in the contract; absent where there is none (inheritance, gift). */
  GIA_HOP_DONG: dong.optional(),
  /** Kinship of the parties, the usual ground of an exemption. */
  QUAN_HE: text(100).optional(),
});

/** A claimed exemption, reduction or deduction (domain-facts §2.2 IV). */
const taxSlipExemptionSchema = z.object({
  DOI_TUONG: text(200),
  CAN_CU: text(300),
  SO_TIEN: dong.optional(),
});

/** "Phiếu chuyển thông tin để xác định nghĩa vụ tài chính", transaction TCT_GPC, message 10. */
export const taxSlipSchema = z.object({
  SYSTEM_INFO: z.object({
    MSG_TYPE: z.literal('10'),
    /** Ours, new with every version; tax repeats it as SEQ_REFID. */
    SEQ_ID: text(64),
    SEQ_REFID: text(64).optional(),
    ERROR_NOTE: z.string().max(1000).optional(),
  }),
  TT_CHUNG: z.object({
    /** Dossier code, opaque to tax. */
    MA_HS: text(64),
    SO_PHIEU: slipNumberSchema,
    /** 1, then one more after each time tax returned the slip (domain-facts §2.3, last paragraph). */
    PHIEN_BAN: z.int().min(1).max(1000),
    MA_GCN: text(40).optional(),
    NGAY_DUYET: day,
    NGUOI_DUYET: text(200),
    LOAI_DENGHI: text(100),
    LOAI_HOSO: text(100),
    DK_GHINO_NVTC: z.boolean().optional(),
    TT_NO_NVTC: text(300).optional(),
    TT_SOHUU: text(100).optional(),
    HSPL_VEDAT: text(300).optional(),
    /** Day the complete, valid dossier was received. */
    THOIDIEM_NOPHS: day,
    SO_GCN_QSD: text(40).optional(),
    NGAYCAP_GCN: day.optional(),
    NOI_CAP_GCN: text(200).optional(),
  }),
  TT_NSD: z.array(taxSlipPartySchema).min(1).max(200),
  TT_THUADAT: z.array(taxSlipParcelSchema).min(1).max(200),
  TT_NHA: z.array(taxSlipBuildingSchema).max(200).default([]),
  TT_CHUYENNHUONG: taxSlipTransferSchema.optional(),
  TT_MIENGIAM: z.array(taxSlipExemptionSchema).max(50).default([]),
  /** Papers sent along (domain-facts §2.2 VI). */
  GIAY_TO_KEM: z
    .array(
      z.object({
        TEN: text(300),
        SHA256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .optional(),
      }),
    )
    .max(100)
    .default([]),
});
export type TaxSlip = z.infer<typeof taxSlipSchema>;

/**
 * What tax answers at once to a slip (message 11). `ERROR_CODE` "0" = taken. The families 02, 11, 29 and 40 are seen in the
 * field without their meaning; the simulator uses 02 = data, 11 = same number with another content, 29 = not signed
 * properly, 40 = system. Only 40 (and HTTP 5xx) is worth a retry.
 */
export const taxSlipAnswerSchema = z.object({
  SYSTEM_INFO: z.object({ MSG_TYPE: z.literal('11'), SEQ_ID: text(64), SEQ_REFID: z.string().max(64) }),
  ERROR_CODE: text(10),
  ERROR_DESC: z.string().max(1000),
  /** Instant tax took the slip; the first one, also when the slip came again. */
  NGAYCHUYEN: instant,
  NGUOICHUYEN: text(200),
});
export type TaxSlipAnswer = z.infer<typeof taxSlipAnswerSchema>;

/** Key id under which both sides sign. */
export const TAX_KEY_ID = 'tax';
/** Path on the tax side that takes slips (signed). */
export const TAX_SLIP_PATH = '/tax/slips';
/** Path on our side that takes the tax authority's messages. */
export const TAX_MESSAGES_PATH = '/integrations/tax/messages';

/** What a notice asks money for (domain-facts §2.2, "What tax sends back"). */
const taxItemSchema = z.enum([
  'LAND_USE_FEE',
  'LAND_RENT',
  'REGISTRATION_FEE',
  'PERSONAL_INCOME_TAX',
  'CORPORATE_INCOME_TAX',
  'NON_AGRICULTURAL_LAND_TAX',
]);
export type TaxItem = z.infer<typeof taxItemSchema>;

/** "Thông báo nộp tiền", one per item. Exempt: amount 0, and neither due date nor account is needed. */
export const taxNoticeSchema = z
  .object({
    number: text(80),
    date: day,
    item: taxItemSchema,
    /** Tiểu mục of the state budget. */
    subItem: z.string().regex(/^\d{4}$/),
    amount: dong,
    dueDate: day.optional(),
    treasuryAccount: text(40).optional(),
    exempt: z.boolean(),
    exemptReason: text(300).optional(),
  })
  .superRefine((notice, context) => {
    const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (notice.exempt && notice.amount !== 0) problem('amount', 'An exempt notice has amount 0.');
    if (!notice.exempt && notice.amount > 0 && !notice.dueDate) problem('dueDate', 'A due date is needed.');
    if (!notice.exempt && notice.amount > 0 && !notice.treasuryAccount)
      problem('treasuryAccount', 'A treasury account is needed.');
  });
export type TaxNotice = z.infer<typeof taxNoticeSchema>;

const envelope = {
  /** Idempotency key: the same message always carries the same id, however often it is sent. */
  messageId: text(64),
  /** 1, 2, 3 … over all messages about one slip number, in the order tax made them; they may arrive in another. */
  sequence: z.int().min(1),
  sentAt: instant,
  MA_HS: text(64),
  SO_PHIEU: slipNumberSchema,
  /** Version of the slip that is answered. */
  version: z.int().min(1).max(1000),
};

/** All notices of one slip at once; an empty list means that nothing is due. */
const taxNoticesMessageSchema = z.object({
  type: z.literal('taxNotices'),
  ...envelope,
  notices: z
    .array(taxNoticeSchema)
    .max(50)
    .refine((notices) => new Set(notices.map((notice) => notice.number)).size === notices.length, {
      message: 'Notice numbers must differ.',
    }),
});

/** Tax sends the slip back: data are missing, or the office made a mistake (the clock runs again in both cases). */
export const slipReturnedMessageSchema = z.object({
  type: z.literal('slipReturned'),
  ...envelope,
  reasonCode: z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/),
  reasonText: text(1000),
  fault: z.enum(['MISSING_DATA', 'OFFICE_ERROR']),
  /** Fields of the slip concerned, dotted, e.g. `TT_CHUYENNHUONG.GIA_HOP_DONG`. */
  fields: z.array(text(200)).max(100).default([]),
});

/** One receipt for one notice; a notice may be paid in several parts. */
export const paymentReceiptMessageSchema = z
  .object({
    type: z.literal('paymentReceipt'),
    ...envelope,
    noticeNumber: text(80),
    receiptId: text(80),
    amount: dong,
    paidAt: instant,
    kind: z.enum(['PAID', 'DEBT_RECORDED', 'EXEMPTED']),
  })
  .superRefine((receipt, context) => {
    if (receipt.kind === 'EXEMPTED' ? receipt.amount !== 0 : receipt.amount === 0) {
      context.addIssue({ code: 'custom', path: ['amount'], message: 'Amount 0 goes with EXEMPTED, and only with it.' });
    }
  });

/** Body of `POST /integrations/tax/messages` (signed). */
export const taxMessageSchema = z.discriminatedUnion('type', [
  taxNoticesMessageSchema,
  slipReturnedMessageSchema,
  paymentReceiptMessageSchema,
]);
export type TaxMessage = z.infer<typeof taxMessageSchema>;
export type TaxNoticesMessage = z.infer<typeof taxNoticesMessageSchema>;
export type SlipReturnedMessage = z.infer<typeof slipReturnedMessageSchema>;
export type PaymentReceiptMessage = z.infer<typeof paymentReceiptMessageSchema>;
