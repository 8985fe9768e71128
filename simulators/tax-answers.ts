/** What tax says to a slip: pure, from the slip and the behaviour. */
import type {
  PaymentReceiptMessage,
  SlipReturnedMessage,
  TaxItem,
  TaxMessage,
  TaxNotice,
  TaxNoticesMessage,
  TaxSlip,
} from '../contracts/tax-link.schema';
import type { SlipBehaviour } from './tax-behaviour';

type Content<Message extends TaxMessage> = Omit<
  Message,
  'messageId' | 'sequence' | 'sentAt' | 'MA_HS' | 'SO_PHIEU' | 'version'
>;
/** A message without its envelope. */
export type TaxMessageContent =
  Content<TaxNoticesMessage> | Content<SlipReturnedMessage> | Content<PaymentReceiptMessage>;

/** Messages in the order tax made them, each with the wait from now until it may go out. */
export interface AnswerPlan {
  steps: { content: TaxMessageContent; delayMs: number }[];
  copies: 1 | 2;
  /** Send the last first. */
  reversed: boolean;
}

interface NoticeRule {
  item: TaxItem;
  abbreviation: string;
  /** Tiểu mục; from memory, to be checked against the budget index before it is shown as official. */
  subItem: string;
  perThousand: number;
}

/** Lệ phí trước bạ 0.5 % and personal income tax 2 % of the declared price. */
const TRANSFER_RULES: readonly NoticeRule[] = [
  { item: 'REGISTRATION_FEE', abbreviation: 'LPTB', subItem: '2801', perThousand: 5 },
  { item: 'PERSONAL_INCOME_TAX', abbreviation: 'TNCN', subItem: '1006', perThousand: 20 },
];

const DAYS_TO_PAY = 30;
const TREASURY_ACCOUNT = '7111.1056789.Kho bạc Nhà nước';
const DAY_MS = 86_400_000;
const VIETNAM_OFFSET_MS = 7 * 3600 * 1000;

function dayInVietnam(instant: Date): string {
  return new Date(instant.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
}

/** Price of the contract, else area × unit price of the table; undefined when the slip has neither. */
function findTaxablePrice(slip: TaxSlip): number | undefined {
  const declared = slip.TT_CHUYENNHUONG?.GIA_HOP_DONG;
  if (declared !== undefined) return declared;
  if (slip.TT_THUADAT.some((parcel) => parcel.DON_GIA === undefined)) return undefined;
  const total = slip.TT_THUADAT.reduce((sum, parcel) => sum + (parcel.DON_GIA ?? 0) * parcel.DIEN_TICH, 0);
  return Math.round(total);
}

/** The notices for one version of a slip. @returns undefined when the slip has no price to reckon from. */
export function computeNotices(slip: TaxSlip, exempt: boolean, now: Date): TaxNotice[] | undefined {
  const price = findTaxablePrice(slip);
  if (price === undefined && !exempt) return undefined;
  return TRANSFER_RULES.map((rule) => {
    const common = {
      // The slip number and version make the number unique, also for a simulator that begins anew.
      number: `TB-${rule.abbreviation}-${slip.TT_CHUNG.SO_PHIEU}-${slip.TT_CHUNG.PHIEN_BAN}`,
      date: dayInVietnam(now),
      item: rule.item,
      subItem: rule.subItem,
    };
    if (exempt) return { ...common, amount: 0, exempt: true, exemptReason: 'Thuộc trường hợp được miễn theo quy định' };
    return {
      ...common,
      amount: Math.round(((price ?? 0) * rule.perThousand) / 1000),
      dueDate: dayInVietnam(new Date(now.getTime() + DAYS_TO_PAY * DAY_MS)),
      treasuryAccount: TREASURY_ACCOUNT,
      exempt: false,
    };
  });
}

/** Default content of a slip sent back. */
export const DEFAULT_RETURN: Content<SlipReturnedMessage> = {
  type: 'slipReturned',
  reasonCode: 'WRONG_LAND_POSITION',
  reasonText: 'Thông tin vị trí thửa đất theo bảng giá chưa chính xác, đề nghị kiểm tra và gửi lại phiếu chuyển.',
  fault: 'OFFICE_ERROR',
  fields: ['TT_THUADAT.VI_TRI'],
};

const NO_PRICE_RETURN: Content<SlipReturnedMessage> = {
  type: 'slipReturned',
  reasonCode: 'MISSING_PRICE',
  reasonText: 'Phiếu chuyển thiếu giá chuyển nhượng và đơn giá đất để xác định nghĩa vụ tài chính.',
  fault: 'MISSING_DATA',
  fields: ['TT_CHUYENNHUONG.GIA_HOP_DONG', 'TT_THUADAT.DON_GIA'],
};

/** One receipt that settles `amount` of a notice. */
export function createReceipt(
  noticeNumber: string,
  amount: number,
  kind: PaymentReceiptMessage['kind'],
  paidAt: Date,
  receiptId: string,
): Content<PaymentReceiptMessage> {
  return { type: 'paymentReceipt', noticeNumber, receiptId, amount, paidAt: paidAt.toISOString(), kind };
}

/** The whole answer to a slip that has just come in; no steps when tax keeps silent. */
export function planAnswer(slip: TaxSlip, behaviour: SlipBehaviour, now: Date, newId: () => string): AnswerPlan {
  const { mode, delayMs, autoPay, payDelayMs } = behaviour;
  const copies = mode === 'twice' ? 2 : 1;
  const single = (content: TaxMessageContent): AnswerPlan => ({
    steps: [{ content, delayMs }],
    copies,
    reversed: false,
  });
  if (mode === 'silent' || mode === 'manual' || mode === 'down') return { steps: [], copies: 1, reversed: false };
  if (mode === 'returnSlip' && slip.TT_CHUNG.PHIEN_BAN <= behaviour.returnUpToVersion) return single(DEFAULT_RETURN);
  const notices = computeNotices(slip, mode === 'exempt', new Date(now.getTime() + delayMs));
  if (!notices) return single(NO_PRICE_RETURN);
  const plan = single({ type: 'taxNotices', notices });
  if (mode !== 'exempt' && (autoPay || mode === 'outOfOrder')) {
    const payAfterMs = mode === 'outOfOrder' ? delayMs : delayMs + payDelayMs;
    const paidAt = new Date(now.getTime() + payAfterMs);
    for (const notice of notices.filter((one) => one.amount > 0)) {
      const receipt = createReceipt(notice.number, notice.amount, 'PAID', paidAt, newId());
      plan.steps.push({ content: receipt, delayMs: payAfterMs });
    }
  }
  return { ...plan, reversed: mode === 'outOfOrder' };
}
