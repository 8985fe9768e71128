/**
 * Every refusal the API answers with, its HTTP status and its title for people (Vietnamese). The codes are stable: clients
 * compare them, never texts. Each has a page in `docs/errors/`.
 *
 * 4xx = final, repeating it unchanged is refused again (429 excepted); 503 = try again later, nothing was lost.
 */
export const errorCodes = {
  // The request itself
  JSON_INVALID: { status: 400, title: 'Nội dung gửi lên không phải JSON hợp lệ' },
  IDEMPOTENCY_KEY_REQUIRED: { status: 400, title: 'Thiếu mã chống gửi trùng (Idempotency-Key)' },
  ROUTE_NOT_FOUND: { status: 404, title: 'Không có địa chỉ này' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'Địa chỉ này không nhận phương thức đã dùng' },
  BODY_TOO_LARGE: { status: 413, title: 'Nội dung gửi lên quá lớn' },
  MEDIA_TYPE_UNSUPPORTED: { status: 415, title: 'Kiểu nội dung không được hỗ trợ' },
  VALIDATION_FAILED: { status: 422, title: 'Dữ liệu không hợp lệ' },
  CURSOR_INVALID: { status: 422, title: 'Con trỏ trang không hợp lệ' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: 'Mã chống gửi trùng đã dùng cho một yêu cầu khác' },
  VERSION_REQUIRED: { status: 428, title: 'Thiếu phiên bản đang sửa (If-Match)' },
  VERSION_CONFLICT: { status: 412, title: 'Đã có phiên bản mới hơn' },
  RATE_LIMITED: { status: 429, title: 'Quá nhiều yêu cầu, hãy thử lại sau' },

  // Who asks
  SIGN_IN_FAILED: { status: 401, title: 'Tên đăng nhập hoặc mật khẩu không đúng' },
  PASSWORD_WRONG: { status: 401, title: 'Mật khẩu không đúng' },
  PASSWORD_REFUSED: { status: 422, title: 'Mật khẩu mới không được chấp nhận' },
  PASSWORD_CHANGE_REQUIRED: { status: 403, title: 'Phải đổi mật khẩu cấp lần đầu trước khi làm việc khác' },
  TERMS_NOT_ACCEPTED: { status: 403, title: 'Phải chấp nhận điều khoản sử dụng trước khi làm việc khác' },
  TERMS_VERSION_OUTDATED: { status: 409, title: 'Điều khoản sử dụng đã có bản mới, hãy đọc lại' },
  SECOND_FACTOR_ENROLMENT_REQUIRED: { status: 403, title: 'Vai trò này phải bật xác thực hai lớp trước' },
  SECOND_FACTOR_WRONG: { status: 401, title: 'Mã xác thực không đúng hoặc đã được dùng' },
  SECOND_FACTOR_ON: { status: 409, title: 'Xác thực hai lớp đã bật' },
  SECOND_FACTOR_OFF: { status: 409, title: 'Xác thực hai lớp chưa bật' },
  SECOND_FACTOR_NEEDED: { status: 409, title: 'Vai trò này không được tắt xác thực hai lớp' },
  SIGN_IN_CHALLENGE_OVER: { status: 401, title: 'Bước nhập mã đã hết hạn, hãy đăng nhập lại' },
  RECENT_SIGN_IN_REQUIRED: { status: 403, title: 'Thao tác này cần xác nhận lại mật khẩu hoặc mã xác thực' },
  SESSION_NOT_FOUND: { status: 404, title: 'Không có phiên đăng nhập này' },
  OIDC_NOT_CONFIGURED: { status: 404, title: 'Chưa cấu hình đăng nhập một lần' },
  OIDC_UNAVAILABLE: { status: 503, title: 'Máy chủ đăng nhập một lần không trả lời; hãy dùng mật khẩu' },
  OIDC_FAILED: { status: 401, title: 'Đăng nhập một lần không thành công, hãy thử lại' },
  OIDC_ACCOUNT_UNKNOWN: { status: 403, title: 'Chưa có tài khoản Sodo ứng với người này' },
  UNAUTHENTICATED: { status: 401, title: 'Chưa đăng nhập hoặc phiên đã hết hạn' },
  CROSS_SITE_REFUSED: { status: 403, title: 'Yêu cầu đến từ một trang web khác' },
  CSRF_TOKEN_INVALID: { status: 403, title: 'Thiếu hoặc sai mã chống giả mạo yêu cầu' },
  FORBIDDEN: { status: 403, title: 'Không có quyền thực hiện' },
  SIGNATURE_MISSING: { status: 401, title: 'Thiếu chữ ký của hệ thống gửi' },
  SIGNATURE_UNKNOWN_KEY: { status: 401, title: 'Không nhận ra hệ thống gửi' },
  SIGNATURE_INVALID: { status: 401, title: 'Chữ ký của hệ thống gửi không đúng' },
  SIGNATURE_EXPIRED: { status: 401, title: 'Chữ ký của hệ thống gửi đã quá hạn' },
  SIGNATURE_REPLAYED: { status: 401, title: 'Yêu cầu đã ký này đã được nhận' },

  // Unknown things (also those the asker may not see)
  PROCEDURE_NOT_FOUND: { status: 404, title: 'Không có thủ tục này đang có hiệu lực' },
  DRAFT_NOT_FOUND: { status: 404, title: 'Không có hồ sơ nháp này' },
  FILE_NOT_FOUND: { status: 404, title: 'Không có tệp này' },
  DOSSIER_NOT_FOUND: { status: 404, title: 'Không có hồ sơ này' },
  TASK_NOT_FOUND: { status: 404, title: 'Không có công việc này' },
  DOCUMENT_NOT_FOUND: { status: 404, title: 'Không có văn bản này' },
  OUTBOX_ITEM_NOT_FOUND: { status: 404, title: 'Không có mục gửi đi này' },
  SIMULATION_NOT_FOUND: { status: 404, title: 'Không có lần mô phỏng này' },
  SIMULATION_UNTIL_INVALID: { status: 422, title: 'Thời điểm mô phỏng phải ở tương lai, trong vòng hai năm' },
  SIMULATION_LIMIT: { status: 409, title: 'Đang có mô phỏng khác chưa xong, hãy chờ' },
  STATUS_NOT_FOUND: { status: 404, title: 'Không có hồ sơ ứng với mã hồ sơ và mã tra cứu đã nhập' },
  ACCOUNT_NOT_FOUND: { status: 422, title: 'Không có cán bộ này, hoặc không làm được công việc này' },
  DELEGATION_NOT_FOUND: { status: 404, title: 'Không có ủy quyền này của bạn' },
  UNIT_NOT_FOUND: { status: 422, title: 'Không có đơn vị này' },

  // Delegations
  DELEGATION_DAYS_INVALID: { status: 422, title: 'Ngày ủy quyền không hợp lệ' },
  NOT_STOOD_IN_FOR: { status: 403, title: 'Chỉ nhận thay việc của người đã ủy quyền cho bạn hôm nay' },

  // Register
  REGISTER_PERIOD_INVALID: { status: 422, title: 'Khoảng ngày của sổ theo dõi không hợp lệ' },
  AUDIT_TOO_LONG: { status: 422, title: 'Nhật ký quá dài để xuất một lần' },
  REGISTER_TOO_LONG: { status: 422, title: 'Sổ theo dõi quá dài để xuất một lần' },

  // Drafts and files
  COMPONENT_UNKNOWN: { status: 422, title: 'Thủ tục không có thành phần hồ sơ này' },
  DOSSIER_INCOMPLETE: { status: 422, title: 'Hồ sơ chưa đầy đủ' },
  DRAFT_ALREADY_SUBMITTED: { status: 409, title: 'Hồ sơ đã được nộp' },
  DRAFT_BEING_SUBMITTED: { status: 409, title: 'Hồ sơ đang được nộp, hãy nộp lại để nhận kết quả' },
  HANDLING_UNIT_UNKNOWN: { status: 422, title: 'Không xác định được đơn vị giải quyết' },
  FILE_REQUIRED: { status: 422, title: 'Chưa chọn tệp' },
  FILE_EMPTY: { status: 422, title: 'Tệp rỗng' },
  FILE_TOO_LARGE: { status: 413, title: 'Tệp quá lớn' },
  FILE_TYPE_REFUSED: { status: 415, title: 'Chỉ nhận tệp PDF, JPEG, PNG hoặc TIFF' },
  FILE_TYPE_MISMATCH: { status: 415, title: 'Nội dung tệp không đúng với tên hoặc kiểu đã khai' },
  FILE_HASH_MISMATCH: { status: 422, title: 'Tệp nhận được khác với mã băm đã khai' },
  FILE_ADDRESS_REFUSED: { status: 422, title: 'Không được tải tệp từ địa chỉ này' },
  TOO_MANY_FILES: { status: 422, title: 'Hồ sơ có quá nhiều tệp' },

  // A running dossier: refusals of domain/dossier and domain/engine
  ACTION_NOT_ALLOWED: { status: 409, title: 'Hồ sơ đang ở trạng thái không cho phép thao tác này' },
  TASK_NOT_OPEN: { status: 409, title: 'Công việc đã đóng' },
  TASK_HELD_BY_OTHER: { status: 409, title: 'Công việc đang do người khác giữ' },
  FOUR_EYES: { status: 409, title: 'Bước này phải do người khác thực hiện' },
  RETURN_TARGET_NOT_ALLOWED: { status: 409, title: 'Không thể trả về bước này' },
  SUPPLEMENT_ALREADY_REQUESTED: { status: 409, title: 'Chỉ được yêu cầu bổ sung một lần' },
  PROCEDURE_CANNOT_GO_ON: { status: 409, title: 'Quy trình không thể đi tiếp với dữ liệu này' },
  VARIABLE_NOT_ROUTING: { status: 422, title: 'Biến không được dùng để điều hướng quy trình' },
  NO_DEADLINE: { status: 409, title: 'Hồ sơ chưa có thời hạn' },
  DEADLINE_PAUSED: { status: 409, title: 'Thời hạn đang tạm dừng' },
  DEADLINE_STOPPED: { status: 409, title: 'Thời hạn đã kết thúc' },
  APOLOGY_ALREADY_USED: { status: 409, title: 'Chỉ được xin lỗi và hẹn lại một lần' },
  NEW_DUE_IN_PAST: { status: 422, title: 'Ngày hẹn mới đã qua' },
  NEW_DUE_NOT_LATER: { status: 422, title: 'Ngày hẹn mới phải sau ngày hẹn cũ' },
  NEW_DUE_NOT_WORKING_DAY: { status: 422, title: 'Ngày hẹn mới không phải ngày làm việc' },
  INSTANCE_NOT_ACTIVE: { status: 409, title: 'Bước này không còn hoạt động' },
  INSTANCE_NOT_FAILED: { status: 409, title: 'Bước này không bị lỗi' },
  NO_TAX_SLIP: { status: 409, title: 'Hồ sơ chưa chuyển thông tin sang cơ quan thuế' },
  TAX_SLIP_UNKNOWN: { status: 409, title: 'Không có phiếu chuyển thông tin này' },
  TAX_NOTICE_UNKNOWN: { status: 409, title: 'Không có thông báo nộp tiền này' },
  MESSAGE_NOT_AWAITED: { status: 409, title: 'Quy trình không chờ thông điệp này' },
  DEADLINE_TIME_REVERSED: { status: 409, title: 'Thời điểm ghi nhận trước việc đã ghi' },
  CALENDAR_RANGE_EXCEEDED: { status: 422, title: 'Ngày nằm ngoài lịch làm việc đã có' },

  // Accounts and other long-lived cases
  CASE_NOT_FOUND: { status: 404, title: 'Không tìm thấy vụ việc' },
  ACCOUNT_PERSON_ALREADY_HAS_ONE: { status: 409, title: 'Người này đã có một tài khoản' },
  ACCOUNT_NOT_OF_PROJECT: { status: 409, title: 'Tài khoản không thuộc dự án này' },
  CONTRACTOR_PLAN_NOT_APPROVED: { status: 409, title: 'Phương án thi công của dự án chưa được phê duyệt' },
  CONTRACTOR_PROJECT_OVER: { status: 409, title: 'Dự án đã nghiệm thu hoặc đã hủy' },
  CONTRACTOR_PROJECT_REQUIRED: { status: 422, title: 'Tài khoản của đơn vị thi công phải thuộc một dự án' },
  CONTRACTOR_UNIT_REQUIRED: { status: 422, title: 'Không phải đơn vị thi công' },
  DUTY_BEYOND_PROJECT: { status: 422, title: 'Nhiệm vụ vượt ra ngoài phạm vi dự án' },
  PROJECT_NOT_ACCEPTED: { status: 409, title: 'Dự án chưa được nghiệm thu' },
  HANDOVER_ITEM_UNKNOWN: { status: 409, title: 'Danh mục bàn giao không có mục này' },
  HANDOVER_NOT_CHECKED: { status: 409, title: 'Danh mục bàn giao chưa kiểm đếm đủ và khớp' },
  HANDOVER_NOT_OF_PROJECT: { status: 422, title: 'Bên giao không thuộc dự án này' },
  REPORT_NOT_DUE_FROM: { status: 422, title: 'Đơn vị này không phải lập báo cáo định kỳ' },
  REPORT_PERIOD_INVALID: { status: 422, title: 'Kỳ báo cáo không hợp lệ' },
  REPORT_DUE_INVALID: { status: 422, title: 'Hạn gửi báo cáo phải sau hôm nay' },
  REPORT_REQUIRED: { status: 409, title: 'Báo cáo định kỳ không được hủy' },
  REPORT_NOT_DRAWN: { status: 409, title: 'Số liệu báo cáo chưa lập xong' },
  COPY_REQUIRED: { status: 409, title: 'Bản sao định kỳ ra ổ cứng không được hủy' },
  COPY_NOT_WRITTEN: { status: 409, title: 'Ổ cứng chưa ghi xong' },
  HANDOVER_SIGNED: { status: 409, title: 'Bên này đã ký biên bản bàn giao' },
  REQUEST_PENDING: { status: 409, title: 'Còn một đề nghị chưa được quyết định' },
  REQUEST_NOT_PENDING: { status: 409, title: 'Không có đề nghị nào đang chờ quyết định' },
  DEPARTURE_NOT_NOTICED: { status: 409, title: 'Chưa có thông báo nghỉ việc hoặc chuyển công tác' },
  PERSON_HAS_DEPARTED: { status: 409, title: 'Người này đã nghỉ việc hoặc chuyển công tác' },

  USERNAME_TAKEN: { status: 409, title: 'Tên đăng nhập này đã có người dùng hoặc đã được đề nghị' },
  DUTY_NOT_FOR_UNIT: { status: 422, title: 'Nhiệm vụ này không có ở loại đơn vị đã chọn' },
  DOCUMENT_REQUIRED: { status: 422, title: 'Phải kèm văn bản đề nghị của Thủ trưởng đơn vị' },
  UNIT_HAS_A_HEAD: { status: 409, title: 'Đơn vị có lãnh đạo: chính lãnh đạo phải đề nghị' },

  // Links with other systems
  MESSAGE_ID_REUSED: { status: 409, title: 'Mã thông điệp đã dùng cho một nội dung khác' },
  EXTERNAL_CODE_KNOWN: { status: 409, title: 'Mã hồ sơ này đã được tiếp nhận' },
  DOSSIER_CODE_MISMATCH: { status: 422, title: 'Mã hồ sơ không khớp với phiếu chuyển thông tin' },
  OUTBOX_ITEM_NOT_FAILED: { status: 409, title: 'Mục gửi đi không bị lỗi' },

  // Faults
  FUNCTION_STOPPED: { status: 503, title: 'Chức năng đang tạm ngừng do có sự cố' },
  INCIDENT_TIME_INVALID: { status: 422, title: 'Thời điểm không hợp lý đối với sự cố' },
  INCIDENT_STEP_NOT_NEEDED: { status: 409, title: 'Bước này không cần hoặc đã làm rồi' },
  INCIDENT_NOT_FINISHED: { status: 409, title: 'Sự cố còn việc phải làm theo quy chế' },
  UNITS_NOT_NOTIFIED: { status: 409, title: 'Chưa thông báo cho các đơn vị bị ảnh hưởng' },
  HARDWARE_NOT_FIXED: { status: 409, title: 'Chưa ghi nhận phần cứng đã khắc phục' },
  TEMPORARILY_UNAVAILABLE: { status: 503, title: 'Hệ thống tạm thời chưa xử lý được, hãy thử lại sau' },
  INTERNAL_ERROR: { status: 500, title: 'Lỗi hệ thống' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ErrorCode = keyof typeof errorCodes;

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}
