import type { ClockId } from '../../domain/incidents/incident-clock';
import type { DutyHolder, IncidentClass, Leader, Severity } from '../../domain/incidents/incident-state';
import type { StoppableFunction, StopMode } from '../../domain/incidents/stoppable-functions';

/** How mails and papers call things of an incident; the web app has the same in its own texts. */
export const INCIDENT_CLASS_NAMES: Readonly<Record<IncidentClass, string>> = {
  dataLoss: 'Mất dữ liệu',
  dbmsOrOsFailure: 'Hỏng hóc hệ quản trị cơ sở dữ liệu hoặc hệ điều hành',
  hardwareFailure: 'Hỏng hóc phần cứng',
  softwareMaintenance: 'Sự cố do bảo trì, nâng cấp phần mềm',
  linkFailure: 'Đứt kết nối với hệ thống khác',
  backupFailure: 'Sao lưu không thành công',
  accountLeak: 'Lộ, mất tài khoản',
  personalDataLeak: 'Lộ dữ liệu cá nhân',
};

export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  minor: 'Nhẹ',
  serious: 'Nghiêm trọng',
  critical: 'Đặc biệt nghiêm trọng',
};

export const DUTY_NAMES: Readonly<Record<DutyHolder, string>> = {
  dataCentre: 'Trung tâm Tích hợp dữ liệu',
  vendor: 'Đơn vị cung cấp phần mềm',
  department: 'Sở Tài nguyên và Môi trường',
};

export const LEADER_NAMES: Readonly<Record<Leader, string>> = {
  dataCentreLeadership: 'Lãnh đạo Trung tâm Tích hợp dữ liệu',
  departmentLeadership: 'Lãnh đạo Sở Tài nguyên và Môi trường',
};

export const CLOCK_NAMES: Readonly<Record<ClockId, string>> = {
  recoveryTarget: 'Thời hạn phục hồi',
  recoveryLimit: 'Thời hạn phục hồi tối đa',
  interruption: 'Thời gian gián đoạn tối đa 12 giờ',
  leakNotice: 'Thông báo cơ quan chuyên trách trong 72 giờ',
  quickReport: 'Báo cáo nhanh sự cố',
};

export const FUNCTION_NAMES: Readonly<Record<StoppableFunction, string>> = {
  everything: 'Toàn bộ phần mềm',
  intake: 'Tiếp nhận hồ sơ',
  processing: 'Xử lý hồ sơ',
  lookup: 'Tra cứu, thống kê',
  publicStatus: 'Tra cứu của người dân',
  links: 'Kết nối với hệ thống khác',
};

export const STOP_MODE_NAMES: Readonly<Record<StopMode, string>> = { readOnly: 'chỉ được xem', off: 'ngừng hẳn' };
