/** Names of land-use codes that applications carry (TT 08/2024/TT-BTNMT, Biểu 05; domain-facts §5.3). */
const NAMES: Readonly<Record<string, string>> = {
  LUC: 'Đất chuyên trồng lúa',
  LUK: 'Đất trồng lúa còn lại',
  LUN: 'Đất trồng lúa nương',
  HNK: 'Đất trồng cây hằng năm khác',
  CLN: 'Đất trồng cây lâu năm',
  RDD: 'Đất rừng đặc dụng',
  RPH: 'Đất rừng phòng hộ',
  RSX: 'Đất rừng sản xuất',
  NTS: 'Đất nuôi trồng thủy sản',
  CNT: 'Đất chăn nuôi tập trung',
  LMU: 'Đất làm muối',
  NKH: 'Đất nông nghiệp khác',
  ONT: 'Đất ở tại nông thôn',
  ODT: 'Đất ở tại đô thị',
  SKK: 'Đất khu công nghiệp',
  SKN: 'Đất cụm công nghiệp',
  TMD: 'Đất thương mại, dịch vụ',
  SKC: 'Đất cơ sở sản xuất phi nông nghiệp',
  SKS: 'Đất sử dụng cho hoạt động khoáng sản',
  PNK: 'Đất phi nông nghiệp khác',
};

/** `Đất ở tại đô thị (ODT)`; a code of another list stands for itself. */
export function nameLandUse(code: string): string {
  const name = NAMES[code];
  return name ? `${name} (${code})` : code;
}
