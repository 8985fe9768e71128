import { communeUnitId, type Unit } from '../repositories/unit-repository';

/** A former district with the branch of the registration office that keeps its land register (domain-facts §0). */
export interface DemoBranch {
  /** Last part of unit ids and usernames. */
  readonly id: string;
  readonly name: string;
  /** Place in agency codes. ⚠ Codes of the real offices are given by the province: configuration. */
  readonly number: string;
  readonly communes: readonly DemoCommune[];
}

/**
 * One of the 40 communes and wards of the former Bình Phước (names [R: QĐ 92/2025/QĐ-UBND Đồng Nai]). Codes [F]: the statistical
 * office's list of 2025 as the public package vietnam-provinces carries it. ⚠ Which branch keeps which follows the former
 * districts and is to be checked with the registration office: configuration.
 */
export interface DemoCommune {
  /** Five digits. */
  readonly code: string;
  readonly name: string;
  /** ⚠ Which communes are remote, mountainous or difficult is decided by the province: configuration. */
  readonly remote?: true;
}

/** Agency code of the province before the merger; after it H19 (domain-facts §0): configuration. */
const PROVINCE_CODE = 'H10';

export const DEMO_BRANCHES: readonly DemoBranch[] = [
  {
    id: 'dongxoai',
    name: 'Đồng Xoài',
    number: '01',
    communes: [
      { code: '25195', name: 'Phường Bình Phước' },
      { code: '25210', name: 'Phường Đồng Xoài' },
    ],
  },
  {
    id: 'chonthanh',
    name: 'Chơn Thành',
    number: '02',
    communes: [
      { code: '25432', name: 'Phường Chơn Thành' },
      { code: '25441', name: 'Phường Minh Hưng' },
      { code: '25453', name: 'Xã Nha Bích' },
    ],
  },
  {
    id: 'binhlong',
    name: 'Bình Long',
    number: '03',
    communes: [
      { code: '25326', name: 'Phường Bình Long' },
      { code: '25336', name: 'Phường An Lộc' },
    ],
  },
  {
    id: 'phuoclong',
    name: 'Phước Long',
    number: '04',
    communes: [
      { code: '25217', name: 'Phường Phước Long' },
      { code: '25220', name: 'Phường Phước Bình' },
    ],
  },
  {
    id: 'dongphu',
    name: 'Đồng Phú',
    number: '05',
    communes: [
      { code: '25363', name: 'Xã Đồng Phú' },
      { code: '25387', name: 'Xã Thuận Lợi' },
      { code: '25390', name: 'Xã Đồng Tâm' },
      { code: '25378', name: 'Xã Tân Lợi' },
    ],
  },
  {
    id: 'phurieng',
    name: 'Phú Riềng',
    number: '06',
    communes: [
      { code: '25264', name: 'Xã Phú Riềng' },
      { code: '25255', name: 'Xã Long Hà' },
      { code: '25246', name: 'Xã Bình Tân' },
      { code: '25261', name: 'Xã Phú Trung' },
    ],
  },
  {
    id: 'honquan',
    name: 'Hớn Quản',
    number: '07',
    communes: [
      { code: '25357', name: 'Xã Tân Khai' },
      { code: '25349', name: 'Xã Minh Đức' },
      { code: '25345', name: 'Xã Tân Hưng' },
      { code: '25351', name: 'Xã Tân Quan' },
    ],
  },
  {
    id: 'locninh',
    name: 'Lộc Ninh',
    number: '08',
    communes: [
      { code: '25270', name: 'Xã Lộc Ninh' },
      { code: '25279', name: 'Xã Lộc Tấn' },
      { code: '25280', name: 'Xã Lộc Thạnh' },
      { code: '25292', name: 'Xã Lộc Quang' },
      { code: '25294', name: 'Xã Lộc Thành' },
      { code: '25303', name: 'Xã Lộc Hưng' },
    ],
  },
  {
    id: 'budop',
    name: 'Bù Đốp',
    number: '09',
    communes: [
      { code: '25308', name: 'Xã Thiện Hưng' },
      { code: '25309', name: 'Xã Hưng Phước' },
      { code: '25318', name: 'Xã Tân Tiến' },
    ],
  },
  {
    id: 'bugiamap',
    name: 'Bù Gia Mập',
    number: '10',
    communes: [
      { code: '25222', name: 'Xã Bù Gia Mập', remote: true },
      { code: '25225', name: 'Xã Đăk Ơ' },
      { code: '25231', name: 'Xã Đa Kia' },
      { code: '25267', name: 'Xã Phú Nghĩa' },
    ],
  },
  {
    id: 'budang',
    name: 'Bù Đăng',
    number: '11',
    communes: [
      { code: '25396', name: 'Xã Bù Đăng' },
      { code: '25405', name: 'Xã Bom Bo' },
      { code: '25399', name: 'Xã Đak Nhau' },
      { code: '25417', name: 'Xã Nghĩa Trung' },
      { code: '25420', name: 'Xã Phước Sơn' },
      { code: '25402', name: 'Xã Thọ Sơn' },
    ],
  },
];

export const DEPARTMENT = 'so';
export const REGISTRATION_OFFICE = 'vpdk';
export const PROVINCIAL_COUNTER = 'mc.tinh';

export function branchUnitId(branch: string): string {
  return `cn.${branch}`;
}

export function counterUnitId(branch: string): string {
  return `mc.${branch}`;
}

const alone = { parentId: null, agencyCode: null, handlingUnitId: null, remote: false } as const;

/** The organisation of the demonstration, parents before their children. */
export const DEMO_UNITS: readonly Unit[] = [
  {
    ...alone,
    id: DEPARTMENT,
    kind: 'department',
    name: 'Sở Tài nguyên và Môi trường tỉnh Bình Phước',
    agencyCode: `000.00.16.${PROVINCE_CODE}`,
  },
  {
    ...alone,
    id: REGISTRATION_OFFICE,
    parentId: DEPARTMENT,
    kind: 'registrationOffice',
    name: 'Văn phòng Đăng ký đất đai tỉnh Bình Phước',
  },
  {
    ...alone,
    id: PROVINCIAL_COUNTER,
    parentId: DEPARTMENT,
    kind: 'oneStop',
    name: 'Trung tâm Phục vụ hành chính công tỉnh Bình Phước',
    agencyCode: `000.20.16.${PROVINCE_CODE}`,
    handlingUnitId: REGISTRATION_OFFICE,
  },
  ...DEMO_BRANCHES.flatMap(listBranchUnits),
  // Invented: surveys and builds the land database for Sở.
  {
    ...alone,
    id: 'nt.dodac',
    parentId: DEPARTMENT,
    kind: 'contractor',
    name: 'Công ty TNHH Đo đạc bản đồ Miền Đông',
  },
  {
    ...alone,
    id: 'tthdl',
    parentId: DEPARTMENT,
    kind: 'dataCentre',
    name: 'Trung tâm Tích hợp dữ liệu tỉnh Bình Phước',
  },
  { ...alone, id: 'thue', kind: 'tax', name: 'Thuế Khu vực 7' },
  { ...alone, id: 'khobac', kind: 'partner', name: 'Kho bạc Nhà nước Bình Phước' },
  { ...alone, id: 'tuphap', kind: 'partner', name: 'Sở Tư pháp tỉnh Bình Phước' },
  { ...alone, id: 'xaydung', kind: 'partner', name: 'Sở Xây dựng tỉnh Bình Phước' },
  { ...alone, id: 'bqlkkt', kind: 'partner', name: 'Ban Quản lý Khu kinh tế tỉnh Bình Phước' },
  { ...alone, id: 'thads', kind: 'partner', name: 'Cục Thi hành án dân sự tỉnh Bình Phước' },
  { ...alone, id: 'nganhang', kind: 'partner', name: 'Ngân hàng Nhà nước Việt Nam, Chi nhánh Bình Phước' },
];

function listBranchUnits({ id, name, number, communes }: DemoBranch): Unit[] {
  const branch = branchUnitId(id);
  return [
    {
      ...alone,
      id: branch,
      parentId: REGISTRATION_OFFICE,
      kind: 'branch',
      name: `Chi nhánh Văn phòng Đăng ký đất đai ${name}`,
    },
    {
      ...alone,
      id: counterUnitId(id),
      parentId: branch,
      kind: 'oneStop',
      name: `Bộ phận Tiếp nhận và Trả kết quả ${name}`,
      agencyCode: `000.${number}.16.${PROVINCE_CODE}`,
      handlingUnitId: branch,
    },
    ...communes.map((commune) => ({
      ...alone,
      id: communeUnitId(commune.code),
      kind: 'commune' as const,
      name: `Ủy ban nhân dân ${commune.name.charAt(0).toLowerCase()}${commune.name.slice(1)}`,
      handlingUnitId: branch,
      remote: commune.remote ?? false,
    })),
  ];
}
