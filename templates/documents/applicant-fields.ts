/** The lines about applicant and dossier that forms 01–04 share. */
import type { Applicant, DossierComponent } from './document-data';
import type { PageWriter } from './page-writer';
import { drawField, drawFields } from './paragraph';
import { drawTable } from './table';

/** Name under the given label, address, telephone and e-mail. */
export function drawApplicant(page: PageWriter, label: string, applicant: Applicant): void {
  drawField(page, { label, value: [{ text: applicant.name, style: 'bold' }] });
  drawField(page, { label: 'Địa chỉ', value: applicant.address });
  drawFields(
    page,
    [
      { label: 'Số điện thoại', value: applicant.phone },
      { label: 'Email', value: applicant.email },
    ],
    [2, 3],
  );
}

/** Components of a dossier with the number of originals, certified copies and photocopies. */
export function drawComponents(page: PageWriter, components: readonly DossierComponent[]): void {
  drawTable(
    page,
    [
      { heading: 'TT', weight: 5, align: 'center' },
      { heading: 'Tên thành phần hồ sơ', weight: 46 },
      { heading: 'Bản chính', group: 'Số lượng', weight: 10, align: 'center' },
      { heading: 'Chứng thực', group: 'Số lượng', weight: 11, align: 'center' },
      { heading: 'Bản sao, photo', group: 'Số lượng', weight: 11, align: 'center' },
      { heading: 'Ghi chú', weight: 17 },
    ],
    components.map((component, index) => [
      String(index + 1),
      component.name,
      showCount(component.originals),
      showCount(component.certifiedCopies),
      showCount(component.photocopies),
      component.note ?? '',
    ]),
  );
}

/** Copies as registers write them, 01; none is left empty. */
function showCount(count: number | undefined): string {
  return count ? String(count).padStart(2, '0') : '';
}
