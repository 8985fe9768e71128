import { createHash } from 'node:crypto';
import type { Role } from '../../domain/access/roles';
import {
  branchUnitId,
  counterUnitId,
  DEMO_BRANCHES,
  DEPARTMENT,
  PROVINCIAL_COUNTER,
  REGISTRATION_OFFICE,
} from './demo-units';

export interface DemoAccount {
  readonly username: string;
  readonly displayName: string;
  readonly title: string;
  readonly unitId: string;
  readonly role: Role;
}

/** Known to everybody, so for demonstrations only. `SODO_DEMO_PASSWORD` sets another one for accounts not yet entered. */
export const DEMO_PASSWORD = process.env['SODO_DEMO_PASSWORD']?.trim() || 'Sodo@2026';

const CLERK = 'Chuyên viên tiếp nhận và trả kết quả';
const OFFICER = 'Viên chức địa chính';
const HEAD = 'Giám đốc Chi nhánh';

/** Two clerks, four officers and the head of each branch, in this order. All persons are invented. */
const BRANCH_PEOPLE: Readonly<Record<string, readonly [string, string, string, string, string, string, string]>> = {
  dongxoai: [
    'Nguyễn Thị Thanh Hương',
    'Lê Minh Trí',
    'Phạm Quốc Bảo',
    'Trần Thị Mỹ Duyên',
    'Võ Hoàng Nam',
    'Đặng Thị Kim Ngân',
    'Huỳnh Văn Thành',
  ],
  chonthanh: [
    'Bùi Thị Ngọc Lan',
    'Nguyễn Hữu Phước',
    'Trịnh Công Danh',
    'Lê Thị Thu Thảo',
    'Phan Đình Khôi',
    'Nguyễn Thị Bích Trâm',
    'Đỗ Mạnh Hùng',
  ],
  binhlong: [
    'Hồ Thị Phương Uyên',
    'Trần Quang Vinh',
    'Nguyễn Đức Tài',
    'Vũ Thị Hồng Hạnh',
    'Lâm Chí Cường',
    'Phạm Thị Tuyết Mai',
    'Ngô Xuân Trường',
  ],
  phuoclong: [
    'Đinh Thị Cẩm Tú',
    'Lương Văn Đạt',
    'Nguyễn Thành Long',
    'Trần Thị Kiều Oanh',
    'Hoàng Anh Tuấn',
    'Lê Thị Diễm My',
    'Phan Văn Hậu',
  ],
  dongphu: [
    'Mai Thị Xuân Thu',
    'Nguyễn Tấn Lộc',
    'Điểu Minh Sơn',
    'Cao Thị Thùy Linh',
    'Trương Quốc Việt',
    'Nguyễn Thị Hoài An',
    'Lê Bá Khánh',
  ],
  phurieng: [
    'Tạ Thị Mộng Tuyền',
    'Phạm Nhật Minh',
    'Nguyễn Văn Quyết',
    'Đoàn Thị Hải Yến',
    'Trần Đăng Khoa',
    'Hà Thị Lệ Quyên',
    'Vương Đình Thắng',
  ],
  honquan: [
    'Nguyễn Thị Yến Nhi',
    'Đào Trọng Nghĩa',
    'Lê Văn Phú',
    'Phùng Thị Ánh Nguyệt',
    'Bùi Quang Huy',
    'Nguyễn Thị Như Quỳnh',
    'Trần Văn Dũng',
  ],
  locninh: [
    'Lâm Thị Sa Rương',
    'Nguyễn Khắc Hiếu',
    'Trần Minh Đức',
    'Lý Thị Thúy Hằng',
    'Phạm Văn Toàn',
    'Nguyễn Thị Minh Châu',
    'Hoàng Trung Kiên',
  ],
  budop: [
    'Nông Thị Thanh Tâm',
    'Vi Văn Hòa',
    'Nguyễn Anh Khoa',
    'Hoàng Thị Bảo Ngọc',
    'Lê Quốc Thịnh',
    'Triệu Thị Lan Anh',
    'Nguyễn Công Thành',
  ],
  bugiamap: [
    'Thị Nhung',
    'Điểu Khánh',
    'Phạm Gia Huy',
    'Nguyễn Thị Thảo Vy',
    'Bàn Văn Phúc',
    'Trần Thị Ngọc Diệp',
    'Lê Đình Chiến',
  ],
  budang: [
    'Đặng Thị Quỳnh Như',
    'Nguyễn Phi Hùng',
    'Trần Bảo Sơn',
    'Lê Thị Mai Phương',
    'Điểu Tâm',
    'Võ Thị Kim Loan',
    'Nguyễn Văn Thuận',
  ],
};

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  ...DEMO_BRANCHES.flatMap(({ id }) => listBranchAccounts(id)),
  account('motcua.tinh', 'Trần Thị Bảo Trân', CLERK, PROVINCIAL_COUNTER, 'oneStopClerk'),
  account('motcua2.tinh', 'Nguyễn Hoàng Phúc', CLERK, PROVINCIAL_COUNTER, 'oneStopClerk'),
  account('canbo1.vpdk', 'Lê Thị Hồng Vân', OFFICER, REGISTRATION_OFFICE, 'officer'),
  account('canbo2.vpdk', 'Phạm Tuấn Kiệt', OFFICER, REGISTRATION_OFFICE, 'officer'),
  account('canbo3.vpdk', 'Nguyễn Ngọc Bích', OFFICER, REGISTRATION_OFFICE, 'officer'),
  account('lanhdao.vpdk', 'Trần Đình Phong', 'Phó Giám đốc Văn phòng Đăng ký đất đai', REGISTRATION_OFFICE, 'unitHead'),
  account('quanly.vpdk', 'Vũ Thị Minh Nguyệt', 'Giám đốc Văn phòng Đăng ký đất đai', REGISTRATION_OFFICE, 'manager'),
  account('quanly', 'Nguyễn Văn Hải', 'Phó Giám đốc Sở', DEPARTMENT, 'manager'),
  account('admin', 'Đỗ Thanh Tùng', 'Quản trị hệ thống', DEPARTMENT, 'admin'),
  account('vanhanh', 'Lê Hữu Nghĩa', 'Vận hành Trung tâm Tích hợp dữ liệu', DEPARTMENT, 'operator'),
];

/** One sign-in of each kind, for whoever starts a demonstration. */
export const DEMO_SIGN_INS: readonly { readonly user: string; readonly password: string; readonly name: string }[] = [
  signIn('motcua.dongxoai', 'cán bộ một cửa'),
  signIn('canbo1.dongxoai', 'cán bộ chuyên môn'),
  signIn('canbo2.dongxoai', 'cán bộ chuyên môn thứ hai, để kiểm tra chéo'),
  signIn('lanhdao.dongxoai', 'lãnh đạo chi nhánh'),
  signIn('quanly', 'lãnh đạo Sở'),
  signIn('admin', 'quản trị hệ thống'),
  signIn('vanhanh', 'vận hành trung tâm dữ liệu'),
];

/** The same account has the same id in every demonstration. */
export function demoAccountId(username: string): string {
  const hex = createHash('sha256').update(`sodo demo account ${username}`).digest('hex');
  // RFC 9562 version 8: a UUID made in a way of one's own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function listBranchAccounts(branch: string): DemoAccount[] {
  const people = BRANCH_PEOPLE[branch];
  if (!people) throw new Error(`the branch ${branch} has no people`);
  const [clerk, secondClerk, ...others] = people;
  const head = others[4];
  const counter = counterUnitId(branch);
  const office = branchUnitId(branch);
  return [
    account(`motcua.${branch}`, clerk, CLERK, counter, 'oneStopClerk'),
    account(`motcua2.${branch}`, secondClerk, CLERK, counter, 'oneStopClerk'),
    ...others
      .slice(0, 4)
      .map((name, index) => account(`canbo${index + 1}.${branch}`, name, OFFICER, office, 'officer')),
    account(`lanhdao.${branch}`, head, HEAD, office, 'unitHead'),
  ];
}

function account(username: string, displayName: string, title: string, unitId: string, role: Role): DemoAccount {
  return { username, displayName, title, unitId, role };
}

function signIn(user: string, name: string) {
  return { user, password: DEMO_PASSWORD, name };
}
