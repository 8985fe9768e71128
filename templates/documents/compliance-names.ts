import type { EvidenceId } from '../../domain/compliance/regulation-rule';
import type { RuleState } from '../../domain/compliance/judge-rule';

/** How a rule stands, on paper. */
export const RULE_STATE_NAMES: Readonly<Record<RuleState, string>> = {
  green: 'Thực hiện đúng',
  partly: 'Mới thực hiện một phần',
  late: 'Có việc quá hạn',
  broken: 'Chưa thực hiện',
};

/** What each fact of today counts, or when it last was. */
export const EVIDENCE_NAMES: Readonly<Record<EvidenceId, string>> = {
  accountWeek: 'Tài khoản quá một tuần chưa đổi mật khẩu mà chưa khóa',
  auditLog: 'Lần đối chiếu nhật ký kiểm toán gần nhất',
  backupDaily: 'Bản sao lưu gần nhất',
  backupProved: 'Lần phục hồi thử gần nhất',
  deadlines: 'Hồ sơ đang giải quyết đã quá hạn',
  departures: 'Tài khoản của người đã nghỉ việc mà chưa khóa',
  incidentLimits: 'Sự cố đang mở đã quá thời hạn khắc phục',
  interruption: 'Sự cố làm gián đoạn quá 12 giờ',
  links: 'Bản tin liên thông chờ quá lâu hoặc không gửi được',
  portableCopies: 'Ổ cứng quá hạn chưa nhập lưu trữ',
  probes: 'Bộ phận, đường truyền đo được là không bình thường',
  projectAccounts: 'Tài khoản thi công còn mở ngoài thời gian công trình',
  reportsDue: 'Báo cáo định kỳ quá hạn chưa gửi',
  review: 'Tài khoản, quyền được đề xuất rà soát',
  rightsTwice: 'Tài khoản quản trị có từ trước, chưa có văn bản đề nghị',
};
