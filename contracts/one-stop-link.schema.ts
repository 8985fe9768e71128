/**
 * What the one-stop system ("một cửa điện tử") and we say to each other (domain-facts §3.3, §3.4).
 *
 * In: a dossier received at a one-stop counter or filed online, with the field names of generation 1 and, for the
 * components, of generation 2. Out: the progress, service `CapNhatTienDoHoSoMC` of generation 1.
 * Times are `yyyyMMddHHmmss` in Asia/Ho_Chi_Minh (UTC+7, no daylight saving); amounts are whole đồng.
 */
import { z } from 'zod';

const text = (max: number) => z.string().trim().min(1).max(max);

const VIETNAM_OFFSET_MS = 7 * 3600 * 1000;
const TIME_PATTERN = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** Writes an instant as `yyyyMMddHHmmss` in Vietnam; fractions of a second are cut off. */
export function formatOneStopTime(instant: Date): string {
  const local = new Date(instant.getTime() + VIETNAM_OFFSET_MS);
  return local.toISOString().slice(0, 19).replace(/[-T:]/g, '');
}

/** Reads `yyyyMMddHHmmss` in Vietnam. @returns undefined when it is not a real date and time. */
export function parseOneStopTime(value: string): Date | undefined {
  const parts = TIME_PATTERN.exec(value);
  if (!parts) return undefined;
  const [, year, month, date, hour, minute, second] = parts;
  const instant = new Date(`${year}-${month}-${date}T${hour}:${minute}:${second}.000+07:00`);
  // 31 February is read as 3 March by Date: only what is written back the same is a real date.
  return !Number.isNaN(instant.getTime()) && formatOneStopTime(instant) === value ? instant : undefined;
}

const oneStopTime = z
  .string()
  .regex(TIME_PATTERN)
  .refine((value) => parseOneStopTime(value) !== undefined, { message: 'Not a date and time yyyyMMddHHmmss.' });

/** Code of a dossier. Given by whoever received it: opaque, never taken apart (domain-facts §3.2). */
const dossierCodeSchema = z.string().regex(/^[A-Za-z0-9.\-/]{6,64}$/);

/** The ten public states of the national portal, code → official name (domain-facts §3.3). */
export const PUBLIC_STATES = {
  1: 'Mới đăng ký',
  2: 'Được tiếp nhận',
  3: 'Không được tiếp nhận',
  4: 'Đang xử lý',
  5: 'Yêu cầu bổ sung giấy tờ',
  6: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  7: 'Công dân yêu cầu rút hồ sơ',
  8: 'Dừng xử lý',
  9: 'Đã xử lý xong',
  10: 'Đã trả kết quả',
} as const;
export const publicStateSchema = z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
export type PublicState = z.infer<typeof publicStateSchema>;

/** Largest file that may come inside a message, in bytes; larger ones come by address. */
const MAX_INLINE_FILE_BYTES = 10 * 1024 * 1024;

/** One file of a component: its content inside the message, or the address to fetch it from. */
export const oneStopFileSchema = z
  .object({
    TenTepDinhKem: text(255),
    /** SHA-256 of the content, lower-case hex. */
    HashTepTin: z.string().regex(/^[0-9a-f]{64}$/),
    DuongDanTaiTepTin: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    /** Base64. */
    NoiDung: z
      .base64()
      .min(4)
      .max(Math.ceil(MAX_INLINE_FILE_BYTES / 3) * 4)
      .optional(),
  })
  .refine((file) => (file.DuongDanTaiTepTin === undefined) !== (file.NoiDung === undefined), {
    message: 'A file comes either by content or by address.',
    path: ['NoiDung'],
  });
export type OneStopFile = z.infer<typeof oneStopFileSchema>;

const oneStopComponentSchema = z.object({
  MaThanhPhanHoSo: text(64),
  TenThanhPhanHoSo: text(500),
  SoLuong: z.int().min(1).max(100),
  /** 0 original, 1 copy, 2 electronic. */
  LoaiBan: z.literal([0, 1, 2]),
  GiayToDinhKem: z.array(oneStopFileSchema).max(50),
});

const oneStopApplicantSchema = z.object({
  HoTen: text(300),
  /** 1 individual, 2 organisation (generation 1; generation 2 counts differently). */
  LoaiDoiTuong: z.literal([1, 2]),
  /** Personal id number or tax code. */
  MaDoiTuong: text(20),
  NgaySinh: z.iso.date().optional(),
  DiaChi: text(500),
  SoDienThoai: z
    .string()
    .regex(/^\+?\d{8,15}$/)
    .optional(),
  Email: z.email().max(200).optional(),
});

/** Body of `POST /integrations/one-stop/dossiers` (signed). */
export const oneStopDossierSchema = z.object({
  /** Idempotency key of this message; a second message about the same MaHoSo has another one. */
  messageId: text(64),
  MaHoSo: dossierCodeSchema,
  /** National code of the procedure, e.g. `1.013831`. */
  MaTTHC: z.string().regex(/^\d\.\d{6}$/),
  TenTTHC: text(500).optional(),
  /** Identification code of the receiving counter. */
  MaDonViTiepNhan: text(64),
  /** 1 at the counter, 2 online, 3 by post. */
  KenhTiepNhan: z.literal([1, 2, 3]),
  ChuHoSo: oneStopApplicantSchema,
  /** Who hands in, when it is somebody else. */
  NguoiNop: oneStopApplicantSchema.optional(),
  /** Answers of the e-form, by field name; checked against the form of the procedure. */
  DuLieuBieuMau: z.record(z.string().max(200), z.json()),
  ThanhPhanHoSo: z.array(oneStopComponentSchema).max(100),
  DanhSachLePhi: z
    .array(
      z.object({
        MaPhiLePhi: text(64),
        TenPhiLePhi: text(300),
        Gia: z.int().min(0),
        /** 0 not paid yet, 1 paid. */
        TrangThaiThanhToan: z.literal([0, 1]),
      }),
    )
    .max(50)
    .default([]),
  NgayNop: oneStopTime.optional(),
  NgayTiepNhan: oneStopTime,
  NgayHenTra: oneStopTime.optional(),
  GhiChu: z.string().max(2000).optional(),
});
export type OneStopDossier = z.infer<typeof oneStopDossierSchema>;

/** Key id under which the one-stop system signs. */
export const ONE_STOP_KEY_ID = 'one-stop';
/** Path on our side that takes dossiers. */
export const ONE_STOP_DOSSIERS_PATH = '/integrations/one-stop/dossiers';
/** Paths on the one-stop side. */
export const ONE_STOP_LOGIN_PATH = '/api/login';
export const ONE_STOP_SERVICE_PATH = '/api/services';

/** `POST login`, answered with {@link oneStopAnswerSchema} and a session. */
export const oneStopLoginSchema = z.object({ username: text(100), password: text(200) });

/** One progress entry. The other side keeps one per (MaHoSo, SoThuTu), however often it comes. */
export const oneStopProgressSchema = z.object({
  MaHoSo: dossierCodeSchema,
  /** 1, 2, 3 … per dossier: the order in which it happened. */
  SoThuTu: z.int().min(1),
  NguoiXuLy: text(200),
  ChucDanh: text(200),
  ThoiDiemXuLy: oneStopTime,
  PhongBanXuLy: text(200),
  NoiDungXuLy: text(1000),
  TrangThai: publicStateSchema,
  NgayBatDau: oneStopTime,
  NgayKetThucTheoQuyDinh: oneStopTime.optional(),
});
export type OneStopProgress = z.infer<typeof oneStopProgressSchema>;

/** Service CapNhatTienDoHoSoMC; the entries are taken all or none. */
export const oneStopProgressRequestSchema = z.object({
  session: text(200),
  madonvi: text(64),
  service: z.literal('CapNhatTienDoHoSoMC'),
  data: z.array(oneStopProgressSchema).min(1).max(500),
});

/**
 * Answer to everything, with HTTP 200. "00" (some installations: 0) = ok. The simulator's other codes: "01" sign-in refused,
 * "02" session unknown or over (sign in again), "03" data refused, "04" the entry is known with another content,
 * "99" no such service.
 */
export const oneStopAnswerSchema = z.object({
  error_code: z.union([z.string().max(10), z.literal(0)]),
  error_message: z.string().max(1000).optional(),
  session: z.string().max(200).optional(),
});
export type OneStopAnswer = z.infer<typeof oneStopAnswerSchema>;
