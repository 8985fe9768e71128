import type { DutyId } from '../../domain/access/duties';
import type { AccountChangeKind } from '../../domain/accounts/account-changes';
import type { AccountStatus, LockReason } from '../../domain/accounts/account-state';

/** How papers and sheets call things of an account; the web app has the same in its own texts. */
export const ACCOUNT_STATUS_NAMES: Readonly<Record<AccountStatus, string>> = {
  new: 'Chưa có',
  requested: 'Đã đề nghị',
  checked: 'Đã kiểm tra',
  approved: 'Đã duyệt',
  issued: 'Đã cấp, chờ đổi mật khẩu',
  active: 'Đang dùng',
  locked: 'Đã khóa',
  refused: 'Bị từ chối',
  closed: 'Đã đóng',
};

export const DUTY_NAMES: Readonly<Record<DutyId, string>> = {
  receiveDossiers: 'Tiếp nhận và trả kết quả',
  processDossiers: 'Xử lý hồ sơ',
  leadUnit: 'Lãnh đạo đơn vị',
  overseeProvince: 'Theo dõi toàn tỉnh',
  administerSystem: 'Quản trị hệ thống',
  operateDataCentre: 'Vận hành trung tâm dữ liệu',
};

export const LOCK_REASON_NAMES: Readonly<Record<LockReason, string>> = {
  passwordNotChanged: 'không đổi mật khẩu trong 7 ngày',
  leaked: 'bị lộ, mất',
  projectAccepted: 'dự án đã nghiệm thu hoặc đã hủy',
  departed: 'nghỉ việc, chuyển công tác',
  foundLocked: 'đã khóa từ trước',
};

export const ACCOUNT_CHANGE_NAMES: Readonly<Record<AccountChangeKind, string>> = {
  requested: 'Đề nghị cấp',
  refused: 'Từ chối',
  issued: 'Cấp tài khoản, mật khẩu',
  rightsChanged: 'Thay đổi quyền',
  leakReported: 'Báo lộ, mất',
  departureNoticed: 'Báo nghỉ việc, chuyển công tác',
  departureWithdrawn: 'Rút báo nghỉ việc',
  locked: 'Khóa',
  unlockApproved: 'Duyệt mở khóa',
  closed: 'Đóng',
};
