import type { Locator, Page } from 'playwright-core';
import { samplePdf } from '../api/api-lab';

/** Presses a step of a case (behind "More" when it is rare), fills its dialog, and waits until it is recorded. */
export async function takeStep(
  page: Page,
  step: string,
  fill: (dialog: Locator) => Promise<void> = () => Promise.resolve(),
  rare = false,
): Promise<void> {
  if (rare) {
    await page.getByRole('button', { name: 'Khác', exact: true }).click();
    await page.getByRole('menuitem', { name: step, exact: true }).click();
  } else await page.getByRole('button', { name: step, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: step });
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Xác nhận', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText(`Đã ghi nhận: ${step}`).waitFor();
}

/** Gives a step its written document: number, date and file. */
export async function attachPaper(place: Locator | Page, number: string): Promise<void> {
  await place.getByLabel('Số văn bản').fill(number);
  await place.getByLabel('Ngày văn bản').fill('20/11/2026');
  await place.getByLabel('Ngày văn bản').press('Enter');
  await place
    .locator('input[type=file]')
    .setInputFiles({ name: 'van-ban.pdf', mimeType: 'application/pdf', buffer: Buffer.from(samplePdf()) });
  await place.getByText('van-ban.pdf', { exact: true }).waitFor();
}

/** Chooses from what a search field finds. */
export async function choose(page: Page, place: Locator, label: string, name: string): Promise<void> {
  await place.getByLabel(label).click();
  await place.getByLabel(label).fill(name);
  await page.locator('.ant-select-item-option', { hasText: name }).first().click();
}
