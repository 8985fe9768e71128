import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDeliverDocument } from '../../../activities/documents/deliver-document';
import { PermanentDeliveryError } from '../../../activities/outbox/deliver-due';
import type { OutboxRow } from '../../../db/projections/outbox-queue';
import { createFileStore, type FileStore } from '../../../platform/file-store';
import { flattenText, readPdf } from '../../unit/templates/read-pdf';
import { CLERK, DossierStory, HEAD, newCode, OFFICER, StoryWorld } from './dossier-story';
import { finishTransfer, SLIP, tellTaxedTransfer } from './taxed-transfer';

const OUT = path.resolve(__dirname, '../../../out/documents');
/** The dossier whose papers are worth looking at. */
const FULL_STORY = '000.01.16.H10-261102-0015';
const PUBLIC_URL = 'https://motcua.example.vn';

let world: StoryWorld;
let filesDir: string;
let files: FileStore;
let deliver: ReturnType<typeof createDeliverDocument>;

beforeAll(async () => {
  world = await StoryWorld.open();
  filesDir = mkdtempSync(path.join(tmpdir(), 'sodo-files-'));
  files = createFileStore(filesDir);
  deliver = createDeliverDocument({ pool: world.pool, files, publicUrl: PUBLIC_URL });
  mkdirSync(OUT, { recursive: true });
});

afterAll(async () => {
  await world.close();
  rmSync(filesDir, { recursive: true, force: true });
});

async function itemsOf(story: DossierStory): Promise<OutboxRow[]> {
  const items = await world.pending();
  return items.filter(({ dossierId, kind }) => dossierId === story.id && kind === 'document');
}

async function papersOf(dossierId: string): Promise<{ kind: string; key: string; sha256: string; size: number }[]> {
  const { rows } = await world.pool.query<{ kind: string; key: string; sha256: string; size: number }>(
    `select d.kind, d.request_key as key, d.sha256, f.size_bytes::int as size from document d join stored_file f using (sha256)
     where dossier_id = $1 order by d.created_at, d.request_key`,
    [dossierId],
  );
  return rows;
}

/** Delivers all of a story's papers; their texts by kind, the last of each kind. */
async function printAll(story: DossierStory): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const item of await itemsOf(story)) {
    await deliver(item);
    const paper = (await papersOf(story.id)).find(({ key }) => key === item.key);
    if (!paper) throw new Error(`${item.key} was not filed`);
    const bytes = await files.read(paper.sha256, paper.size);
    if (story.code === FULL_STORY || paper.kind === 'refusal' || paper.kind === 'stopNotice')
      writeFileSync(path.join(OUT, `delivered-${paper.kind}.pdf`), bytes);
    texts.set(paper.kind, flattenText(readPdf(bytes)));
  }
  return texts;
}

describe('papers of a dossier', () => {
  describe('given a transfer with supplement, returned slip, payment and apology', () => {
    let story: DossierStory;
    let texts: Map<string, string>;
    const code = FULL_STORY;

    beforeAll(async () => {
      story = await tellTaxedTransfer(world, code);
      await finishTransfer(story);
      const { rows } = await world.pool.query<{ id: string }>(
        `insert into outbox (key, kind, dossier_id, ordering_key, payload, created_at)
         values ($1 || '/register', 'document', $1::uuid, 'register', $2, '2026-11-20 17:00+07') returning id`,
        [story.id, JSON.stringify({ document: 'register', seq: 1, submission: null })],
      );
      expect(rows).toHaveLength(1);
      texts = await printAll(story);
    });

    it('prints each paper the steps asked for, the tax slip in both versions', async () => {
      const kinds = (await papersOf(story.id)).map(({ kind }) => kind).sort();
      expect(kinds).toEqual([
        'apology',
        'processControl',
        'receipt',
        'register',
        'supplementRequest',
        'taxSlip',
        'taxSlip',
      ]);
    });

    it('form 01 shows code, secret, papers handed in, limit, promised time and who received', () => {
      const receipt = texts.get('receipt') ?? '';
      expect(squeeze(receipt)).toContain(`Số:${code}/GTN`);
      expect(receipt).toContain('Mẫu số 01');
      expect(receipt).toContain('03/2025/TT-VPCP');
      expect(receipt).toContain('Đồng Xoài, ngày 02 tháng 11 năm 2026');
      expect(receipt).toContain(`Mã hồ sơ: ${code}`);
      expect(receipt).toContain('K7M2QX94');
      expect(receipt).toContain('https://motcua.example.vn/tra-cuu');
      expect(receipt).toContain('08 ngày làm việc');
      expect(receipt).toContain('08 giờ 05 phút, ngày 02 tháng 11 năm 2026');
      expect(receipt).toContain('17 giờ 00 phút, ngày 12 tháng 11 năm 2026');
      expect(receipt).toContain('Nguyễn Thị Hồng Nhung');
      expect(receipt).toContain('Nguyễn Thị Thanh Hương'); // the clerk
      expect(receipt).toContain('Hợp đồng chuyển nhượng');
      expect(receipt).toContain('Số công chứng 2210; Bản điện tử: 02 tệp');
      expect(receipt).toContain('Khai thác cơ sở dữ liệu quốc gia');
      // not handed in at filing in this regime, and not needed for a sale
      expect(receipt).not.toContain('Bản gốc Giấy chứng nhận');
      expect(receipt).not.toContain('Văn bản ủy quyền');
      // only the fees for a change on the certificate, land only, of an individual
      expect(receipt).toContain('Tổng cộng: 655.000 đồng');
      expect(receipt).toContain('Số thứ tự: 0015');
    });

    it('form 02 shows what is missing, why, until when and whom to ask', () => {
      const paper = texts.get('supplementRequest') ?? '';
      expect(squeeze(paper)).toContain(`Số:${code}/HDHS`);
      expect(paper).toContain('Tờ khai thuế thu nhập cá nhân, ký lại ở trang 2');
      expect(paper).toContain('Của bên nhận');
      expect(paper).toContain('chưa có chữ ký của bên chuyển nhượng');
      expect(paper).toContain('chậm nhất ngày 25 tháng 11 năm 2026'); // 15 working days, 24/11 is a holiday
      expect(paper).toContain('0271 3879 123');
      expect(paper).toContain('Phạm Quốc Bảo');
    });

    it('form 04 shows the old and the new date as the step moved them, signed by the head', () => {
      const paper = texts.get('apology') ?? '';
      expect(paper).toContain('ngày 27 tháng 11 năm 2026');
      expect(paper).toContain('máy in phôi Giấy chứng nhận bị hỏng.');
      expect(paper).toContain('GIÁM ĐỐC CHI NHÁNH');
      expect(paper).toContain('Huỳnh Văn Thành');
    });

    it('the second tax slip replaces the first and says why it came back', () => {
      const paper = texts.get('taxSlip') ?? '';
      expect(squeeze(paper)).toContain(`Số:${code}/PCTT`);
      expect(paper).toContain('Mẫu số 19');
      expect(paper).toContain('Kính gửi: Thuế Khu vực 7');
      expect(squeeze(paper)).toContain(squeeze(`Thay thế Phiếu số ${code}/PCTT ngày 06 tháng 11 năm 2026`));
      expect(paper).toContain('Thiếu vị trí thửa đất theo Bảng giá đất');
      expect(paper).toContain('Trần Văn Lợi');
      expect(paper).toContain('Đất ở tại đô thị (ODT) 100 m²; Đất trồng cây lâu năm (CLN) 212,5 m²');
      expect(paper).toContain('850.000.000 đồng');
      expect(paper).toContain('Phú Riềng Đỏ');
      expect(paper).toContain('Tờ khai lệ phí trước bạ (01/LPTB) (02 bản)');
      expect(paper).not.toContain('Đơn đăng ký biến động đất đai, tài sản'); // stays in the file
    });

    it('form 06 (control slip) shows each handing over in order, with its result', () => {
      const paper = texts.get('processControl') ?? '';
      const inOrder = [
        'Nguyễn Thị Thanh Hương',
        'Yêu cầu bổ sung, hoàn thiện hồ sơ',
        'Đã bổ sung hồ sơ',
        'Thẩm định hồ sơ',
        'lần 1',
        'Cơ quan thuế trả lại phiếu chuyển',
        'lần 2',
        'Đã có thông báo nghĩa vụ tài chính',
        'Đã hoàn thành nghĩa vụ tài chính',
        'In Giấy chứng nhận',
        'Trình kiểm tra',
        'Trình ký',
        'Vào sổ, cập nhật cơ sở dữ liệu',
        'Trả kết quả',
      ];
      let from = 0;
      for (const note of inOrder) {
        const at = squeeze(paper).indexOf(squeeze(note), from);
        expect({ note, found: at >= 0 }).toEqual({ note, found: true });
        from = at;
      }
      // the appraisal took a supplement longer than its target; the slips were early
      expect(squeeze(paper)).toContain(squeeze('Người nhận: Phạm Quốc Bảo Quá hạn Thẩm định hồ sơ'));
      expect(squeeze(paper)).toContain(squeeze('Trước hạn Phiếu chuyển thông tin, lần 1'));
    });

    it('the register has the dossier of that month and counter', () => {
      const paper = squeeze(texts.get('register') ?? '');
      expect(paper).toContain(squeeze('Quyển số: 11/2026'));
      expect(paper).toContain(squeeze(code));
      expect(paper).toContain('20/11/2026');
    });

    it('rendering again gives the same bytes, also later', async () => {
      const before = await papersOf(story.id);
      await world.pool.query('delete from document where dossier_id = $1', [story.id]);
      for (const item of await itemsOf(story)) await deliver(item);
      const after = await papersOf(story.id);
      expect(after.map(({ key, sha256 }) => `${key} ${sha256}`).sort()).toEqual(
        before.map(({ key, sha256 }) => `${key} ${sha256}`).sort(),
      );
    });
  });

  it('given a refusal by an officer, form 03 has all reasons and the legal basis', async () => {
    const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T14:00' });
    const texts = {
      reasons: ['Thửa đất đang bị kê biên.', 'Hợp đồng chưa công chứng.'],
      legalBasis: ['Điều 45 Luật Đất đai'],
    };
    await story.act('refuse', {}, { at: '2026-11-03T08:00', texts });
    const paper = (await printAll(story)).get('refusal') ?? '';
    expect(story.status).toBe('REJECTED');
    expect(paper).toContain('1. Thửa đất đang bị kê biên.');
    expect(paper).toContain('2. Hợp đồng chưa công chứng.');
    expect(paper).toContain('- Điều 45 Luật Đất đai');
    expect(paper).toContain('VIÊN CHỨC ĐỊA CHÍNH');
  });

  it('given an appraisal that found the conditions not met, form 03 has its reason', async () => {
    const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T14:00' });
    await story.complete(
      'appraise',
      { eligible: false },
      { at: '2026-11-03T08:00', texts: { eligible: false, ineligibleReason: 'Đất đang có tranh chấp.' } },
    );
    expect((await printAll(story)).get('refusal')).toContain('1. Đất đang có tranh chấp.');
  });

  it('given a notice of a court, the stop notice names the paper it rests on', async () => {
    const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T14:00' });
    const texts = {
      cause: 'COURT',
      reason: 'Thửa đất đang có tranh chấp được Tòa án thụ lý.',
      basis: [{ document: 'Thông báo số 88/TB-TLVA', issuedBy: 'Tòa án nhân dân khu vực 1', issuedOn: '2026-11-03' }],
      guidance: 'Nộp lại hồ sơ sau khi có bản án có hiệu lực.',
    };
    await story.act('stop', { cause: 'COURT' }, { at: '2026-11-04T09:00', by: HEAD, texts });
    const paper = (await printAll(story)).get('stopNotice') ?? '';
    expect(paper).toContain('Thông báo số 88/TB-TLVA ngày 03 tháng 11 năm 2026 của Tòa án nhân dân khu vực 1');
    expect(paper).toContain('09 giờ 00 phút, ngày 04 tháng 11 năm 2026');
    expect(paper).toContain('Nộp lại hồ sơ sau khi có bản án có hiệu lực.');
  });

  it('given a supplement that never came, the stop notice says so without anybody having written it', async () => {
    const story = await DossierStory.submit(world, { code: newCode(), at: '2026-10-01T14:00' });
    const items = [{ name: 'Giấy chứng tử', originals: 1 }];
    const ask = { at: '2026-10-02T08:00', texts: { reason: 'Thiếu giấy tờ', items } };
    await story.act('requestSupplement', { task: story.open('appraise') }, ask);
    await story.act('wake', {}, { at: '2026-11-20T08:00', by: 'system' });
    const texts = await printAll(story);
    expect(story.status).toBe('STOPPED');
    expect(texts.get('stopNotice')).toContain('Đã hết thời hạn bổ sung');
    expect(squeeze(texts.get('processControl') ?? '')).toContain(squeeze('Dừng giải quyết hồ sơ'));
  });

  it('given a dossier of 2023 under the 2013 law, the papers are those of that time', async () => {
    const story = await DossierStory.submit(world, { code: newCode(), at: '2023-03-02T08:05', regime: '2013' });
    const receipt = (await printAll(story)).get('receipt') ?? '';
    expect(receipt).toContain('01/2018/TT-VPCP');
    expect(receipt).toContain('10 ngày làm việc');
    expect(receipt).toContain('17 giờ 00 phút, ngày 16 tháng 3 năm 2023');
  });

  it.each([
    ['2013', '2023-03-', 'Mẫu số 01/LCHS', 'Thông tư liên tịch số 88/2016/TTLT/BTC-BTNMT'],
    ['2025', '2026-11-', 'Mẫu số 19', 'Nghị định số 151/2025/NĐ-CP'],
  ])('the tax slip carries the form of its regime %s', async (regime, month, number, basis) => {
    const story = await DossierStory.submit(world, { code: newCode(), at: `${month}02T08:05`, regime });
    await story.complete('appraise', { eligible: true, taxExempt: false }, { at: `${month}03T15:00` });
    await story.complete('prepareTaxSlip', {}, { at: `${month}06T10:00`, texts: SLIP });
    const slip = (await printAll(story)).get('taxSlip') ?? '';
    expect(slip).toContain(number);
    expect(squeeze(slip)).toContain(squeeze(`(Ban hành kèm theo ${basis}`));
    const sha256 = (await papersOf(story.id)).find(({ kind }) => kind === 'taxSlip');
    if (sha256) writeFileSync(path.join(OUT, `delivered-taxSlip-${regime}.pdf`), await files.read(sha256.sha256));
  });

  it('the tax slip carries whatever form the regime names', async () => {
    const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T08:05' });
    await story.complete('appraise', { eligible: true, taxExempt: false }, { at: '2026-11-03T15:00' });
    await story.complete('prepareTaxSlip', {}, { at: '2026-11-06T10:00', texts: SLIP });
    const named = (form: string, basis: string) =>
      world.pool.query(
        `update procedure_version set definition = jsonb_set(jsonb_set(definition, '{regime,taxSlipForm}', to_jsonb($1::text)),
           '{regime,taxSlipBasis}', to_jsonb($2::text)) where key = 'P2.TRANSFER' and regime = '2025'`,
        [form, basis],
      );
    await named('15', 'Quyết định của Ủy ban nhân dân tỉnh');
    const slip = (await printAll(story)).get('taxSlip') ?? '';
    await named('19', 'Nghị định số 151/2025/NĐ-CP của Chính phủ');
    expect(slip).toContain('Mẫu số 15');
    expect(squeeze(slip)).toContain(squeeze('(Ban hành kèm theo Quyết định của Ủy ban nhân dân tỉnh)'));
  });

  it.each([
    ['2013', '2023-03-02', 'Bản gốc Giấy chứng nhận đã cấp'],
    ['2025', '2026-11-02', 'Bản sao Giấy chứng nhận đã cấp'],
  ])('the receipt of regime %s says what of the certificate was taken in', async (regime, day, paper) => {
    const story = await DossierStory.submit(world, { code: newCode(), at: `${day}T08:05`, regime });
    await world.pool.query(
      `update draft set components = jsonb_set(components, '{certificate}', '{"copies": 1}') where dossier_id = $1`,
      [story.id],
    );
    expect((await printAll(story)).get('receipt')).toContain(paper);
  });

  it('a paper that nobody prints, of a dossier or step that is not there, is given up', async () => {
    const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T14:00' });
    const [item] = await itemsOf(story);
    if (!item) throw new Error('no item');
    const wrong = (change: Partial<OutboxRow>) => deliver({ ...item, key: 'x', ...change });
    await expect(wrong({ payload: { document: 'toString', seq: 1 } })).rejects.toThrow(PermanentDeliveryError);
    await expect(wrong({ payload: { document: 'receipt', seq: 99 } })).rejects.toThrow(PermanentDeliveryError);
    await expect(wrong({ dossierId: '00000000-0000-4000-8000-000000000000' })).rejects.toThrow(PermanentDeliveryError);
  });

  it('a date that no paper can show is given up, not tried for ever', async () => {
    const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T14:00' });
    const texts = { reason: 'x', basis: [{ document: 'Thông báo', issuedBy: 'Tòa án', issuedOn: '2026-02-31' }] };
    await story.act('stop', { cause: 'COURT' }, { at: '2026-11-04T09:00', by: OFFICER, texts });
    const item = (await itemsOf(story)).find(({ payload }) => payload.document === 'stopNotice');
    if (!item) throw new Error('no item');
    await expect(deliver(item)).rejects.toThrow(PermanentDeliveryError);
  });
});

describe('delivered more than once', () => {
  async function newReceipt(): Promise<OutboxRow> {
    const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T14:00' });
    const [item] = await itemsOf(story);
    if (!item) throw new Error('no item');
    return item;
  }
  const countFiles = () => listFiles(filesDir).length;

  it('twice in turn and eight times at once gives one row and one file', async () => {
    const item = await newReceipt();
    const before = countFiles();
    await Promise.all(Array.from({ length: 8 }, () => deliver(item)));
    await deliver(item);
    expect(await papersOf(item.dossierId)).toHaveLength(1);
    expect(countFiles()).toBe(before + 1);
  });

  it('the first paper that was filed stays, whatever changed since', async () => {
    const item = await newReceipt();
    await deliver(item);
    const [before] = await papersOf(item.dossierId);
    const filesBefore = countFiles();
    await world.pool.query(
      `update dossier set form = jsonb_set(form, '{applicant,fullName}', '"Đổi tên"') where id = $1`,
      [item.dossierId],
    );
    await deliver(item);
    expect(await papersOf(item.dossierId)).toEqual([before]);
    expect(countFiles()).toBe(filesBefore);
  });

  it('killed between the file and the row, the next delivery files it once', async () => {
    const item = await newReceipt();
    const before = countFiles();
    const program = path.join(__dirname, 'half-way-delivery.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', program], {
      cwd: path.resolve(__dirname, '../../..'),
      env: {
        ...process.env,
        STORY_DATABASE_URL: world.url,
        STORY_FILES_DIR: filesDir,
        STORY_ITEM: JSON.stringify(item),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString()).toContain('file is there');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(countFiles()).toBe(before + 1);
    expect(await papersOf(item.dossierId)).toEqual([]);

    await deliver(item);
    expect(countFiles()).toBe(before + 1);
    expect(await papersOf(item.dossierId)).toHaveLength(1);
  });

  it('PostgreSQL gone in the middle: an ordinary error, and the next delivery succeeds', async () => {
    const item = await newReceipt();
    const cut: FileStore = {
      ...files,
      put: async (bytes) => {
        const sha256 = await files.put(bytes);
        await world.pool.query('alter table document rename to document_gone');
        return sha256;
      },
    };
    const failing = createDeliverDocument({ pool: world.pool, files: cut, publicUrl: PUBLIC_URL })(item);
    await expect(failing).rejects.not.toBeInstanceOf(PermanentDeliveryError);
    await world.pool.query('alter table document_gone rename to document');
    await deliver(item);
    expect(await papersOf(item.dossierId)).toHaveLength(1);
  });
});

it('who received it is left out when a partner did', async () => {
  const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T14:00' });
  await world.pool.query(`update dossier_event set actor = 'partner:one-stop' where dossier_id = $1 and actor = $2`, [
    story.id,
    CLERK,
  ]);
  expect((await printAll(story)).get('receipt')).not.toContain('Nguyễn Thị Thanh Hương');
});

/** Narrow table columns break words anywhere. */
function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

function listFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}
