import QRCode from 'qrcode';
import { PageWriter } from '../../../templates/documents/page-writer';
import { composeLookupAddress, drawQrCode } from '../../../templates/documents/qr-code';
import { readPdf } from './read-pdf';

const CODE = '000.12.34.H10-230302-0015';

describe('composeLookupAddress', () => {
  it('adds the dossier code to the address', () => {
    expect(composeLookupAddress('https://tracuu.example.vn/ho-so', CODE)).toBe(
      `https://tracuu.example.vn/ho-so?code=${CODE}`,
    );
    expect(composeLookupAddress('https://tracuu.example.vn/?lang=vi', 'A B&C')).toBe(
      'https://tracuu.example.vn/?lang=vi&code=A+B%26C',
    );
  });

  it('puts the secret where no server sees it', () => {
    const address = composeLookupAddress('https://tracuu.example.vn/ho-so', CODE, 'K7M2 &X');
    expect(address).toBe(`https://tracuu.example.vn/ho-so?code=${CODE}#secret=K7M2+%26X`);
    expect(new URL(address).search).not.toContain('K7M2');
  });

  it('leaves an address alone that carries the code already', () => {
    const address = `https://tracuu.example.vn/ho-so/${CODE}`;
    expect(composeLookupAddress(address, CODE)).toBe(address);
  });
});

describe('drawQrCode', () => {
  it('draws exactly the dark modules of the code, with a quiet zone of four modules', async () => {
    // given a code drawn at a known place
    const page = new PageWriter({ title: 'QR', author: 'Sodo', createdAt: new Date('2023-03-02T00:00:00Z') });
    const content = composeLookupAddress('https://tracuu.example.vn/ho-so', CODE);
    const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' });
    const step = 80 / (modules.size + 8);
    drawQrCode(page, content, 100, 200, 80);
    // when its rectangles are read back from the PDF
    const [sheet] = readPdf(await page.finish()).pages;
    const drawn = new Set<string>();
    for (const [x, y, width, height] of sheet?.rectangles ?? []) {
      expect(height).toBeCloseTo(step, 3);
      const row = Math.round((y - 200) / step) - 4;
      const column = Math.round((x - 100) / step) - 4;
      for (let dark = 0; dark < Math.round(width / step); dark++) drawn.add(`${row},${column + dark}`);
    }
    // then they are the modules of the standard's matrix
    const expected = new Set<string>();
    for (let row = 0; row < modules.size; row++) {
      for (let column = 0; column < modules.size; column++) {
        if (modules.get(row, column)) expected.add(`${row},${column}`);
      }
    }
    expect(drawn).toEqual(expected);
  });
});
