import type { HealthState, ProbeId } from '../../domain/health/probes';

/** Parts and links as papers call them; the web app has the same in its own texts. */
export const PROBE_NAMES: Readonly<Record<ProbeId, string>> = {
  postgresMs: 'Cơ sở dữ liệu (PostgreSQL) trả lời',
  temporalMs: 'Temporal trả lời',
  filesDiskUsed: 'Ổ đĩa lưu tệp hồ sơ',
  backupDiskUsed: 'Ổ đĩa sao lưu',
  databaseBytes: 'Dung lượng cơ sở dữ liệu',
  taxQueueSeconds: 'Bản tin chờ gửi cơ quan thuế',
  oneStopQueueSeconds: 'Bản tin chờ gửi hệ thống một cửa',
  mailQueueSeconds: 'Thư chờ gửi',
  failedDeliveries: 'Bản tin không gửi được',
  thresholdLagSeconds: 'Cảnh báo thời hạn chờ phát',
  auditLagSeconds: 'Nhật ký kiểm toán chờ niêm phong',
  httpFaultShare: 'Yêu cầu bị lỗi máy chủ (15 phút qua)',
};

export const HEALTH_STATE_NAMES: Readonly<Record<HealthState, string>> = {
  green: 'Bình thường',
  late: 'Cần xem',
  broken: 'Hỏng',
};
