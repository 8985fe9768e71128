import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { unpackWoff } from '../../../templates/documents/woff-file';

const PATH = require.resolve('@fontsource/tinos/files/tinos-vietnamese-400-normal.woff');

/** A WOFF file of one table, packed; `declared` is the length its entry states. */
function makeWoff(table: Buffer, declared = table.length): Buffer {
  const packed = deflateSync(table);
  const head = Buffer.alloc(44 + 20);
  head.write('wOFF', 0, 'latin1');
  head.writeUInt32BE(0x00010000, 4);
  head.writeUInt16BE(1, 12);
  head.write('test', 44, 'latin1');
  head.writeUInt32BE(64, 48);
  head.writeUInt32BE(packed.length, 52);
  head.writeUInt32BE(declared, 56);
  return Buffer.concat([head, packed]);
}

function drawWith(font: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  const info = { CreationDate: new Date('2023-03-02T00:00:00Z') };
  const doc = new PDFDocument({ info }).on('data', (chunk: Buffer) => chunks.push(chunk));
  doc.font(font, 13).text('ấếộữựỹĐđ');
  doc.end();
  return chunks;
}

describe('unpackWoff', () => {
  it('gives the font pdfkit would have unpacked itself', async () => {
    // given the same text drawn from the packed and the unpacked file
    const packed = readFileSync(PATH);
    const [own, theirs] = [drawWith(unpackWoff(packed)), drawWith(packed)];
    await new Promise(setImmediate);
    // then the two documents are the same, outlines, widths and all
    expect(Buffer.concat(own).length).toBeGreaterThan(2000);
    expect(Buffer.concat(own).equals(Buffer.concat(theirs))).toBe(true);
  });

  it('writes a table directory that points at the tables', () => {
    const table = Buffer.from('nội dung bảng '.repeat(9));
    const sfnt = unpackWoff(makeWoff(table));
    expect(sfnt.toString('latin1', 12, 16)).toBe('test');
    const [offset, length] = [sfnt.readUInt32BE(20), sfnt.readUInt32BE(24)];
    expect(sfnt.subarray(offset, offset + length).equals(table)).toBe(true);
    expect(sfnt.length % 4).toBe(0);
  });

  it('refuses what is not WOFF 1.0, and a damaged table', () => {
    expect(() => unpackWoff(Buffer.from('wOF2 something else entirely, long enough to have a header'))).toThrow(
      'Not a WOFF',
    );
    expect(() => unpackWoff(Buffer.alloc(3))).toThrow('Not a WOFF');
    const table = Buffer.alloc(300, 'a');
    expect(() => unpackWoff(makeWoff(table, 299))).toThrow('Damaged WOFF');
  });
});
