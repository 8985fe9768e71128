import type { LandPurpose, RestrictionKind } from '../schema/land.table';
import parcels from './demo-parcels.json';

/** A parcel with its certificate. All holders are invented. */
export interface DemoParcel {
  readonly communeCode: string;
  readonly sheetNumber: string;
  readonly parcelNumber: string;
  readonly areaM2: number;
  readonly purposes: readonly LandPurpose[];
  readonly address: string;
  readonly serial: string;
  readonly registerNumber: string;
  readonly holderName: string;
  readonly issuedOn: string;
}

export interface DemoRestriction {
  readonly serial: string;
  readonly kind: RestrictionKind;
  readonly blocksTransfer: boolean;
  readonly document: string;
  readonly documentNumber?: string;
  readonly since: string;
  readonly until?: string;
}

export const DEMO_PARCELS: readonly DemoParcel[] = parcels;

/** What stands on some of the certificates: with and without effect on a transfer, and one that has ended. */
export const DEMO_RESTRICTIONS: readonly DemoRestriction[] = [
  {
    serial: 'DG 160816',
    kind: 'MORTGAGE',
    blocksTransfer: true,
    document: 'Hợp đồng thế chấp số 218/2023/HĐTC, Ngân hàng Nông nghiệp và Phát triển nông thôn, Chi nhánh Bình Phước',
    documentNumber: '218/2023/HĐTC',
    since: '2023-04-12',
  },
  {
    serial: 'DG 229815',
    kind: 'SEIZURE',
    blocksTransfer: true,
    document: 'Quyết định kê biên số 41/QĐ-CCTHADS ngày 03/9/2024',
    documentNumber: '41/QĐ-CCTHADS',
    since: '2024-09-03',
  },
  {
    serial: 'BK 674351',
    kind: 'PLANNING',
    blocksTransfer: false,
    document: 'Quy hoạch sử dụng đất đến năm 2030: một phần thửa thuộc đất giao thông (DGT)',
    since: '2021-12-30',
  },
  {
    serial: 'DG 575198',
    kind: 'MORTGAGE',
    blocksTransfer: true,
    document: 'Hợp đồng thế chấp số 77/2021/HĐTC, Ngân hàng Đầu tư và Phát triển Bình Phước; đã xóa đăng ký',
    documentNumber: '77/2021/HĐTC',
    since: '2021-05-20',
    until: '2024-05-24',
  },
  {
    serial: 'CX 401924',
    kind: 'DEBT',
    blocksTransfer: true,
    document: 'Ghi nợ tiền sử dụng đất theo Thông báo số 1520/TB-CCT',
    documentNumber: '1520/TB-CCT',
    since: '2022-02-14',
  },
  {
    serial: 'CL 123658',
    kind: 'DISPUTE',
    blocksTransfer: true,
    document: 'Thông báo thụ lý vụ án tranh chấp quyền sử dụng đất số 112/TB-TLVA',
    documentNumber: '112/TB-TLVA',
    since: '2025-06-09',
  },
  {
    serial: 'CA 517225',
    kind: 'EASEMENT',
    blocksTransfer: false,
    document: 'Quyền đối với thửa đất liền kề: lối đi qua rộng 3 m',
    since: '2018-08-01',
  },
  {
    serial: 'BR 215268',
    kind: 'MORTGAGE',
    blocksTransfer: true,
    document: 'Hợp đồng thế chấp số 903/2024/HĐTC, Ngân hàng Ngoại thương, Chi nhánh Bình Phước',
    documentNumber: '903/2024/HĐTC',
    since: '2024-10-17',
  },
  {
    serial: 'CA 743898',
    kind: 'PLANNING',
    blocksTransfer: false,
    document: 'Quy hoạch phân khu đô thị Chơn Thành: đất ở đô thị',
    since: '2022-07-15',
  },
  {
    serial: 'CA 743898',
    kind: 'MORTGAGE',
    blocksTransfer: true,
    document: 'Hợp đồng thế chấp số 310/2022/HĐTC, Quỹ tín dụng nhân dân Chơn Thành',
    documentNumber: '310/2022/HĐTC',
    since: '2022-11-02',
  },
  {
    serial: 'DK 195431',
    kind: 'SEIZURE',
    blocksTransfer: true,
    document: 'Quyết định kê biên số 09/QĐ-CTHADS ngày 20/02/2025',
    documentNumber: '09/QĐ-CTHADS',
    since: '2025-02-20',
  },
  {
    serial: 'DG 587958',
    kind: 'PLANNING',
    blocksTransfer: false,
    document: 'Quy hoạch sử dụng đất đến năm 2030: đất thương mại, dịch vụ (TMD)',
    since: '2021-12-30',
  },
];
