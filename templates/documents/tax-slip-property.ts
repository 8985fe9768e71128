/** Section III of the tax slip: the land, what stands on it, and the transaction. */
import type { TaxSlipAsset, TaxSlipLand, TaxSlipTransaction } from './document-data';
import type { PageWriter } from './page-writer';
import { LINE_HEIGHT } from './page-writer';
import type { Field } from './paragraph';
import { BODY_SIZE, drawField, drawFields, drawParagraph } from './paragraph';
import { formatArea, formatMoney, formatNumber, formatShortDate } from './vietnamese-format';

const PRICE_KINDS = {
  table: 'Giá đất theo Bảng giá đất',
  specific: 'Giá đất cụ thể',
  auction: 'Giá trúng đấu giá',
} as const satisfies Record<NonNullable<TaxSlipLand['price']>['kind'], string>;

const HALVES = [1, 1] as const;

export function drawLand(page: PageWriter, land: TaxSlipLand): void {
  drawPart(page, '1. Thông tin về đất');
  drawPair(
    page,
    { label: '1.1. Thửa đất số', value: land.parcelNumber },
    { label: 'Tờ bản đồ số', value: land.mapSheetNumber },
  );
  drawField(page, { label: '1.2. Địa chỉ thửa đất', value: land.address });
  drawPricePosition(page, land);
  drawAreas(page, land);
  drawField(page, { label: '1.5. Nguồn gốc sử dụng đất', value: land.origin });
  drawField(page, { label: '1.6. Mục đích sử dụng đất trước khi thực hiện thủ tục', value: land.purposeBefore });
  drawField(
    page,
    { label: 'Mục đích sử dụng đất sau khi thực hiện thủ tục', value: land.purposeAfter },
    { indent: INDENT },
  );
  drawField(page, { label: '1.7. Thời hạn sử dụng đất', value: land.term });
  drawField(page, { label: '1.8. Hình thức sử dụng đất (giao, thuê, công nhận)', value: land.tenure });
  drawField(page, { label: '1.9. Thời điểm bắt đầu sử dụng đất', value: land.usedSince });
  drawField(page, { label: '1.10. Giấy tờ về quyền sử dụng đất', value: describeRightPaper(land) });
  drawPrice(page, land);
}

export function drawAssets(page: PageWriter, assets: readonly TaxSlipAsset[]): void {
  drawPart(page, '2. Thông tin về tài sản gắn liền với đất');
  const listed: readonly Partial<TaxSlipAsset>[] = assets.length > 0 ? assets : [{}];
  listed.forEach((asset, index) => {
    const kind = listed.length > 1 ? `2.1. Loại nhà, công trình (${index + 1})` : '2.1. Loại nhà, công trình';
    drawPair(page, { label: kind, value: asset.kind }, { label: 'Cấp hạng', value: asset.grade });
    drawPair(
      page,
      { label: '2.2. Diện tích xây dựng', value: showArea(asset.buildingAreaM2) },
      { label: 'Diện tích sàn', value: showArea(asset.floorAreaM2) },
    );
    drawPair(
      page,
      { label: '2.3. Kết cấu', value: asset.structure },
      { label: 'Số tầng', value: showCount(asset.storeys) },
    );
    drawPair(
      page,
      { label: '2.4. Năm hoàn công', value: showCount(asset.completedYear) },
      { label: 'Hình thức sở hữu', value: asset.ownership },
    );
    drawField(page, { label: '2.5. Thời hạn sở hữu', value: asset.term });
  });
}

export function drawTransaction(page: PageWriter, transaction: TaxSlipTransaction | undefined): void {
  drawPart(page, '3. Thông tin về giao dịch');
  drawField(page, { label: '3.1. Loại hợp đồng, giao dịch', value: transaction?.contractKind });
  drawPair(
    page,
    { label: '3.2. Số công chứng, chứng thực', value: transaction?.contractNumber },
    { label: 'Ngày', value: transaction?.contractDate && formatShortDate(transaction.contractDate) },
    [3, 2],
  );
  drawField(page, { label: 'Nơi công chứng, chứng thực', value: transaction?.notarisedBy }, { indent: INDENT });
  const price = transaction?.priceVnd;
  drawField(page, {
    label: '3.3. Giá chuyển nhượng ghi trên hợp đồng',
    value: price === undefined ? undefined : formatMoney(price),
  });
  drawField(page, { label: '3.4. Quan hệ giữa các bên (nếu được miễn)', value: transaction?.relationship });
}

const INDENT = 18;

function drawPart(page: PageWriter, heading: string): void {
  page.ensureSpace(3 * BODY_SIZE * LINE_HEIGHT);
  drawParagraph(page, heading, { style: 'bold-italic' });
}

function drawPair(
  page: PageWriter,
  first: Field,
  second: Field,
  weights: readonly number[] = HALVES,
  indent = 0,
): void {
  drawFields(page, [first, second], weights, { indent });
}

function drawPricePosition(page: PageWriter, { pricePosition }: TaxSlipLand): void {
  drawParagraph(page, '1.3. Vị trí theo Bảng giá đất:');
  drawField(page, { label: 'Tên đường', value: pricePosition?.street }, { indent: INDENT });
  drawField(page, { label: 'Đoạn đường', value: pricePosition?.section }, { indent: INDENT });
  drawPair(
    page,
    { label: 'Khu vực', value: pricePosition?.area },
    { label: 'Vị trí', value: pricePosition?.position },
    HALVES,
    INDENT,
  );
  drawPair(
    page,
    { label: 'Chiều sâu thửa đất', value: showMetres(pricePosition?.depthMetres) },
    { label: 'Chiều rộng ngõ, hẻm', value: showMetres(pricePosition?.laneWidthMetres) },
    HALVES,
    INDENT,
  );
}

function drawAreas(page: PageWriter, land: TaxSlipLand): void {
  drawField(page, { label: '1.4. Diện tích thửa đất', value: showArea(land.areaM2) });
  const pairs: [string, number | undefined, string, number | undefined][] = [
    ['Sử dụng riêng', land.privateAreaM2, 'Sử dụng chung', land.sharedAreaM2],
    ['Trong hạn mức', land.areaWithinLimitM2, 'Ngoài hạn mức', land.areaOverLimitM2],
    ['Phải nộp tiền sử dụng đất', land.chargeableAreaM2, 'Lấn, chiếm', land.encroachedAreaM2],
  ];
  for (const [first, firstArea, second, secondArea] of pairs) {
    drawPair(
      page,
      { label: first, value: showArea(firstArea) },
      { label: second, value: showArea(secondArea) },
      HALVES,
      INDENT,
    );
  }
}

function drawPrice(page: PageWriter, { price }: TaxSlipLand): void {
  drawField(page, { label: '1.11. Loại giá đất áp dụng', value: price && PRICE_KINDS[price.kind] });
  const amount = price?.amountPerM2Vnd;
  drawPair(
    page,
    { label: 'Giá đất', value: amount === undefined ? undefined : `${formatMoney(amount)}/m²` },
    {
      label: 'Hệ số điều chỉnh',
      value: price?.coefficient === undefined ? undefined : formatNumber(price.coefficient, 4),
    },
    HALVES,
    INDENT,
  );
}

function describeRightPaper({ rightPaper }: TaxSlipLand): string | undefined {
  if (!rightPaper) return undefined;
  const number = rightPaper.number ? ` số ${rightPaper.number}` : '';
  return `${rightPaper.name}${number}${rightPaper.issuedOn ? `, cấp ngày ${formatShortDate(rightPaper.issuedOn)}` : ''}`;
}

function showArea(squareMetres: number | undefined): string | undefined {
  return squareMetres === undefined ? undefined : formatArea(squareMetres);
}

function showMetres(metres: number | undefined): string | undefined {
  return metres === undefined ? undefined : `${formatNumber(metres)} m`;
}

function showCount(count: number | undefined): string | undefined {
  return count === undefined ? undefined : String(count);
}
