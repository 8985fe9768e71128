import { crc32, deflateSync } from 'node:zlib';
import { randomUUID } from 'node:crypto';
import { DEMO_PARCELS } from '../../db/seed/demo-land';
import { createSamplePdf } from '../../simulators/sample-dossier';

/** Who wants to have which land transferred. All persons are invented. */
export interface Applicant {
  readonly fullName: string;
  readonly idNumber: string;
  readonly birthDate: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  /** Certificate of the land, from the demo data. */
  readonly serial: string;
  readonly priceVnd: number;
}

/** The form `transfer-application` of P2.TRANSFER: a sale between two persons, land only. */
export function fillApplication(applicant: Applicant): Record<string, unknown> {
  const { serial, priceVnd, ...person } = applicant;
  const parcel = DEMO_PARCELS.find((one) => one.serial === serial);
  if (!parcel) throw new Error(`no parcel of the demo data has the certificate ${serial}`);
  const { communeCode, sheetNumber, parcelNumber, address, areaM2, purposes, registerNumber, issuedOn } = parcel;
  return {
    applicant: { type: 'INDIVIDUAL', ...person },
    transferor: {
      type: 'INDIVIDUAL',
      fullName: parcel.holderName,
      idNumber: '070075004321',
      birthDate: '1975-09-30',
      address: parcel.address,
    },
    parcel: {
      communeCode,
      sheetNumber,
      parcelNumber,
      address,
      areaM2,
      purposes,
      origin: 'Công nhận QSDĐ như giao đất có thu tiền sử dụng đất',
    },
    certificate: { serial, registerNumber, issuedOn },
    transaction: {
      kind: 'TRANSFER',
      contractNumber: '2210/2026/HĐCN',
      contractDate: '2026-10-02',
      notary: 'Văn phòng công chứng Đồng Xoài',
      priceVnd,
    },
    newCertificateRequested: true,
    debtRequested: false,
    delivery: { channel: 'COUNTER' },
    commitment: true,
  };
}

/** What such a sale needs on paper. */
export const HANDED_IN = {
  application: { copies: 1 },
  certificate: { copies: 1 },
  'transfer-contract': { copies: 1 },
  'registration-fee-return': { copies: 2 },
  'income-tax-return': { copies: 2 },
} as const;

export interface Scan {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export function scanAsPdf(name: string): Scan {
  return { name: `${name}.pdf`, type: 'application/pdf', bytes: createSamplePdf(`scan ${randomUUID()}`) };
}

/** A grey page as a scanner makes it, small. */
export function scanAsPng(name: string): Scan {
  const [width, height] = [210, 297];
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8; // bits; colour type 0 is grey
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width, 0xee)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const comment = Buffer.from(`Comment\0${randomUUID()}`, 'latin1');
  const chunks = [chunk('IHDR', head), chunk('tEXt', comment), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return { name: `${name}.png`, type: 'image/png', bytes: Buffer.concat([signature, ...chunks]) };
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}
