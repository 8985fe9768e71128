import type { TaxSlipAsset, TaxSlipData, TaxSlipLand, TaxSlipParty } from '../../templates/documents/document-data';
import { formatArea } from '../../templates/documents/vietnamese-format';
import { slipNumberOf, type TaxSlipForm, type TransferForm } from '../links/tax-slip-message';
import { readGivenComponents, type GivenComponent } from './given-components';
import { nameLandUse } from './land-use-names';
import type { AssemblePaper } from './paper';
import { readUnitHead, signAsHead } from './people';
import { readReplacedSlip } from './replaced-slip';
import { vietnamDate } from './vietnam-date';
import { findEntry } from './step-source';
import { readTaxOffice } from './tax-office';

/** The form, with what the paper shows and the message to the tax authority has no field for. */
type PrintedForm = TransferForm & { readonly transaction: { readonly notary?: string } };
type TransactionKind = TransferForm['transaction']['kind'];

const CONTRACT_KINDS = {
  TRANSFER: 'Hợp đồng chuyển nhượng',
  INHERITANCE: 'Văn bản thừa kế',
  GIFT: 'Hợp đồng tặng cho',
  CAPITAL_CONTRIBUTION: 'Hợp đồng góp vốn',
} as const satisfies Record<TransactionKind, string>;

const TENURES = {
  TRANSFER: 'Nhận chuyển nhượng quyền sử dụng đất',
  INHERITANCE: 'Nhận thừa kế quyền sử dụng đất',
  GIFT: 'Nhận tặng cho quyền sử dụng đất',
  CAPITAL_CONTRIBUTION: 'Nhận góp vốn bằng quyền sử dụng đất',
} as const satisfies Record<TransactionKind, string>;

/** Grounds of the application form, in its words. */
const RELIEFS: Readonly<Record<string, string>> = {
  CLOSE_RELATIVES: 'Chuyển quyền giữa vợ với chồng, cha mẹ với con, ông bà với cháu, anh chị em ruột',
  ONLY_HOME: 'Nhà ở, đất ở duy nhất',
  POOR_HOUSEHOLD: 'Hộ nghèo',
  ETHNIC_MINORITY_HARDSHIP: 'Đồng bào dân tộc thiểu số ở vùng đặc biệt khó khăn',
};

/** Phiếu chuyển thông tin để xác định nghĩa vụ tài chính, the version asked for by its step (domain-facts §2.2). */
export const assembleTaxSlip: AssemblePaper<TaxSlipData> = async ({ pool, source, paper }) => {
  const { dossier, definition, step } = source;
  const form = dossier.form as unknown as PrintedForm;
  const slip = form.steps?.prepareTaxSlip ?? {};
  const version = findEntry(step, 'TaxSlipRequested')?.version ?? 1;
  const [addressee, head, components, replaced] = await Promise.all([
    readTaxOffice(pool, source.handlingUnit),
    readUnitHead(pool, source.handlingUnit.id),
    readGivenComponents(pool, source),
    version > 1 ? readReplacedSlip(pool, dossier.id, version - 1) : undefined,
  ]);
  const { transaction } = form;
  return {
    ...paper,
    addressee,
    replaces: replaced && { number: slipNumberOf(dossier.code), ...replaced },
    dossier: {
      ...paper.dossier,
      completeSince: vietnamDate(dossier.receivedAt),
      legalBasis: definition.regime.legalBasis,
    },
    landUsers: [toParty(form.applicant)],
    transferors: [toParty(form.transferor)],
    land: toLand(form, slip),
    assets: (form.assets ?? []).map(toAsset),
    transaction: {
      contractKind: CONTRACT_KINDS[transaction.kind],
      contractNumber: transaction.contractNumber,
      contractDate: transaction.contractDate,
      notarisedBy: transaction.notary,
      priceVnd: transaction.priceVnd,
      relationship: transaction.relationship,
    },
    reliefs: form.exemption ? [toRelief(form.exemption, slip)] : [],
    deferral: { requested: form.debtRequested ?? false },
    attachments: components
      .filter(({ rule }) => rule.id !== 'application' && rule.source !== 'nationalDb')
      .map(toAttachment),
    signer: signAsHead(head),
  };
};

function toParty(party: TransferForm['applicant']): TaxSlipParty {
  const personal = party.type === 'INDIVIDUAL';
  const kind = party.idNumber.length === 12 ? 'Căn cước công dân' : 'Chứng minh nhân dân';
  return {
    name: party.fullName,
    dateOfBirth: party.birthDate,
    taxOrPersonalNumber: party.idNumber,
    identityPaper: personal ? { kind, number: party.idNumber } : undefined,
    address: party.address,
    phone: party.phone,
    email: party.email,
  };
}

function toLand(form: PrintedForm, slip: TaxSlipForm): TaxSlipLand {
  const { parcel, certificate, transaction } = form;
  const purposes = parcel.purposes.map(({ code, areaM2 }) => `${nameLandUse(code)} ${formatArea(areaM2)}`).join('; ');
  const terms = parcel.purposes.flatMap(({ code, term }) => (term ? [`${code}: ${term}`] : []));
  const { position, ...place } = slip.pricePosition ?? {};
  return {
    parcelNumber: parcel.parcelNumber,
    mapSheetNumber: parcel.sheetNumber,
    address: parcel.address,
    pricePosition: slip.pricePosition && { ...place, position: position === undefined ? undefined : String(position) },
    areaM2: parcel.areaM2,
    // In tenths, as areas are kept: 312.5 - 12.4 is not 300.1 in binary.
    privateAreaM2: Math.round((parcel.areaM2 - (parcel.sharedAreaM2 ?? 0)) * 10) / 10,
    sharedAreaM2: parcel.sharedAreaM2,
    areaWithinLimitM2: slip.areaWithinLimitM2,
    areaOverLimitM2: slip.areaOverLimitM2,
    chargeableAreaM2: slip.chargeableAreaM2,
    origin: parcel.origin,
    // A transfer changes who uses the land, not what for.
    purposeBefore: purposes,
    purposeAfter: 'Không thay đổi',
    term: terms.join('; ') || undefined,
    tenure: TENURES[transaction.kind],
    rightPaper: {
      name: 'Giấy chứng nhận quyền sử dụng đất',
      number: certificate.serial,
      issuedOn: certificate.issuedOn,
    },
  };
}

function toAsset({
  kind,
  grade,
  builtAreaM2,
  floorAreaM2,
  completedYear,
}: NonNullable<TransferForm['assets']>[number]): TaxSlipAsset {
  return { kind, grade, buildingAreaM2: builtAreaM2, floorAreaM2, completedYear };
}

function toRelief(exemption: NonNullable<TransferForm['exemption']>, slip: TaxSlipForm) {
  return {
    subject: RELIEFS[exemption.ground] ?? exemption.detail ?? exemption.ground,
    basis: slip.reliefGround ?? exemption.detail,
  };
}

/** The certificate stays in the file: the tax office gets a copy of it. */
function toAttachment({ name, originals, photocopies }: GivenComponent): TaxSlipData['attachments'][number] {
  return { name: name.replace(/^Bản gốc/, 'Bản sao'), copies: originals || photocopies || undefined };
}
