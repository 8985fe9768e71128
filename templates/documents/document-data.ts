/**
 * What each official paper is filled with: plain JSON, money in whole dong, areas in m², dates as `IsoMoment`. A field
 * left out prints as dotted lines. These values hold personal data: they belong to the request that prints the paper
 * and never to a workflow's history.
 */
import type { IsoMoment } from './vietnamese-format';

/** Which form a paper is; data of the procedure's regime (form-marks.ts has the known editions). */
export interface FormMark {
  /** `Mẫu số 01`; a paper without an official form has none. */
  number?: string;
  /** `Ban hành kèm theo Thông tư số …`; left out, nothing is printed. */
  issuedWith?: string;
  /** Title of the paper where an edition words it differently. */
  title?: string;
}

export interface Issuer {
  /** Body above the issuing one, printed over it. */
  superior?: string;
  /** Body that issues the paper. */
  name: string;
}

export interface Signatory {
  /** Office of the signer, `Thủ trưởng cơ quan`; a line feed parts "KT. GIÁM ĐỐC" from the office signing for it. */
  title: string;
  /** `(Ký và ghi rõ họ tên)` unless given. */
  instruction?: string;
  name?: string;
}

/** The parts every paper opens with. */
export interface OfficialPaper {
  formMark?: FormMark;
  issuer: Issuer;
  /** Number and symbol, `125/GTN`. */
  number?: string;
  /** Where it is issued, `Đồng Xoài`. */
  place: string;
  issuedAt: IsoMoment;
}

export interface Applicant {
  name: string;
  address?: string;
  phone?: string;
  email?: string;
}

/** The dossier a paper is about. */
export interface DossierReference {
  code: string;
  /** Name of the administrative procedure. */
  procedureName: string;
}

export interface DossierComponent {
  name: string;
  /** How many copies of each kind were handed in, or are asked for. */
  originals?: number;
  certifiedCopies?: number;
  photocopies?: number;
  /** Electronic copy, or data looked up in a national database instead of paper. */
  note?: string;
}

export interface ProcessingTime {
  amount: number;
  unit: 'working-day' | 'calendar-day' | 'working-hour';
}

export interface Fee {
  name: string;
  amountVnd: number;
}

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả. */
export interface ReceiptData extends OfficialPaper {
  dossier: DossierReference;
  /** Public look-up address; the QR code carries it with the dossier's code. */
  lookupUrl: string;
  /** Second factor of the public look-up, printed for the applicant only. */
  lookupSecret?: string;
  receivingUnit: string;
  applicant: Applicant;
  components: readonly DossierComponent[];
  /** Number of sets ("bộ"). */
  sets?: number;
  processingTime: ProcessingTime;
  receivedAt: IsoMoment;
  dueAt: IsoMoment;
  /** Where or how the result is collected. */
  resultDelivery?: string;
  fees?: readonly Fee[];
  register?: { book: string; entry: string };
  receiver: Signatory;
}

/** Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ. */
export interface SupplementRequestData extends OfficialPaper {
  dossier: DossierReference;
  applicant: Applicant;
  components: readonly DossierComponent[];
  reason: string;
  /** Last day for the supplement, when the procedure sets one. */
  answerBy?: IsoMoment;
  contact?: { name: string; phone?: string };
  adviser: Signatory;
}

/** Phiếu từ chối tiếp nhận, giải quyết hồ sơ. */
export interface RefusalData extends OfficialPaper {
  /** A dossier refused at the counter may have no code yet. */
  dossier: Partial<Pick<DossierReference, 'code'>> & Pick<DossierReference, 'procedureName'>;
  receivingUnit: string;
  applicant: Applicant;
  reasons: readonly string[];
  legalBasis?: readonly string[];
  receiver: Signatory;
}

/** Phiếu xin lỗi và hẹn lại ngày trả kết quả. */
export interface ApologyData extends OfficialPaper {
  dossier: DossierReference;
  applicant: Applicant;
  receivedAt: IsoMoment;
  dueAt: IsoMoment;
  newDueAt: IsoMoment;
  reason: string;
  recipients?: readonly string[];
  signer: Signatory;
}

export type HandoverResult = 'early' | 'on-time' | 'late';

/** One handing over of the dossier from a unit to the next. */
export interface Handover {
  fromUnit: string;
  fromPerson?: string;
  toUnit: string;
  toPerson?: string;
  /** When it changed hands. */
  at?: IsoMoment;
  /** How the giving unit stood to its own limit. */
  result?: HandoverResult;
  note?: string;
}

/** Phiếu kiểm soát quá trình giải quyết hồ sơ. */
export interface ProcessControlData extends OfficialPaper {
  dossier: DossierReference;
  responsibleUnit: string;
  coordinatingUnits?: readonly string[];
  receivedAt: IsoMoment;
  dueAt: IsoMoment;
  handovers: readonly Handover[];
}

export interface RegisterRow {
  dossierCode: string;
  procedureName: string;
  sets?: number;
  applicantName: string;
  applicantContact?: string;
  responsibleUnit: string;
  receivedOn: IsoMoment;
  dueOn: IsoMoment;
  forwardedOn?: IsoMoment;
  resultReceivedOn?: IsoMoment;
  returnedOn?: IsoMoment;
  deliveryMethod?: string;
  /** Name of who signed for the result. */
  signedBy?: string;
  note?: string;
}

/** Sổ theo dõi hồ sơ. */
export interface RegisterBookData extends OfficialPaper {
  book?: string;
  period: { from: IsoMoment; to: IsoMoment };
  rows: readonly RegisterRow[];
}

/** Thông báo dừng giải quyết hồ sơ. */
export interface StopNoticeData extends OfficialPaper {
  dossier: DossierReference;
  applicant: Applicant;
  receivedAt: IsoMoment;
  stoppedAt: IsoMoment;
  reason: string;
  /** The written notice of a court, enforcement or dispute body, or the applicant's request, that made it stop. */
  basis?: readonly { document: string; issuedBy: string; issuedOn?: IsoMoment }[];
  guidance?: string;
  recipients?: readonly string[];
  signer: Signatory;
}

/** A land user: who owes the tax, or who hands the land over. */
export interface TaxSlipParty {
  name: string;
  dateOfBirth?: IsoMoment;
  /** Mã số thuế or số định danh cá nhân. */
  taxOrPersonalNumber?: string;
  identityPaper?: { kind: string; number: string; issuedOn?: IsoMoment; issuedBy?: string };
  address?: string;
  phone?: string;
  email?: string;
}

export interface TaxSlipLand {
  parcelNumber: string;
  mapSheetNumber: string;
  address: string;
  pricePosition?: {
    /** Tên đường / khu vực. */
    street?: string;
    section?: string;
    area?: string;
    position?: string;
    depthMetres?: number;
    laneWidthMetres?: number;
  };
  areaM2: number;
  privateAreaM2?: number;
  sharedAreaM2?: number;
  areaWithinLimitM2?: number;
  areaOverLimitM2?: number;
  chargeableAreaM2?: number;
  encroachedAreaM2?: number;
  origin?: string;
  purposeBefore?: string;
  purposeAfter?: string;
  term?: string;
  /** Hình thức giao đất, cho thuê đất, công nhận. */
  tenure?: string;
  usedSince?: string;
  rightPaper?: { name: string; number?: string; issuedOn?: IsoMoment };
  price?: { kind: 'table' | 'specific' | 'auction'; amountPerM2Vnd?: number; coefficient?: number };
}

export interface TaxSlipAsset {
  kind: string;
  grade?: string;
  buildingAreaM2?: number;
  floorAreaM2?: number;
  structure?: string;
  storeys?: number;
  completedYear?: number;
  ownership?: string;
  term?: string;
}

export interface TaxSlipTransaction {
  contractKind: string;
  contractNumber?: string;
  contractDate?: IsoMoment;
  notarisedBy?: string;
  priceVnd?: number;
  /** Between the parties, where an exemption rests on it. */
  relationship?: string;
}

/** Phiếu chuyển thông tin để xác định nghĩa vụ tài chính về đất đai. */
export interface TaxSlipData extends OfficialPaper {
  /** Tax office addressed. */
  addressee: string;
  /** Set when the tax office returned an earlier version of the slip. */
  replaces?: { number: string; issuedOn: IsoMoment; reason: string };
  dossier: DossierReference & { completeSince: IsoMoment; legalBasis?: readonly string[] };
  landUsers: readonly TaxSlipParty[];
  transferors?: readonly TaxSlipParty[];
  land: TaxSlipLand;
  assets?: readonly TaxSlipAsset[];
  transaction?: TaxSlipTransaction;
  reliefs?: readonly { subject: string; basis?: string }[];
  deductibleCompensationVnd?: number;
  deferral?: { requested: boolean; amountVnd?: number; term?: string };
  attachments: readonly { name: string; copies?: number }[];
  recipients?: readonly string[];
  signer: Signatory;
}

/** Each kind of paper with its data. */
export interface DocumentDataByKind {
  receipt: ReceiptData;
  'supplement-request': SupplementRequestData;
  refusal: RefusalData;
  apology: ApologyData;
  'process-control': ProcessControlData;
  'register-book': RegisterBookData;
  'stop-notice': StopNoticeData;
  'tax-slip': TaxSlipData;
}

export type DocumentKind = keyof DocumentDataByKind;
