import { taxSlipSchema, type TaxSlip } from '../../contracts/tax-link.schema';
import type { DossierFile } from '../../db/repositories/dossier-reads';

interface Party {
  readonly type: 'INDIVIDUAL' | 'ORGANISATION';
  readonly fullName: string;
  readonly idNumber: string;
  readonly birthDate?: string;
  readonly address: string;
  readonly phone?: string;
  readonly email?: string;
}

/** The parts of the application (form 09/ĐK) and of the officer's slip form that the tax authority asks for. */
export interface TransferForm {
  readonly applicant: Party;
  readonly transferor: Party;
  readonly parcel: {
    readonly communeCode: string;
    readonly sheetNumber: string;
    readonly parcelNumber: string;
    readonly address: string;
    readonly areaM2: number;
    readonly sharedAreaM2?: number;
    readonly purposes: readonly { readonly code: string; readonly areaM2: number; readonly term?: string }[];
    readonly origin?: string;
  };
  readonly assets?: readonly {
    readonly kind: string;
    readonly grade?: string;
    readonly builtAreaM2?: number;
    readonly floorAreaM2?: number;
    readonly completedYear?: number;
  }[];
  readonly certificate: {
    readonly serial: string;
    readonly registerNumber: string;
    readonly issuedOn?: string;
    readonly issuedBy?: string;
  };
  readonly transaction: {
    readonly kind: 'TRANSFER' | 'INHERITANCE' | 'GIFT' | 'CAPITAL_CONTRIBUTION';
    readonly contractNumber: string;
    readonly contractDate: string;
    readonly priceVnd?: number;
    readonly relationship?: string;
  };
  readonly exemption?: { readonly ground: string; readonly detail?: string };
  readonly debtRequested?: boolean;
  readonly steps?: { readonly prepareTaxSlip?: TaxSlipForm };
}

export interface TaxSlipForm {
  readonly pricePosition?: {
    readonly street?: string;
    readonly section?: string;
    readonly position?: number;
    readonly depthMetres?: number;
    readonly laneWidthMetres?: number;
  };
  readonly chargeableAreaM2?: number;
  readonly areaWithinLimitM2?: number;
  readonly areaOverLimitM2?: number;
  readonly reliefGround?: string;
}

const contractKinds = {
  TRANSFER: 'CHUYEN_NHUONG',
  INHERITANCE: 'THUA_KE',
  GIFT: 'TANG_CHO',
  CAPITAL_CONTRIBUTION: 'GOP_VON',
} as const;

/** The slip's number: one for the dossier, the version tells its editions apart. */
export function slipNumberOf(dossierCode: string): string {
  return `${dossierCode}/PCTT`;
}

/** "Phiếu chuyển thông tin để xác định nghĩa vụ tài chính" as the message to the tax authority (domain-facts §2.2, §2.3a). */
export function createTaxSlipMessage(
  dossier: DossierFile,
  version: number,
  key: string,
  approver: string,
  now: Date,
): TaxSlip {
  const form = dossier.form as unknown as TransferForm;
  const slip = form.steps?.prepareTaxSlip ?? {};
  const { parcel, certificate, transaction } = form;
  const [purpose] = parcel.purposes;
  return taxSlipSchema.parse({
    SYSTEM_INFO: { MSG_TYPE: '10', SEQ_ID: key.slice(-64) },
    TT_CHUNG: {
      MA_HS: dossier.code,
      SO_PHIEU: slipNumberOf(dossier.code),
      PHIEN_BAN: version,
      NGAY_DUYET: vietnamDay(now),
      NGUOI_DUYET: approver,
      LOAI_DENGHI: 'XAC_DINH_NVTC',
      LOAI_HOSO: dossier.officialCode,
      DK_GHINO_NVTC: form.debtRequested ?? false,
      THOIDIEM_NOPHS: vietnamDay(dossier.receivedAt),
      SO_GCN_QSD: certificate.serial,
      NGAYCAP_GCN: certificate.issuedOn,
      NOI_CAP_GCN: certificate.issuedBy,
    },
    TT_NSD: [toParty(form.applicant, 'BEN_NHAN'), toParty(form.transferor, 'BEN_CHUYEN')],
    TT_THUADAT: [
      {
        MA_XA: parcel.communeCode,
        SO_TO: parcel.sheetNumber,
        SO_THUA: parcel.parcelNumber,
        DIA_CHI: parcel.address,
        DIEN_TICH: parcel.areaM2,
        DT_CHUNG: parcel.sharedAreaM2,
        DT_TRONG_HANMUC: slip.areaWithinLimitM2,
        DT_NGOAI_HANMUC: slip.areaOverLimitM2,
        DT_TINH_NVTC: slip.chargeableAreaM2,
        NGUON_GOC: parcel.origin,
        MUC_DICH: purpose?.code ?? 'PNK',
        THOI_HAN: purpose?.term,
        DUONG: slip.pricePosition?.street,
        DOAN: slip.pricePosition?.section,
        VI_TRI: slip.pricePosition?.position,
        CHIEU_SAU: slip.pricePosition?.depthMetres,
        DO_RONG_NGO: slip.pricePosition?.laneWidthMetres,
      },
    ],
    TT_NHA: (form.assets ?? []).map(({ kind, grade, builtAreaM2, floorAreaM2, completedYear }) => ({
      LOAI: kind,
      CAP_HANG: grade,
      DT_XAYDUNG: builtAreaM2,
      DT_SAN: floorAreaM2,
      NAM_HOAN_CONG: completedYear,
    })),
    TT_CHUYENNHUONG: {
      LOAI_HOP_DONG: contractKinds[transaction.kind],
      SO_CONG_CHUNG: transaction.contractNumber,
      NGAY_HOP_DONG: transaction.contractDate,
      GIA_HOP_DONG: transaction.priceVnd,
      QUAN_HE: transaction.relationship,
    },
    TT_MIENGIAM: form.exemption
      ? [
          {
            DOI_TUONG: form.exemption.ground,
            CAN_CU: slip.reliefGround ?? form.exemption.detail ?? form.exemption.ground,
          },
        ]
      : [],
  });
}

function toParty(party: Party, role: 'BEN_NHAN' | 'BEN_CHUYEN') {
  const organisation = party.type === 'ORGANISATION';
  const number =
    organisation || party.idNumber.length === 10
      ? 'MA_SO_THUE'
      : party.idNumber.length === 12
        ? 'SO_DINH_DANH'
        : 'SO_GIAY_TO';
  return {
    VAI_TRO: role,
    HO_TEN: party.fullName,
    [number]: party.idNumber,
    NGAY_SINH: party.birthDate,
    DIA_CHI: party.address,
    DIEN_THOAI: party.phone,
    EMAIL: party.email,
  };
}

/** `YYYY-MM-DD` in Vietnam. */
function vietnamDay(instant: Date): string {
  return new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}
